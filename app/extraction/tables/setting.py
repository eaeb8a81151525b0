"""What the rows of one table are read with."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from app.extraction.tables.captions import TableCaption
from app.extraction.tables.find import Table
from app.extraction.tables.head_rows import Row
from app.extraction.tables.heads import Role, TableColumn
from app.extraction.tables.places import TablePlaces
from app.lexicon.types.cues import Cues

_NO_WORDS = re.compile(r"[^\w%‰]*")
"""A dash in a cell for units."""


class TableReport(NamedTuple):
    """The report of a table: its year and its places."""

    report_year: int
    places: TablePlaces


class TableSetting(NamedTuple):
    """One table: its rows, columns and caption, its report, and what is known of words.

    ``brackets`` are those of sums of several years, empty if there are none.
    ``known`` tests whether a name is in the catalogue.
    """

    table: Table
    columns: tuple[TableColumn, ...]
    caption: TableCaption
    about: TableReport
    cues: Cues
    known: Callable[[str], bool]
    brackets: str = ""

    def stated_unit(self, row: Row) -> str:
        """The unit in the row's cell for units; empty if there is none."""
        cells = zip(self.columns, row, strict=False)
        unit = next(("".join(cell.text.split()) for column, cell in cells if column.role is Role.UNIT), "")
        return "" if _NO_WORDS.fullmatch(unit) else unit
