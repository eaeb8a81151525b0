"""Rows as they are stored: tables and their types, keys, documents, and the state of the data."""
