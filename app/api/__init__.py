"""The HTTP API: thin routers that parse a request, call one service and return.

``routes`` has the addresses, ``openapi`` describes them, ``responses`` is what they return, ``edge`` is what
every request passes, ``formats`` writes lists, ``schemas`` are the types of responses.
"""
