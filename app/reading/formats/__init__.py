"""Reads the text of a file: a module for each format."""
