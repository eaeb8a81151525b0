"""Stata files (.dta, version 118), written by pandas, with column labels; all rows are in memory at once.

Stata has only binary numbers: values are doubles, with 15 exact digits.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any, Final

import pandas as pd

from app.api.formats.columns import About, Rows, joined
from app.store.declared.captions import CAPTIONS
from app.store.declared.fields import Cell, CellType, Field

#: Characters of a variable label and of the data label, at most.
MOST_LABEL: Final = 80
#: Longer texts need the type ``strL``, which has no limit.
MOST_TEXT: Final = 2045
VERSION: Final = 118
_NUMBERS: Final = (CellType.INTEGER, CellType.DECIMAL)


def stata_chunks(fields: Sequence[Field], batches: Iterable[Rows], about: About) -> Iterator[bytes]:
    """The rows as one file."""
    rows = [row for batch in batches for row in batch]
    cells = zip(*rows, strict=True) if rows else ([] for _ in fields)
    columns = {_name(field.name): _column(field, column) for field, column in zip(fields, cells, strict=True)}
    long = [
        name for name, column in columns.items() if column.dtype == object and _longest(column) > MOST_TEXT
    ]
    file = BytesIO()
    pd.DataFrame(columns).to_stata(
        file,
        write_index=False,
        version=VERSION,
        convert_strl=long,
        data_label=f"{about.en}. {about.citation}"[:MOST_LABEL],
        variable_labels={_name(field.name): _label(field) for field in fields},
        # A fixed time stamp: the same rows give the same bytes.
        time_stamp=pd.Timestamp(2000, 1, 1).to_pydatetime(),
    )
    yield file.getvalue()


def _name(name: str) -> str:
    """A valid Stata name: a panel's year gets a leading letter."""
    return f"y{name}" if name[0].isdigit() else name


def _column(field: Field, cells: Iterable[Cell]) -> pd.Series[Any]:
    if field.kind in _NUMBERS:
        return pd.Series(
            pd.to_numeric(pd.Series(list(cells), dtype=object), errors="coerce"), dtype="float64"
        )
    write = joined if field.kind is CellType.LIST else _text
    return pd.Series([write(cell) for cell in cells], dtype=object)


def _text(cell: Cell) -> str:
    return "" if cell is None else str(cell)


def _longest(column: pd.Series[Any]) -> int:
    return max((len(text.encode()) for text in column), default=0)


def _label(field: Field) -> str:
    caption = CAPTIONS.get(field.name)
    return f"{caption.zh} {caption.en}"[:MOST_LABEL] if caption else field.name
