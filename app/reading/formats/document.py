"""The result of reading a file, and the limits for all files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.model.place import PlaceInFile
from app.reading.errors import ReadingError
from app.reading.origin import NOWHERE, Origin

LARGEST_FILE = 64 * 2**20
"""Bytes of a file, and of a part of an archive when unpacked."""
LONGEST_TEXT = 5_000_000
"""Characters: a report has some twenty thousand, a yearbook two million."""


class Document(NamedTuple):
    """The text of a file: a line for each paragraph, heading and table row (tabs between cells).

    ``format`` is the ending that files of its kind have, without the point. ``title`` is what the file
    calls itself outside its text, "" where it does not. ``places`` say where in the file the text stands,
    ``origin`` what the file says of itself beside its text.
    """

    text: str
    format: str
    title: str = ""
    places: tuple[PlaceInFile, ...] = ()
    origin: Origin = NOWHERE


class DocumentLine(NamedTuple):
    """A line of text and the places of its parts in the file; ``start`` counts from the line's start."""

    text: str
    places: tuple[PlaceInFile, ...] = ()


def document_of(lines: Sequence[str | DocumentLine], format_: str, title: str = "") -> Document:
    """The document with these lines; ``ReadingError`` if there is no text, or too much."""
    located = [DocumentLine(line) if isinstance(line, str) else line for line in lines]
    text = "\n".join(line.text for line in located)
    if len(text) > LONGEST_TEXT:
        raise ReadingError(f"is too large: more than {LONGEST_TEXT:,} characters")
    if not text.strip():
        raise ReadingError("is empty: it has no text")
    return Document(text, format_, title, tuple(_places(located)))


def _places(lines: Sequence[DocumentLine]) -> Iterator[PlaceInFile]:
    """The places in the whole text, without those that repeat the one before."""
    start, before = 0, PlaceInFile(0)
    for line in lines:
        for place in line.places:
            if place._replace(start=0) != before:
                before = place._replace(start=0)
                yield place._replace(start=start + place.start)
        start += len(line.text) + 1


def missing(package: str) -> ReadingError:
    """The error for an optional package that is not installed."""
    return ReadingError(f"can't be read without {package}: pip install 'zhibiao[documents]'")
