"""Orders that never lose or double a row: a unique last key, nulls last, "after this row" as SQL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, UnaryExpression, and_, false, nulls_last, or_

from app.store.fields import Cell, Row


@dataclass(frozen=True, slots=True)
class Key:
    """One key of an order. ``type`` is what its cells are; nulls come last in both directions."""

    column: ColumnElement[object]
    type: type[str] | type[int]
    nullable: bool = False
    descending: bool = False

    def order(self) -> UnaryExpression[object]:
        """As a term of ORDER BY."""
        directed = self.column.desc() if self.descending else self.column.asc()
        return nulls_last(directed) if self.nullable else directed

    def fits(self, cell: Cell) -> bool:
        """Whether a cursor may hold this cell for this key."""
        return self.nullable if cell is None else type(cell) is self.type

    def same(self, cell: Cell) -> ColumnElement[bool]:
        """Rows that are equal in this key."""
        return self.column.is_(None) if cell is None else self.column == cell

    def beyond(self, cell: Cell) -> ColumnElement[bool]:
        """Rows that come later by this key alone."""
        if cell is None:
            return false()
        later = self.column < cell if self.descending else self.column > cell
        return or_(later, self.column.is_(None)) if self.nullable else later

    def not_before(self, cell: Cell) -> ColumnElement[bool]:
        """Rows that are equal or later by this key: lets an index start at the right place."""
        return or_(self.same(cell), self.beyond(cell)) if self.nullable else self._from(cell)

    def _from(self, cell: Cell) -> ColumnElement[bool]:
        return self.column <= cell if self.descending else self.column >= cell


def fits(keys: Sequence[Key], cells: Row) -> bool:
    """Whether a cursor's cells can be those of a row in this order."""
    return len(keys) == len(cells) and all(key.fits(cell) for key, cell in zip(keys, cells, strict=True))


def after(keys: Sequence[Key], cells: Row) -> ColumnElement[bool]:
    """The rows that come after the row with these cells."""
    if len(keys) == 1:
        return keys[0].beyond(cells[0])
    steps = []
    for index, key in enumerate(keys):
        ties = [earlier.same(cell) for earlier, cell in zip(keys[:index], cells, strict=False)]
        steps.append(and_(*ties, key.beyond(cells[index])))
    return and_(keys[0].not_before(cells[0]), or_(*steps))
