"""Splits a candidate into the pieces of text from which it is made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from app.extraction.naming.candidates.doubt import NOWHERE, Doubt


class Piece(NamedTuple):
    """Adjacent characters of a name that are adjacent in a stretch too, there at ``at``.

    ``source`` is the kind of the stretch; ``nowhere``, with an empty stretch, if no stretch has them.
    """

    source: str
    stretch: str
    at: int
    text: str


def pieces_of(doubt: Doubt, name: str) -> list[Piece]:
    """The pieces of a name: each is the longest that some stretch around the number has, from the left."""
    sources = [(source, stretch) for source, stretch in doubt.sources() if stretch]
    return list(_pieces(sources, name))


def _pieces(sources: list[tuple[str, str]], name: str) -> Iterator[Piece]:
    at = 0
    while at < len(name):
        piece = Piece(NOWHERE, "", 0, name[at])
        size = 1
        for source, stretch in sources:
            while at + size <= len(name) and name[at : at + size] in stretch:
                text = name[at : at + size]
                piece, size = Piece(source, stretch, stretch.find(text), text), size + 1
        yield piece
        at += len(piece.text)
