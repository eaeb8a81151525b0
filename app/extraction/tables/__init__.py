"""Reads tables: tables of facts, and tables inside reports."""
