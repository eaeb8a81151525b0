"""The fields of a locator: the place of an observation in the file of its report."""

from __future__ import annotations

from app.store.declared.fields import CellType, Field, text

LOCATOR_FIELDS: tuple[Field, ...] = (
    Field("line", CellType.INTEGER, True, "Line of a plain text, from 1; null for other files.", "39"),
    Field("paragraph", CellType.INTEGER, True, "Paragraph, heading or row of a table, from 1, in the text of "
          "the report; null for plain text.", "null"),
    Field("page", CellType.INTEGER, True, "Page of a PDF, from 1, else null.", "null"),
    Field("box", CellType.LIST, True, "Left, bottom, right and top of the number's line or cell on the page, "
          "in points from the lower left corner; else null.", "null"),
    text("path", "XPath of the element of a web page; of a Word document the part and the XPath of the "
         "paragraph in it; else null.", None, nullable=True),
)  # fmt: skip # one field a line group reads as a table
"""No list has these fields; the evidence of one observation has them."""
