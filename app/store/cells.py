"""Conversion of the model's values to cells and back: exact digits, JSON lists, one order of columns."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from app.model.comparison import Comparison
from app.model.observation import Bound, Measure, Observation, Reader, SourceKind, Status
from app.model.report import Level
from app.store.comparison_fields import COMPARISON_FIELDS
from app.store.fields import OBSERVATION_FIELDS, Cell, Kind, Row


def _items(cell: str) -> tuple[str, ...]:
    return tuple(json.loads(cell))


def _same(cell: Cell) -> Cell:
    return cell


_BY_KIND: dict[Kind, Callable[..., object]] = {
    Kind.DECIMAL: Decimal,
    Kind.DATE: date.fromisoformat,
    Kind.LIST: _items,
}
#: Makes the value of an observation's field from its cell.
_BY_NAME: dict[str, Callable[..., object]] = {
    **{field.name: _BY_KIND.get(field.kind, _same) for field in OBSERVATION_FIELDS},
    "measure": Measure,
    "status": Status,
    "bound": Bound,
    "level": Level,
    "source_kind": SourceKind,
    "reader": Reader,
}


def plain(value: Decimal) -> str:
    """A decimal as plain digits: no exponent, no zeros at the end, no sign of zero.

    >>> plain(Decimal("1E+3")), plain(Decimal("8.50")), plain(Decimal("-0.0"))
    ('1000', '8.5', '0')
    """
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def listed(items: Iterable[str]) -> str:
    """A list as a JSON array in text."""
    return json.dumps(list(items), ensure_ascii=False, separators=(",", ":"))


def observation_cells(row: Observation) -> Row:
    """The cells of an observation, in the order of ``OBSERVATION_FIELDS``."""
    return tuple([_cell(getattr(row, field.name), field.kind) for field in OBSERVATION_FIELDS])


def comparison_cells(row: Comparison) -> Row:
    """The cells of a comparison, in the order of ``COMPARISON_FIELDS``."""
    return tuple([_cell(getattr(row, field.name), field.kind) for field in COMPARISON_FIELDS])


def _cell(value: Any, kind: Kind) -> Cell:  # noqa: ANN401 # of any field
    if value is None:
        return None
    if kind is Kind.DECIMAL:
        return plain(value)
    if kind is Kind.LIST:
        return listed(value)
    return int(value) if kind is Kind.INTEGER else str(value)


def observation_of(cells: Row) -> Observation:
    """The observation that has these cells, in the order of ``OBSERVATION_FIELDS``."""
    values: dict[str, Any] = {
        name: None if cell is None else make(cell)
        for (name, make), cell in zip(_BY_NAME.items(), cells, strict=True)
    }
    return Observation(**values)
