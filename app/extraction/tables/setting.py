"""What the rows of one table are read with."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from app.extraction.tables.captions import TableCaption
from app.extraction.tables.find import Table
from app.extraction.tables.head_rows import Row
from app.extraction.tables.heads import Role, TableColumn
from app.extraction.tables.places import TablePlaces
from app.lexicon.types.cues import Cues


class TableReport(NamedTuple):
    """The report of a table: its year and its places."""

    report_year: int
    places: TablePlaces


class TableSetting(NamedTuple):
    """One table: its rows, columns and caption, its report, and what is known of words.

    ``known`` tests whether a name is in the catalogue.
    """

    table: Table
    columns: tuple[TableColumn, ...]
    caption: TableCaption
    about: TableReport
    cues: Cues
    known: Callable[[str], bool]

    def stated_unit(self, row: Row) -> str:
        """The unit in the row's cell for units; empty if there is none."""
        cells = zip(self.columns, row, strict=False)
        return next(("".join(cell.text.split()) for column, cell in cells if column.role is Role.UNIT), "")
