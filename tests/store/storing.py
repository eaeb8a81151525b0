"""Stores observations report by report, as ingestion does."""

from __future__ import annotations

from collections.abc import Sequence

from app.comparison import series
from app.model.observation import Observation
from app.model.report import Report
from app.store.connections.session import Database
from app.store.repositories import observations, reports
from app.store.repositories.changes import Difference
from app.store.rows import state


def store(database: Database, report: Report, rows: Sequence[Observation]) -> Difference:
    """Store the report with the observations, after setting their report and region."""
    with database.writing() as connection:
        turn = state.begin_change(connection)
        number = reports.put(connection, report, len(rows), "1", turn.at)
        placed = [(row, series(row)) for row in rows]
        difference = observations.replace(connection, turn, number, report.id, placed)
        state.end_change(connection, turn)
    return difference


def analyze(database: Database) -> None:
    """Collect statistics, as autovacuum does; without them PostgreSQL expects one row everywhere."""
    with database.writing() as connection:
        connection.exec_driver_sql("ANALYZE")
