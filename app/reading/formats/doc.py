"""Old Word files (.doc): their text as Word stores it, without automatic numbers."""

from __future__ import annotations

from app.reading.errors import ReadingError
from app.reading.formats.document import Document, document_of, missing

_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_CONVERT = "save it as .docx (soffice --headless --convert-to docx FILE)"


def read_doc(data: bytes) -> Document:
    """The document in the bytes of a .doc file; ``ReadingError`` says how to convert what can't be read."""
    if _ENCRYPTED_PACKAGE in data:
        raise ReadingError("is encrypted: save it without a password")
    try:
        from legacy_doc import LegacyDocError, extract_text
    except ImportError:
        raise missing("legacy-doc") from None
    try:
        text = extract_text(data).text
    except (LegacyDocError, ValueError, IndexError, KeyError, OverflowError) as error:
        raise ReadingError(f"is an old Word or Excel file that can't be read ({error}): {_CONVERT}") from None
    return document_of(text.splitlines(), "doc")
