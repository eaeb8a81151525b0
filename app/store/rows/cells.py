"""Conversion of the model's values to cells and back: exact digits, JSON lists, one order of columns."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter
from typing import Any, get_type_hints

from app.model.observation import Bound, Measure, Observation, Reader, SourceKind, Status
from app.model.report import Level
from app.store.declared.fields import OBSERVATION_FIELDS, Cell, CellType, Field, Row

#: The number of dates and lists that are cached, because rows repeat them.
_KEPT = 4096


@lru_cache(maxsize=_KEPT)
def _items(cell: str) -> tuple[str, ...]:
    return tuple(json.loads(cell))


def _same(cell: Cell) -> Cell:
    return cell


_BY_KIND: dict[CellType, Callable[..., object]] = {
    CellType.DECIMAL: Decimal,
    CellType.DATE: lru_cache(maxsize=_KEPT)(date.fromisoformat),
    CellType.LIST: _items,
}
_ENUMS = {
    "measure": Measure,
    "status": Status,
    "bound": Bound,
    "level": Level,
    "source_kind": SourceKind,
    "reader": Reader,
}
#: Makes the value of each field of an observation from its cell, in the order of its fields.
_MAKE_VALUE: list[Callable[..., object]] = [
    {str(member): member for member in _ENUMS[field.name]}.__getitem__
    if field.name in _ENUMS
    else _BY_KIND.get(field.kind, _same)
    for field in OBSERVATION_FIELDS
]


def plain(value: Decimal) -> str:
    """A decimal as plain digits, without an exponent, trailing zeros or a negative zero.

    >>> plain(Decimal("1E+3")), plain(Decimal("8.50")), plain(Decimal("-0.0"))
    ('1000', '8.5', '0')
    """
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def listed(items: Iterable[str]) -> str:
    """The text of a list as a JSON array."""
    return json.dumps(list(items), ensure_ascii=False, separators=(",", ":"))


_MAKE_CELL: dict[CellType, Callable[[Any], Cell]] = {
    CellType.TEXT: str,
    CellType.INTEGER: int,
    CellType.DECIMAL: plain,
    CellType.DATE: str,
    CellType.LIST: lru_cache(maxsize=_KEPT)(listed),
}


#: Values of these types are cells already, unlike enums.
_CELL_TYPES: tuple[object, ...] = (str, str | None, int, int | None)


def cells_of(model: type, fields: Sequence[Field]) -> Callable[[object], Row]:
    """Return a function that makes the cells of a row, in the order of the fields."""
    values = attrgetter(*(field.name for field in fields))
    types = get_type_hints(model)
    makes = [
        (place, _MAKE_CELL[field.kind])
        for place, field in enumerate(fields)
        if types[field.name] not in _CELL_TYPES
    ]

    def cells(row: object) -> Row:
        made: list[Any] = list(values(row))
        for place, make in makes:
            value = made[place]
            if value is not None:
                made[place] = make(value)
        return tuple(made)

    return cells


#: The cells of an observation, in the order of ``OBSERVATION_FIELDS``.
observation_cells: Callable[[Observation], Row] = cells_of(Observation, OBSERVATION_FIELDS)


def observation_of(cells: Row) -> Observation:
    """The observation with these cells, which are in the order of ``OBSERVATION_FIELDS``."""
    values: list[Any] = [
        None if cell is None else make(cell) for make, cell in zip(_MAKE_VALUE, cells, strict=True)
    ]
    return Observation(*values)
