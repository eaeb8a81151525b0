"""Reads the observations of one quantity, place by place."""

from __future__ import annotations

from collections.abc import Container, Iterator

from sqlalchemy import Connection

from app.model.observation import Observation
from app.store.connections.reader import BATCH
from app.store.queries.query import ListQuery
from app.store.repositories import observations
from app.store.rows.cells import observation_of
from app.store.rows.tables import ObservationRow, ReportRow
from app.store.selecting.conditions import conditions
from app.store.selecting.given import asked, values


def by_place(
    connection: Connection, query: ListQuery, only: Container[str]
) -> Iterator[tuple[str, int, Observation]]:
    """The rows that the filters named in ``only`` select, as (key of the place, year of the report, row).

    They come place by place, then by the first ingestion of the reports, then in the order of the text.
    """
    dialect = connection.dialect.name
    statement = (
        observations.with_documents(ReportRow.region_key, ReportRow.report_year)
        .join(ReportRow, ReportRow.id == ObservationRow.report_id)
        .where(*conditions(asked(query, only), observations.SOURCE, dialect))
        .order_by(ReportRow.region_key, ObservationRow.key)
    )
    for rows in connection.execute(statement, values(query, dialect, only)).partitions(BATCH):
        for row, cells in zip(rows, observations.read(connection, rows), strict=True):
            yield row[0], row[1], observation_of(cells)
