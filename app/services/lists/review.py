"""Statements to review, the most doubtful first, each with alternative names."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial
from itertools import groupby
from operator import itemgetter

from app.model.derivation import Derivation
from app.model.report import Report
from app.services.extracting.derivations import derivation_of, every_row, extraction_of
from app.services.extracting.excerpts import REACH
from app.services.lists import small
from app.store.connections.reader import check_time
from app.store.connections.session import Connection, Database
from app.store.declared.derived_fields import REVIEW_FIELDS, REVIEWED
from app.store.declared.fields import OBSERVATION_FIELDS, Row
from app.store.queries.query import ListQuery, Page, Stream
from app.store.repositories import observations, reports, review
from app.store.rows import state
from app.store.rows.cells import listed, observation_cells

_COLUMNS = tuple(field.name for field in REVIEW_FIELDS)
_ID, _REPORT, _OTHERS = (_COLUMNS.index(name) for name in ("id", "report_id", "alternatives"))
_PLACES = tuple([field.name for field in OBSERVATION_FIELDS].index(name) for name in REVIEWED)
#: With at least this many rows of a report, reading it all is faster than reading the paragraph of each.
_MANY = 3


def page(database: Database, query: ListQuery) -> Page:
    """One page of the statements to review.

    Raises:
        QueryTimeoutError: reading the paragraphs of all rows takes longer than the limit of the database.
    """
    rows = small.rows(database, query, _rows)
    end = None if database.seconds is None else time.monotonic() + database.seconds
    return small.page(query, rows, finish=partial(_finished, database, query, end))


def stream(database: Database, query: ListQuery) -> Stream:
    """All statements to review, in batches."""
    return small.stream(
        query, small.rows(database, query, _rows), finish=partial(_finished, database, query, None)
    )


def _rows(connection: Connection, query: ListQuery) -> list[Row]:
    """The rows, still without alternative names."""
    below = Decimal(str(query.value("below")))
    found = []
    for one in review.worst(connection, query, below):
        cells = observation_cells(one.row)
        found.append((one.weight, *(cells[place] for place in _PLACES), listed(())))
    return found


def _finished(database: Database, query: ListQuery, end: float | None, rows: Sequence[Row]) -> list[Row]:
    """The rows with alternative names, if requested: this reads their paragraphs again, until ``end``."""
    if "alternatives" not in query.fields or not rows:
        return list(rows)
    ids = sorted((str(row[_REPORT]), str(row[_ID])) for row in rows)
    named: dict[str, str] = {}
    with database.reading() as connection:
        version = state.data_version(connection)
        for report_id, pairs in groupby(ids, key=itemgetter(0)):
            some = tuple(id_ for _, id_ in pairs)
            # A request that ran out of time goes on here when it is sent again.
            names = partial(_names, connection, report_id, some, end)
            named |= database.cache.get(version, ("names", report_id, some), names)
    return [(*row[:_OTHERS], named.get(str(row[_ID]), row[_OTHERS])) for row in rows]


def _names(connection: Connection, report_id: str, ids: Sequence[str], end: float | None) -> dict[str, str]:
    """The alternative names of observations of one report, by their ids."""
    report, _ = reports.load(connection, report_id)
    return {
        one.observation.id: listed(other.indicator for other in one.alternatives)
        for one in _derivations(connection, report, ids, end)
    }


def _derivations(
    connection: Connection, report: Report, ids: Sequence[str], end: float | None
) -> Iterator[Derivation]:
    check_time(end)
    if len(ids) >= _MANY and report.characters <= 2 * REACH:
        yield from extraction_of(report, frozenset(ids)).derivations
        return
    for id_ in ids:
        check_time(end)
        row = observations.find(connection, id_)
        if row and (found := derivation_of(report, row, every_row)):
            yield found
