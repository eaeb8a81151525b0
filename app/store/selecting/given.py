"""The filters that select the rows of a query: their shapes, and the values of their bound parameters."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from decimal import Decimal
from functools import cache
from itertools import compress
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, bindparam

from app.lexicon.types.regions import code_prefix
from app.model.comparison import Vintage
from app.store.declared.comparison_filters import bit
from app.store.declared.fields import Cell
from app.store.declared.filters import Filter, Operator
from app.store.declared.resource import Resource
from app.store.queries import names
from app.store.queries.query import ListQuery, Value
from app.store.rows import state
from app.store.rows.ordering import order_key
from app.store.selecting import search

CODE_DIGITS = 6
_WITH_DEFAULT = (Operator.EQUALS, Operator.PERIOD, Operator.PREFERRED)


class GivenFilter(NamedTuple):
    """The parts of a filter that the text of a condition depends on.

    ``given`` is the number of values, ``missing`` whether "without one" is among them. ``coded`` says for
    each value of a filter by names whether it is a code.
    """

    row: Filter
    given: int
    missing: bool
    coded: tuple[bool, ...] = ()

    @property
    def shape(self) -> tuple[object, ...]:
        """The part of a statement's key that comes from this filter."""
        return self.row.name, self.given, self.missing, self.coded

    def divided(self) -> tuple[list[BindParameter[Any]], list[BindParameter[Any]]]:
        """The bound parameters of codes, and the bound parameters of names."""
        found = self.parameters()
        return list(compress(found, self.coded)), list(compress(found, (not one for one in self.coded)))

    def parameters(self, end: str = "") -> list[BindParameter[Any]]:
        """The bound parameters of its values."""
        return [
            bindparam(f"{bound_name(self.row.name, place)}{end}", unique=False) for place in range(self.given)
        ]


def bound_name(name: str, place: int) -> str:
    """The parameter name for a filter's value; it can't equal one that SQLAlchemy makes (status_1)."""
    return f"{name}_at{place}"


def given(query: ListQuery, only: Container[str] | None = None) -> list[tuple[Filter, tuple[Value, ...]]]:
    """The filters that select rows, with their given or default values; ``only`` limits the names."""
    values = dict(query.where)
    found = [(row, values[name]) for name in values if (row := query.resource.filter(name))]
    found += [(row, default) for row, default in _defaults(query.resource) if row.name not in values]
    return [
        (row, _cells_meant(row, cells))
        for row, cells in found
        if row.operator is not Operator.SERVICE and (only is None or row.name in only)
    ]


@cache
def _defaults(resource: Resource) -> list[tuple[Filter, tuple[Value, ...]]]:
    """The filters that select rows even if they are not given, with their default values."""
    return [
        (row, (row.default,))
        for row in resource.filters
        if row.default is not None and row.operator in _WITH_DEFAULT
    ]


def _cells_meant(row: Filter, values: tuple[Value, ...]) -> tuple[Value, ...]:
    """The distinct cells that the values of a filter stand for."""
    if not row.means:
        return values
    means: dict[Value, tuple[str, ...]] = dict(row.means)
    return tuple(dict.fromkeys(cell for value in values for cell in means.get(value, (value,))))


def asked(query: ListQuery, only: Container[str] | None = None) -> tuple[GivenFilter, ...]:
    """The shape of the filters that select rows."""
    return tuple(
        GivenFilter(row, sum(value is not None for value in values), None in values, _coded(row, values))
        for row, values in given(query, only)
    )


def _coded(row: Filter, values: Iterable[Value]) -> tuple[bool, ...]:
    return tuple(names.is_coded(row, value) for value in values) if row.operator in names.BY_NAME else ()


def values(query: ListQuery, dialect: str, only: Container[str] | None = None) -> dict[str, Cell]:
    """The values of all bound parameters by name."""
    return {
        name: cell
        for row, found in given(query, only)
        for place, value in enumerate(value for value in found if value is not None)
        for name, cell in _cells(row, place, value, dialect)
    }


def _cells(row: Filter, place: int, value: Value, dialect: str) -> Iterator[tuple[str, Cell]]:
    name = bound_name(row.name, place)
    if row.operator is Operator.WITHIN:
        digits = code_prefix(str(value))
        yield f"{name}_low", digits.ljust(CODE_DIGITS, "0")
        yield f"{name}_high", digits.ljust(CODE_DIGITS, "9")
    elif row.operator in (Operator.CONTAINS, Operator.RULE):
        yield name, f'"{value}"'
    elif row.operator is Operator.WORDS:
        yield from search.patterns(str(value), name, dialect).items()
    elif row.operator is Operator.SINCE:
        yield name, state.seconds(str(value))
    elif row.operator is Operator.PREFERRED:
        yield name, bit(Vintage(str(value)))
    elif row.operator is not Operator.LATEST:
        # Decimals are compared by the keys that are stored with them.
        yield name, order_key(value) if isinstance(value, Decimal) else value
