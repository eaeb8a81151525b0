"""From a report's text to observations: pure, no files, no sessions, no web."""

from app.extraction.pipeline import extract

__all__ = ["extract"]
