"""Queries of lists and their results, independent of SQL and HTTP."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from app.store.fields import Row
from app.store.resource import Resource, SortKey

DEFAULT_LIMIT = 100
MAX_LIMIT = 1000

# Made once: json.dumps would make one at each call.
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
#: A filter's checked value; ``None`` selects rows without one.
Value = str | int | Decimal | None


@dataclass(frozen=True, slots=True)
class Mistake:
    """One wrong parameter: its name, the value given, what to do about it, and what would be right."""

    parameter: str
    value: str
    detail: str
    valid: tuple[str, ...] = ()


class QueryError(ValueError):
    """Parameters of a list are wrong; ``mistakes`` names every one."""

    def __init__(self, *mistakes: Mistake) -> None:
        super().__init__(" ".join(mistake.detail for mistake in mistakes))
        self.mistakes = mistakes


class NotFoundError(LookupError):
    """There is no ``noun`` with this ``identifier``."""

    def __init__(self, noun: str, identifier: str) -> None:
        super().__init__(f"There is no {noun} {identifier!r}.")
        self.noun = noun
        self.identifier = identifier


@dataclass(frozen=True, slots=True)
class ListQuery:
    """A checked question to a list; make it with ``services.queries.parse_query``.

    ``where`` holds the filters in the order of the resource's rows, each with its distinct values
    in a canonical order. ``fields`` are the columns to answer, in that order. ``total`` is False
    where the caller does not want to know it. ``facets`` are filters whose values are to be counted.
    ``written``: rows may be JSON objects instead of cells, if the list stores them.
    """

    resource: Resource
    where: tuple[tuple[str, tuple[Value, ...]], ...]
    sort: tuple[SortKey, ...]
    fields: tuple[str, ...]
    limit: int = DEFAULT_LIMIT
    cursor: str | None = None
    total: bool = True
    facets: tuple[str, ...] = ()
    written: bool = False

    def values(self, name: str) -> tuple[Value, ...]:
        """The values that were given for a filter; empty where it was not."""
        return dict(self.where).get(name, ())

    def value(self, name: str) -> Value:
        """The one value of a filter that takes one: as given, else its default."""
        row = self.resource.filter(name)
        return next(iter(self.values(name)), row.default if row else None)

    def selection(self) -> str:
        """What is selected, as canonical text: equal for equal filters, whatever the order and page."""
        where = [
            [name, [None if value is None else str(value) for value in values]] for name, values in self.where
        ]
        return _compact([self.resource.name, where])

    def fingerprint(self) -> str:
        """A hash of selection and order, 16 hexadecimal digits; a cursor is valid for one."""
        return hashlib.sha256((self.selection() + _compact(self._order())).encode()).hexdigest()[:16]

    def _order(self) -> list[str]:
        return [f"-{key.name}" if key.descending else key.name for key in self.sort]


def _compact(content: object) -> str:
    return _COMPACT.encode(content)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: rows of cells in the order of ``columns``, the cursor of the next page, the exact total.

    ``next`` is None on the last page; ``total`` is None where it was not asked for. ``facets`` holds,
    for each that was asked for, the values of that filter and how many rows each would give together
    with the other filters, most first; None is the value of rows without one. ``documents``, where it
    is not None, are the rows as JSON objects; ``rows`` is then empty.
    """

    columns: tuple[str, ...]
    rows: list[Row]
    next: str | None
    total: int | None
    facets: Mapping[str, Sequence[tuple[Value, int]]] = field(default_factory=dict)
    documents: list[bytes] | None = None


@dataclass(frozen=True, slots=True)
class Stream:
    """A whole selection, whatever the query's limit and cursor: batches of rows, read as they are taken.

    ``batches`` holds a connection until it is exhausted or closed. ``documents``, where it is not None,
    does so in its place, and gives the rows as JSON objects; ``batches`` is then empty.
    """

    columns: tuple[str, ...]
    total: int
    batches: Iterator[list[Row]]
    documents: Iterator[list[bytes]] | None = None
