"""Lists that are short enough to be made in memory: sort, page and cut them as the others are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from app.store import cursors
from app.store.fields import Row
from app.store.listing import ListQuery, Page, Stream


def page(query: ListQuery, rows: Sequence[Row]) -> Page:
    """The page that the query asks for of these rows, which are in default order, with all fields.

    The cursor holds the place in the list: such lists change by a row a year.
    """
    start = _start(query)
    ordered = _ordered(query, rows)
    end = start + query.limit
    following = cursors.encode(query, (end,)) if end < len(ordered) else None
    total = len(ordered) if query.total else None
    return Page(query.fields, _cut(query, ordered[start:end]), following, total)


def stream(query: ListQuery, rows: Sequence[Row]) -> Stream:
    """All these rows in the query's order."""
    return Stream(query.fields, len(rows), _once(_cut(query, _ordered(query, rows))))


def _once(rows: list[Row]) -> Iterator[list[Row]]:
    if rows:
        yield rows


def _start(query: ListQuery) -> int:
    cells = cursors.decode(query)
    if cells is None:
        return 0
    if len(cells) == 1 and isinstance(cells[0], int) and cells[0] >= 0:
        return cells[0]
    raise cursors.unfit(query)


def _ordered(query: ListQuery, rows: Sequence[Row]) -> list[Row]:
    ordered = list(rows)
    for key in reversed(query.sort):
        place = query.resource.columns.index(key.name)
        present = [row for row in ordered if row[place] is not None]
        absent = [row for row in ordered if row[place] is None]
        present.sort(key=partial(_comparable, place), reverse=key.descending)
        ordered = present + absent
    return ordered


def _comparable(place: int, row: Row) -> tuple[int, str]:
    cell = row[place]
    return (cell, "") if isinstance(cell, int) else (0, str(cell))


def _cut(query: ListQuery, rows: Sequence[Row]) -> list[Row]:
    places = [query.resource.columns.index(name) for name in query.fields]
    return [tuple(row[place] for place in places) for row in rows]
