"""Corrections over what the extractor reads: rows and readers' words in, corrected rows out.

Pure, as extraction is. ``apply.py`` finds the row that each correction means, decides between readers and
changes the row; ``changes.py`` says which fields can be changed and to what.
"""

from app.correcting.apply import Applied, apply
from app.correcting.changes import FieldError, check_fields

__all__ = ["Applied", "FieldError", "apply", "check_fields"]
