"""Resolves the names of places and quantities in filters, and checks that the database has them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.orm import InstrumentedAttribute

from app.lexicon.indicator_names import codes_like, codes_of, indicator_described, is_indicator_code
from app.lexicon.region_meaning import described, is_code, meaning
from app.lexicon.types.regions import Region
from app.store.declared.filters import Filter, Operator
from app.store.queries.query import ListQuery, QueryError, WrongParameter, shortened
from app.store.rows.tables import ObservationRow, ReportRow

#: The operators of filters that accept both names and codes.
BY_NAME = (Operator.PLACE, Operator.QUANTITY)
#: The most suggestions in a mistake. A name has no more than seven candidates, which are all named.
MOST_SUGGESTED = 10


def place(row: Filter, text: str) -> tuple[str, ...]:
    """The codes of the place with this name; the name itself if no place with a code has it.

    Raises:
        QueryError: several places have the name, or no place has the code.
    """
    found = meaning(text)
    if found.ambiguous:
        raise QueryError(_several(row, text, found.candidates))
    if not found.codes and is_code(text):
        raise QueryError(_no_place(row, text))
    return found.codes or (text,)


def place_with_code(row: Filter, text: str) -> tuple[str, ...]:
    """The codes of the place with this name.

    Raises:
        QueryError: no place or several places have the name.
    """
    found = place(row, text)
    if found == (text,) and not is_code(text):
        raise QueryError(_no_place(row, text))
    return found


def quantity(row: Filter, text: str) -> tuple[str, ...]:
    """The codes of the quantities with this name in the catalogue, and the name, which reports may use.

    A filter that is another name of the filter by code accepts only names in the catalogue.

    Raises:
        QueryError: a code is needed, and no quantity has the name, or several where only one can be given.
    """
    codes = codes_of(text)
    if row.same_as is None:
        return codes if codes and text.isascii() else (*codes, text)
    if len(codes) == 1 or (codes and row.repeatable):
        return codes
    raise QueryError(_one_of(row, text, codes) if codes else _no_quantity(row, text))


def is_coded(row: Filter, value: object) -> bool:
    """Whether a value of a filter by name is a code; else it is a name that the database may have."""
    known = is_code if row.operator is Operator.PLACE else is_indicator_code
    return known(str(value))


def has_names(query: ListQuery) -> bool:
    """Whether a filter has a name that must be looked up in the database."""
    return any(
        row.operator in BY_NAME and not is_coded(row, value)
        for name, values in query.where
        if (row := query.resource.filter(name))
        for value in values
    )


def check(connection: Connection, query: ListQuery) -> None:
    """Check that the names in filters that are in no table of the program occur in the database.

    Raises:
        QueryError: a name does not occur; the mistake suggests similar names.
    """
    mistakes = [
        mistake
        for row in query.resource.filters
        if row.operator in BY_NAME
        for mistake in _unknown(connection, row, query)
    ]
    if mistakes:
        raise QueryError(*mistakes)


def _unknown(connection: Connection, row: Filter, query: ListQuery) -> Iterator[WrongParameter]:
    names = [str(value) for value in query.values(row.name) if not is_coded(row, value)]
    for name in names:
        if row.operator is Operator.PLACE and not _is_stored(connection, ReportRow.region, name):
            yield _no_place(row, name, _stored_places(connection))
        searched = row.operator is Operator.QUANTITY and not codes_of(name)
        if searched and not _is_stored(connection, ObservationRow.indicator, name):
            yield _no_quantity(row, name)


def _is_stored(connection: Connection, column: InstrumentedAttribute[Any], cell: str) -> bool:
    return connection.execute(select(column).where(column == cell).limit(1)).first() is not None


def _stored_places(connection: Connection) -> list[str]:
    """The places without a code that have reports."""
    found = select(ReportRow.region).where(ReportRow.region_code.is_(None)).distinct()
    return [name for name in connection.scalars(found) if name]


def _several(row: Filter, text: str, candidates: Sequence[Region]) -> WrongParameter:
    detail = (
        f"{row.name} {shortened(text)!r} can be {', '.join(map(described, candidates))}. "
        "Give the code, or the name with the place above before it."
    )
    return WrongParameter(row.name, text, detail, tuple(region.code for region in candidates))


def _one_of(row: Filter, text: str, codes: tuple[str, ...]) -> WrongParameter:
    described = ", ".join(map(indicator_described, codes))
    return WrongParameter(
        row.name, text, f"{row.name} {shortened(text)!r} can be {described}. Give the code.", codes
    )


def _no_place(row: Filter, text: str, stored: Sequence[str] = ()) -> WrongParameter:
    near, regions = get_close_matches(text, stored, n=5, cutoff=0.5), meaning(text).candidates
    close = (*near, *map(described, regions))
    hint = f" Did you mean {' or '.join(close[:3])}?" if close else ""
    detail = f"There is no place {shortened(text)!r}.{hint} /v1/regions lists those that have reports."
    return WrongParameter(
        row.name, text, detail, (*near, *(region.code for region in regions))[:MOST_SUGGESTED]
    )


def _no_quantity(row: Filter, text: str) -> WrongParameter:
    close = codes_like(text, MOST_SUGGESTED)
    hint = f" Did you mean {' or '.join(map(indicator_described, close[:3]))}?" if close else ""
    detail = (
        f"No observation and no indicator of the catalogue is called {shortened(text)!r}.{hint} "
        "q= searches in names and sentences, /v1/indicators?q= in the catalogue."
    )
    return WrongParameter(row.name, text, detail, close)
