"""Reads ``data/*.csv``: UTF-8 with a header. An error names the file and the line."""

from __future__ import annotations

import csv
import os.path
from collections.abc import Callable
from typing import TextIO, TypeVar

# Every start waits for this module, and importing pathlib takes as long as reading three tables.
DATA = os.path.join(os.path.dirname(__file__), "data")  # noqa: PTH118, PTH120

Row = TypeVar("Row")


class TableError(ValueError):
    """A table has an invalid row. The message names the file, the line and the reason."""


def open_table(name: str) -> TextIO:
    """The file ``data/<name>.csv``."""
    return open(os.path.join(DATA, f"{name}.csv"), encoding="utf-8", newline="")  # noqa: PTH118, PTH123


def read_table(name: str, columns: tuple[str, ...], make: Callable[..., Row]) -> tuple[Row, ...]:
    """Rows of ``data/<name>.csv``, each made by ``make`` from its cells, in the order of the columns.

    The header must be exactly ``columns``. ``make`` raises ``ValueError`` for a wrong row. Cells are passed
    by position: a dictionary for each row would take as long as reading it, and every command waits for this.
    """
    with open_table(name) as file:
        lines = csv.reader(file)
        header = tuple(next(lines, ()))
        if header != columns:
            raise TableError(f"{name}.csv:1: header is {','.join(header)}, expected {','.join(columns)}")
        rows: list[Row] = []
        try:
            for cells in lines:
                if len(cells) != len(columns):
                    raise ValueError(f"{len(cells)} cells, expected {len(columns)}")
                rows.append(make(*cells))
        except ValueError as error:
            raise TableError(f"{name}.csv:{lines.line_num}: {error}") from error
    return tuple(rows)
