"""Code shared by the formats that are written column by column. Imports only the standard library."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from app import __version__
from app.store.declared.captions import CAPTIONS
from app.store.declared.fields import Cell, Field

Rows = Sequence[Sequence[Cell]]
Cells = Sequence[Cell]

PROGRAM: Final = f"Zhibiao 指标 {__version__}"
LICENCE: Final = (
    "The rows: Apache-2.0. The sentences are those of the governments' reports, which `report_id` names."
)


class About(NamedTuple):
    """The list that a file contains: its name, its Chinese and English titles, and what its rows are."""

    name: str
    zh: str
    en: str
    text: str

    @property
    def citation(self) -> str:
        """How to cite the file."""
        return f"{PROGRAM}: {self.en} ({self.zh}), extracted from Chinese government work reports."

    def notes(self, fields: Sequence[Field]) -> list[tuple[str, str, str]]:
        """The notes for readers of the file: first about the file, then about each column."""
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


#: A spreadsheet takes text that begins with one of these for a formula.
# This includes the full-width signs: East Asian spreadsheets treat them like the ASCII ones.
FORMULA: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")


def once(write: Callable[[Cells], Sequence[str]], cells: Cells) -> Iterable[str]:
    """Apply ``write`` to the cells of a column; in a repetitive column, once for each distinct value."""
    table = dict.fromkeys(cells)
    if len(table) * 2 > len(cells):
        return write(cells)
    made = dict(zip(table, write(tuple(table)), strict=True))
    return map(made.__getitem__, cells)


# Cached, because the same few lists of rules recur.
@lru_cache(maxsize=4096)
def listed(text: str) -> tuple[str, ...]:
    """The items of a list cell such as ``["a","b"]``."""
    return tuple(json.loads(text))


def joined(cell: Cell) -> str:
    """``["a","b"]`` as ``a;b``; null as an empty text."""
    return ";".join(listed(str(cell))) if cell else ""
