"""The addresses: each function parses a request, calls one service and returns."""
