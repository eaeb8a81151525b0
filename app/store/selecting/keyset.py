"""Orders that never skip or repeat a row: a unique last key, nulls last, "after this row" as SQL.

"After this row" is a short list of steps that are read one after the other. The first step has the rows that
equal this row in all keys except the last, and come later in the last. The next step has the rows that come
later in the key before it, and so on. Each step is one range of an index in any mix of directions, so every
page takes as long as the first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, UnaryExpression, bindparam, nulls_last

from app.store.declared.fields import Cell, Row


@dataclass(frozen=True, slots=True)
class OrderKey:
    """One key of an order. ``type`` is the type of its cells; nulls come last in both directions."""

    column: ColumnElement[Any]
    type: type[str] | type[int]
    nullable: bool = False
    descending: bool = False

    def order(self) -> UnaryExpression[Any]:
        """The key as a term of ORDER BY."""
        directed = self.column.desc() if self.descending else self.column.asc()
        return nulls_last(directed) if self.nullable else directed

    def fits(self, cell: Cell) -> bool:
        """Whether a cursor may have this cell for this key."""
        return self.nullable if cell is None else type(cell) is self.type


class Beyond(StrEnum):
    """Which rows a step reads: those with later values of its key, or those without a value."""

    LATER = "later"
    NULLS = "nulls"


class KeyRange(NamedTuple):
    """One range: rows that equal the cursor in the keys before ``place``, and are beyond it in that key.

    ``missing`` says for each key before ``place`` whether its cell in the cursor is null.
    """

    place: int
    beyond: Beyond
    missing: tuple[bool, ...]


def fits(keys: Sequence[OrderKey], cells: Row) -> bool:
    """Whether a row in this order can have the cells of a cursor."""
    return len(keys) == len(cells) and all(key.fits(cell) for key, cell in zip(keys, cells, strict=True))


def steps(keys: Sequence[OrderKey], cells: Row) -> Iterator[KeyRange]:
    """The steps that together read all rows after the row with these cells, in order."""
    missing = tuple(cell is None for cell in cells)
    for place in reversed(range(len(keys))):
        if missing[place]:
            continue
        yield KeyRange(place, Beyond.LATER, missing[:place])
        if keys[place].nullable:
            yield KeyRange(place, Beyond.NULLS, missing[:place])


def condition(keys: Sequence[OrderKey], step: KeyRange) -> list[ColumnElement[bool]]:
    """The conditions of a step; the cursor's cells are bound as ``after_0``, ``after_1`` ..."""
    found = [
        key.column.is_(None) if missing else key.column == _bound(place)
        for place, (key, missing) in enumerate(zip(keys, step.missing, strict=False))
    ]
    key = keys[step.place]
    if step.beyond is Beyond.NULLS:
        return [*found, key.column.is_(None)]
    bound = _bound(step.place)
    return [*found, key.column < bound if key.descending else key.column > bound]


def order(keys: Sequence[OrderKey], step: KeyRange | None) -> list[UnaryExpression[Any]]:
    """The order of the rows of a step (None: of all rows), by the keys that can still differ."""
    start = 0 if step is None else step.place + (step.beyond is Beyond.NULLS)
    return [key.order() for key in keys[start:]]


def values(cells: Row) -> dict[str, Cell]:
    """The cursor's cells by the names of their parameters."""
    return {f"after_{place}": cell for place, cell in enumerate(cells) if cell is not None}


def _bound(place: int) -> Any:  # noqa: ANN401 # SQLAlchemy types it by what it is compared with
    return bindparam(f"after_{place}", unique=False)
