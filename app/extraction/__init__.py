"""Extracts observations from a report's text. Pure: no files, no database, no network."""

from app.extraction.pipeline import extract

__all__ = ["extract"]
