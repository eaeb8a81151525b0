"""Reads time expressions: the years that a stretch of text is about, past or planned."""
