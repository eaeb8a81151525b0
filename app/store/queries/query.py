"""Queries of lists and their results, independent of SQL and HTTP."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, TypeVar

from app.store.declared.fields import CellType, Field, Row
from app.store.declared.resource import Resource, SortKey
from app.store.rows.ordering import order_key

DEFAULT_LIMIT = 100
MAX_LIMIT = 1000
REPEATED = 50
"""The most characters of a wrong value that a message repeats."""

# Created once: json.dumps would create one at each call.
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
#: The form of the keys by which lists sort decimals. Cursors contain these keys: with those of another form
#: a page would begin at the wrong row.
_FORM: Final = order_key(Decimal("-12.5"))
#: A filter's checked value; ``None`` selects rows without one.
Value = str | int | Decimal | None
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class WrongParameter:
    """One wrong parameter: its name, its value, what to do about it, and the valid values."""

    parameter: str
    value: str
    detail: str
    valid: tuple[str, ...] = ()


class QueryError(ValueError):
    """Parameters of a list are wrong; ``mistakes`` has all of them."""

    def __init__(self, *mistakes: WrongParameter) -> None:
        super().__init__(" ".join(mistake.detail for mistake in mistakes))
        self.mistakes = mistakes


def shortened(text: str) -> str:
    """A value of any length, as messages repeat it."""
    return text[:REPEATED]


class NotFoundError(LookupError):
    """There is no ``noun`` with this ``identifier``."""

    def __init__(self, noun: str, identifier: str) -> None:
        super().__init__(f"There is no {noun} {identifier!r}.")
        self.noun = noun
        self.identifier = identifier


def existing(noun: str, identifier: str, found: Item | None) -> Item:
    """``found`` itself.

    Raises:
        NotFoundError: it is None: there is no ``noun`` with this ``identifier``.
    """
    if found is None:
        raise NotFoundError(noun, identifier)
    return found


@dataclass(frozen=True, slots=True)
class ListQuery:
    """A checked query of a list; make it with ``services.queries.parse_query``.

    ``where`` contains the filters in the order of the resource's filters, each with its distinct values
    in a canonical order. ``fields`` are the columns to return, in that order. ``total`` is False if the
    caller does not need the total. ``facets`` are filters whose values are to be counted.
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
        """The given values of a filter; empty if it was not given."""
        return dict(self.where).get(name, ())

    def value(self, name: str) -> Value:
        """The value of a filter that takes only one: the given one, else its default."""
        row = self.resource.filter(name)
        return next(iter(self.values(name)), row.default if row else None)

    def shown(self) -> list[Field]:
        """The fields to return."""
        return [self.resource.field(name) for name in self.fields]

    def selection(self) -> str:
        """The filters as canonical text, which does not depend on the order and the page."""
        where = [
            [name, [None if value is None else str(value) for value in values]] for name, values in self.where
        ]
        return _compact([self.resource.name, where])

    def fingerprint(self) -> str:
        """A hash of selection and order, 16 hexadecimal digits; a cursor is valid for one fingerprint.

        If decimals are sorted, it depends on the form of their keys.
        """
        return hashlib.sha256((self.selection() + _compact(self._order())).encode()).hexdigest()[:16]

    def _order(self) -> list[str]:
        names = [f"-{key.name}" if key.descending else key.name for key in self.sort]
        decimals = any(self.resource.field(key.name).kind is CellType.DECIMAL for key in self.sort)
        return [*names, _FORM] if decimals else names


def _compact(content: object) -> str:
    return _COMPACT.encode(content)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: rows with cells in the order of ``columns``, the cursor of the next page, the exact total.

    ``next`` is None on the last page; ``total`` is None if the query does not want it. ``facets`` has, for
    each facet of the query, the values of that filter and how many rows each would select together with the
    other filters, the most frequent first; None is the value of rows without one. If ``documents`` is not
    None, it has the rows as JSON objects and ``rows`` is empty.
    """

    columns: tuple[str, ...]
    rows: list[Row]
    next: str | None
    total: int | None
    facets: Mapping[str, Sequence[tuple[Value, int]]] = field(default_factory=dict)
    documents: list[bytes] | None = None


@dataclass(frozen=True, slots=True)
class Stream:
    """All rows of a selection, regardless of limit and cursor: batches of rows, read on demand.

    ``batches`` keeps a connection until it is exhausted or closed. If ``documents`` is not None, it does
    so instead and yields the rows as JSON objects; ``batches`` is then empty.
    """

    columns: tuple[str, ...]
    total: int
    batches: Iterator[list[Row]]
    documents: Iterator[list[bytes]] | None = None
