"""Media types of the files that reports are read from."""

from __future__ import annotations

from typing import Final

MEDIA_TYPES: Final = {
    "txt": "text/plain",
    "html": "text/html",
    "md": "text/markdown",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "doc": "application/msword",
    "pdf": "application/pdf",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}
"""The media type of each report format."""
OTHER: Final = "application/octet-stream"


def media_type_of(format_: str) -> str:
    """The media type of a format; ``OTHER`` if it is unknown."""
    return MEDIA_TYPES.get(format_, OTHER)
