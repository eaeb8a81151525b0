"""Compute the comparisons of regions from what is stored, and store them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.comparison import COMPARISON_VERSION, Stated, compare
from app.lexicon.catalogue import load_catalogue
from app.store import comparisons, observations, reports, state
from app.store.session import Database

if TYPE_CHECKING:
    from app.store.session import Connection


def compare_region(connection: Connection, region_key: str) -> None:
    """Compute all comparisons of one region anew, in the transaction of the caller."""
    held = observations.of_region(connection, region_key)
    better = {code: indicator.better for code, indicator in load_catalogue().indicators.items()}
    rows = compare((Stated(row, report_year) for _, report_year, row in held), better)
    comparisons.replace(connection, region_key, rows, {row.id: key for key, _, row in held})


def refresh_comparisons(database: Database) -> None:
    """Compute all comparisons anew if the rules of comparing have changed since."""
    with database.reading() as connection:
        if state.comparison_version(connection) == COMPARISON_VERSION:
            return
    with database.writing() as connection:
        turn = state.begin_change(connection)
        for region_key in reports.region_keys(connection):
            compare_region(connection, region_key)
        state.set_comparison_version(connection, COMPARISON_VERSION)
        state.end_change(connection, turn)
