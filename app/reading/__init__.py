"""Reads files: their text, and what the text says about itself (place, year, speaker)."""
