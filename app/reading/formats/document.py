"""What a file is read into, and the limits for files from anywhere."""

from __future__ import annotations

from dataclasses import dataclass

from app.model.place import Place
from app.reading.errors import ReadingError

LARGEST_FILE = 64 * 2**20
"""Bytes of a file, and of a part of an archive when unpacked."""
LONGEST_TEXT = 5_000_000
"""Characters: a report has some twenty thousand, a yearbook two million."""


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a file, a line for each paragraph, heading and row of a table (cells between tabs).

    ``format`` is the ending that files of its kind have, without the point. ``title`` is what the file
    calls itself outside its text, "" where it does not. ``places`` say where in the file the text stands.
    """

    text: str
    format: str
    title: str = ""
    places: tuple[Place, ...] = ()


def document_of(lines: list[str], format_: str, title: str = "") -> Document:
    """The document of ``lines``; ``ReadingError`` where there is no text, or too much of it."""
    text = "\n".join(lines)
    if len(text) > LONGEST_TEXT:
        raise ReadingError(f"is too large: more than {LONGEST_TEXT:,} characters")
    if not text.strip():
        raise ReadingError("is empty: it has no text")
    return Document(text, format_, title)


def missing(package: str) -> ReadingError:
    """What to say where an optional package is not installed."""
    return ReadingError(f"can't be read without {package}: pip install 'zhibiao[documents]'")
