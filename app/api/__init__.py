"""The HTTP API: thin routers that parse a request, call one service and return."""
