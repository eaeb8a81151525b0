"""The OpenAPI document: parameters, responses, links, and descriptions of single routes."""
