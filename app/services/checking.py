"""Check the observations of regions against each other, and store what was found."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from app.comparison import ReportedValue, series
from app.comparison.checks import check
from app.lexicon.catalogue import load_catalogue
from app.lexicon.cues import load_cues
from app.model.flags import with_flag, without_flag
from app.model.observation import Observation
from app.store import checks, observations
from app.store.session import Connection
from app.store.state import Turn

Held = tuple[int, int, Observation]
"""The key of an observation, the year of its report, and the observation."""


def check_regions(connection: Connection, turn: Turn, region_keys: Collection[str]) -> None:
    """Compute all checks of these regions again, and flag what is in doubt, in the caller's transaction."""
    for region_key in sorted(region_keys):
        _check_region(connection, turn, region_key)


def _check_region(connection: Connection, turn: Turn, region_key: str) -> None:
    stored = observations.of_region(connection, region_key)
    unflagged = [(key, year, without_flag(row)) for key, year, row in stored]
    findings = check((ReportedValue(row, year) for _, year, row in unflagged), real_indicators())
    doubtful = {finding.observation_id for finding in findings if finding.doubtful}
    flagged = [(key, year, with_flag(row) if row.id in doubtful else row) for key, year, row in unflagged]
    for number, report_id, rows in _altered(stored, flagged):
        observations.replace(connection, turn, number, report_id, [(row, series(row)) for row in rows])
    checks.replace(connection, region_key, findings, {row.id: (key, row) for key, _, row in flagged})


def _altered(before: list[Held], after: list[Held]) -> Iterator[tuple[int, str, list[Observation]]]:
    """The reports of which an observation has another flag now, whole: number, id, observations."""
    altered = {new[2].report_id for old, new in zip(before, after, strict=True) if old != new}
    for report_id in sorted(altered):
        rows = [(key, row) for key, _, row in after if row.report_id == report_id]
        yield rows[0][0] >> observations.PLACE_BITS, report_id, [row for _, row in rows]


def real_indicators() -> frozenset[str]:
    """The codes of indicators whose growth is stated at comparable prices."""
    real = load_cues().compile("⟨real growth⟩")
    indicators = load_catalogue().indicators.values()
    return frozenset(row.code for row in indicators if real.search(row.name_zh))
