"""Shared parts of the formats that are written column by column. Imports only the standard library."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Final

from app.store.fields import Cell

Rows = Sequence[Sequence[Cell]]
Cells = Sequence[Cell]

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
