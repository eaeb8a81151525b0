"""Computes the comparisons of regions from stored observations, and stores them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from app.comparison import COMPARISON_VERSION, ReportedValue, compare, series
from app.comparison import restatements as restate
from app.comparison.checks import CHECK_VERSION
from app.lexicon.catalogue import load_catalogue
from app.model.observation import Status
from app.services.computing.checking import Held, check_region, real_indicators
from app.store.connections.session import Database
from app.store.repositories import comparisons, report_places, restatements
from app.store.rows import state

if TYPE_CHECKING:
    from app.store.connections.session import Connection
    from app.store.rows.state import Turn


_TARGET = Status.TARGET
VERSION = f"{COMPARISON_VERSION}.{CHECK_VERSION}"


def compare_regions(connection: Connection, turn: Turn, region_keys: Collection[str]) -> None:
    """Compute all checks and comparisons of these regions again, in the caller's transaction.

    All old comparisons are removed before new ones are stored, because a report whose place has changed takes
    its keys with it. Checks are computed first, since a comparison prefers values that no check has flagged.
    """
    for region_key in region_keys:
        comparisons.remove(connection, region_key)
        restatements.remove(connection, region_key)
    for region_key in sorted(region_keys):
        _compare_region(connection, region_key, check_region(connection, turn, region_key))


def _compare_region(connection: Connection, region_key: str, stored: Sequence[Held]) -> None:
    better = {code: indicator.better for code, indicator in load_catalogue().indicators.items()}
    delivered = {region_key: report_places.delivered(connection, region_key)}
    statements = [ReportedValue(row, report_year) for _, report_year, row in stored]
    rows = compare(statements, better, delivered)
    targets = {
        row.id: comparisons.StoredTarget(key, series(row)) for key, _, row in stored if row.status is _TARGET
    }
    comparisons.put(connection, region_key, rows, targets)
    again = restate(statements, real_indicators())
    restatements.put(connection, region_key, again, {row.id: key for key, _, row in stored})


def refresh_comparisons(database: Database) -> None:
    """Compute all comparisons again if the rules of comparison have changed."""
    with database.reading() as connection:
        if state.rules_of(connection, "comparison_version") == VERSION:
            return
    with database.writing() as connection:
        turn = state.begin_change(connection)
        compare_regions(connection, turn, report_places.region_keys(connection))
        state.set_rules_of(connection, "comparison_version", VERSION)
        state.end_change(connection, turn)
