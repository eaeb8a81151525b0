"""Rows of tables to mentions: tables of facts, and tables inside reports."""
