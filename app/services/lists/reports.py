"""Reports: the list, and one report with its text and its citation."""

from __future__ import annotations

from app.model.citation import Citation, cite
from app.model.derivation import Rejection
from app.services.extracting.whole import extract_report
from app.store.connections.session import Database
from app.store.declared.fields import Row
from app.store.queries.query import ListQuery, Page, Stream, existing
from app.store.repositories import reports


def page(database: Database, query: ListQuery) -> Page:
    """One page of the reports that the query selects."""
    return reports.LIST.page(database, query)


def stream(database: Database, query: ListQuery) -> Stream:
    """All reports that the query selects, in batches."""
    return reports.LIST.stream(database, query)


def one(database: Database, report_id: str) -> Row:
    """The cells of one report, in the order of the fields of the list.

    Raises:
        NotFoundError: no report has this id.
    """
    with database.reading() as connection:
        return existing("report", report_id, reports.find(connection, report_id))


def text(database: Database, report_id: str) -> str:
    """The text of one report as ingested. All offsets refer to it.

    Raises:
        NotFoundError: no report has this id.
    """
    with database.reading() as connection:
        return existing("report", report_id, reports.text(connection, report_id))


def rejections(database: Database, report_id: str) -> tuple[Rejection, ...]:
    """The numbers of a report that today's extractor rejects, in text order.

    Raises:
        NotFoundError: no report has this id.
    """
    with database.reading() as connection:
        existing("report", report_id, reports.stored(connection, report_id))
        report, _ = reports.load(connection, report_id)
    return extract_report(report, explained=False).rejections


def citation(database: Database, report_id: str) -> Citation:
    """How to cite one report.

    Raises:
        NotFoundError: no report has this id.
    """
    with database.reading() as connection:
        existing("report", report_id, reports.stored(connection, report_id))
        return cite(*reports.load(connection, report_id))
