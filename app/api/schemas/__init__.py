"""Schemas of answers, for the OpenAPI document and for the tests that compare answers with it.

Answers are never built through these models: for a hundred rows that costs eleven times what
writing them directly does. So a test reads real answers through them instead.
"""
