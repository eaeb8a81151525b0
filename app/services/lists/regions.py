"""The places that have reports in the database."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from app.lexicon.region_names import english_name_of, latin_names_of_code, plain
from app.lexicon.regions import load_regions
from app.lexicon.spelling import normalise
from app.lexicon.types.regions import Standing
from app.services.lists import small
from app.store.connections.session import Connection
from app.store.declared.fields import Row
from app.store.queries.query import ListQuery
from app.store.repositories import counts

_NOWHERE = Standing(None)


def _rows(connection: Connection, query: ListQuery) -> list[Row]:
    wanted = plain(normalise(str(query.value("q") or "")))
    return list(_named(counts.by_region(connection, query), wanted))


def _named(rows: list[Row], wanted: str) -> Iterator[Row]:
    """The rows whose name contains ``wanted``, with their English names and their superiors."""
    for code, name, level, *numbers, last in rows:
        known, year = None if code is None else str(code), int(str(last))
        names = (plain(str(name or "")), *latin_names_of_code(known, year))
        if any(wanted in found for found in names):
            standing = (load_regions().standing(known, year) if known else None) or _NOWHERE
            english = english_name_of(known, year)
            codes = _codes_beside(known) if known else (None, None)
            yield (code, name, english, level, standing.province, standing.city, *numbers, last, *codes)


@cache
def _codes_beside(code: str) -> tuple[str | None, str | None]:
    """The codes that a place had before and after ``code``; kept, as the search is slow and codes are few."""
    regions = load_regions()
    before, after = regions.predecessor(code), regions.successor(code)
    return before.code if before else None, after.code if after else None


page, stream = small.lists(_rows)
