"""Computes the comparisons of regions from stored observations, and stores them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from app.comparison import COMPARISON_VERSION, ReportedValue, compare, series
from app.comparison import restatements as restate
from app.comparison.checks import CHECK_VERSION
from app.lexicon.catalogue import load_catalogue
from app.model.observation import Status
from app.services.computing.checking import Held, check_region, real_indicators
from app.store.connections.session import Database
from app.store.repositories import comparisons, report_places, restatements
from app.store.repositories.comparisons import StoredTarget
from app.store.rows import state

if TYPE_CHECKING:
    from app.model.better import Better
    from app.model.comparison import Comparison
    from app.store.connections.session import Connection
    from app.store.rows.state import Turn


_TARGET = Status.TARGET
#: Regions whose comparisons are written at once.
TOGETHER: Final = 32
VERSION = f"{COMPARISON_VERSION}.{CHECK_VERSION}"


def compare_regions(connection: Connection, turn: Turn, region_keys: Collection[str]) -> None:
    """Compute all checks and comparisons of these regions again, in the caller's transaction.

    All old comparisons are removed before new ones are stored, because a report whose place has changed takes
    its keys with it. Checks are computed first, since a comparison prefers values that no check has flagged.
    """
    for region_key in region_keys:
        comparisons.remove(connection, region_key)
        restatements.remove(connection, region_key)
    waiting = iter(sorted(region_keys))
    while some := list(islice(waiting, TOGETHER)):
        _compare(connection, turn, some)


def _compare(connection: Connection, turn: Turn, region_keys: Sequence[str]) -> None:
    """Compute checks and comparisons of some regions, and write the comparisons at once."""
    rows: list[Comparison] = []
    targets: dict[str, StoredTarget] = {}
    for region_key in region_keys:
        stored = check_region(connection, turn, region_key)
        rows += _compare_region(connection, region_key, stored)
        targets |= {
            row.id: StoredTarget(key, series(row), region_key)
            for key, _, row in stored
            if row.status is _TARGET
        }
    comparisons.put(connection, rows, targets)


def _compare_region(connection: Connection, region_key: str, stored: Sequence[Held]) -> list[Comparison]:
    """The comparisons of a region; its restatements are stored."""
    statements = [ReportedValue(row, report_year) for _, report_year, row in stored]
    again = restate(statements, real_indicators())
    restatements.put(connection, region_key, again, {row.id: key for key, _, row in stored})
    delivered = {region_key: report_places.delivered(connection, region_key)}
    return compare(statements, _better(), delivered)


@cache
def _better() -> Mapping[str, Better]:
    """Which way is good, by the code of the indicator."""
    return {code: indicator.better for code, indicator in load_catalogue().indicators.items()}


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
