"""Reads ``data/*.csv``: UTF-8 with a header. An error names the file and the line."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

DATA = Path(__file__).parent / "data"

Row = TypeVar("Row")


class TableError(ValueError):
    """A table has an invalid row. The message names the file, the line and the reason."""


def read_table(name: str, columns: tuple[str, ...], make: Callable[..., Row]) -> tuple[Row, ...]:
    """Rows of ``data/<name>.csv``, each made by ``make`` from its cells, in the order of the columns.

    The header must be exactly ``columns``. ``make`` raises ``ValueError`` for a wrong row. Cells are passed
    by position: a dictionary for each row would take as long as reading it, and every command waits for this.
    """
    path = DATA / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        header = tuple(next(lines, ()))
        if header != columns:
            raise TableError(f"{path.name}:1: header is {','.join(header)}, expected {','.join(columns)}")
        rows: list[Row] = []
        try:
            for cells in lines:
                if len(cells) != len(columns):
                    raise ValueError(f"{len(cells)} cells, expected {len(columns)}")
                rows.append(make(*cells))
        except ValueError as error:
            raise TableError(f"{path.name}:{lines.line_num}: {error}") from error
    return tuple(rows)
