"""Schemas of responses, for the OpenAPI document and for the tests that compare responses with it.

Responses are never built with these models: for a hundred rows this would cost eleven times as much as
writing them directly. Instead, a test parses real responses with them.
"""
