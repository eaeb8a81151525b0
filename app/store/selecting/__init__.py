"""Queries as SQL: conditions, orders, search, facets, counts, pages and streams."""
