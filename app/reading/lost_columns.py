"""Rows of tables whose columns were lost before the file was read: 住宅 亿元 3300.7 -14.2."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_VALUE: Final = r"[-+−]?\d[\d,]*(?:\.\d+)?[%‰]?"
_ROW: Final = re.compile(rf"(?=.*\d)\s*[^\s\d][^\t，。；：！？]*?(?: +(?:{_VALUE}|[-—–]+)){{2,13}}\s*")
"""Words, then two values or more, with spaces alone between them; a dash is an empty cell."""
_LONGEST: Final = 120
_FEWEST: Final = 3
"""So many rows in succession are a table; fewer may be a line of a contents page or of an address."""


def warning_of_lost_columns(text: str) -> str | None:
    """How many lines of a text look like rows of a table without its columns; None if there is no table.

    Nothing says which value such a number is, so that hardly any of them is read.
    """
    rows = sum(length for length in _successions(text) if length >= _FEWEST)
    if not rows:
        return None
    return (
        f"rows of tables without their columns: {rows}; most of their numbers are not read: "
        "ingest the original with its tables"
    )


def _successions(text: str) -> Iterator[int]:
    """The lengths of the successions of lines that look like rows."""
    length = 0
    for line in text.splitlines():
        if len(line) <= _LONGEST and " " in line and _ROW.fullmatch(line):
            length += 1
        elif line.strip():
            yield length
            length = 0
    yield length
