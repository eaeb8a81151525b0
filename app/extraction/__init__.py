"""From a report's text to observations: pure, no files, no sessions, no web."""

from app.extraction.pipeline import extract

__all__ = ["EXTRACTOR_VERSION", "extract"]

EXTRACTOR_VERSION = "1"
"""Rises with every change of what is extracted: stored reports are then read anew."""
