"""Shared parts of the formats that are written column by column. Imports only the standard library."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from app import __version__
from app.store.captions import CAPTIONS
from app.store.fields import Cell, Field

Rows = Sequence[Sequence[Cell]]
Cells = Sequence[Cell]

PROGRAM: Final = f"Zhibiao 指标 {__version__}"
LICENCE: Final = (
    "The rows: Apache-2.0. The sentences are those of the governments' reports, which `report_id` names."
)


class About(NamedTuple):
    """What a file is of: the name of the list, its names for people, and what its rows are."""

    name: str
    zh: str
    en: str
    text: str

    @property
    def citation(self) -> str:
        """How to cite the file."""
        return f"{PROGRAM}: {self.en} ({self.zh}), extracted from Chinese government work reports."

    def notes(self, fields: Sequence[Field]) -> list[tuple[str, str, str]]:
        """What a reader of the file needs to know: about all, then about each column."""
        about = (
            ("list", self.name, self.text),
            ("program", PROGRAM, ""),
            ("cite as", self.citation, "and the report itself, which report_id names"),
            ("licence", LICENCE, ""),
            ("column", "名称 · name", "description"),
        )
        return [*about, *((field.name, _called(field.name), field.description) for field in fields)]


def _called(name: str) -> str:
    caption = CAPTIONS.get(name)
    return "" if caption is None else f"{caption.zh} · {caption.en}"


#: Text that begins with one of these is a formula to a spreadsheet.
# The full-width signs too: spreadsheets of East Asia take them for the others.
FORMULA: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")


def once(write: Callable[[Cells], Sequence[str]], cells: Cells) -> Iterable[str]:
    """``write`` applied to each cell of a column; in a repetitive column once for each value."""
    table = dict.fromkeys(cells)
    if len(table) * 2 > len(cells):
        return write(cells)
    made = dict(zip(table, write(tuple(table)), strict=True))
    return map(made.__getitem__, cells)


# The same few lists of rules come again and again.
@lru_cache(maxsize=4096)
def listed(text: str) -> tuple[str, ...]:
    """``["a","b"]``, a list's cell, as its items."""
    return tuple(json.loads(text))


def joined(cell: Cell) -> str:
    """``["a","b"]`` as ``a;b``; null as nothing."""
    return ";".join(listed(str(cell))) if cell else ""
