"""HTTP: thin routers that parse, call one service and return."""
