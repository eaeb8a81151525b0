"""Applies corrections: takes the extracted rows and the corrections of readers, returns corrected rows.

Pure, like the extraction. ``stated.py`` lists the rows of the extractor and the rows that readers add.
``apply.py`` finds the row of each correction, decides between readers and changes the row. ``changes.py``
defines which fields can be changed, and to which values.
"""

from app.correcting.apply import Applied, apply
from app.correcting.changes import FieldError, LexiconFunctions, check_fields

__all__ = ["Applied", "FieldError", "LexiconFunctions", "apply", "check_fields"]
