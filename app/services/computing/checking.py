"""Checks the observations of a region against each other, and stores the findings."""

from __future__ import annotations

from functools import cache

from app.comparison import ReportedValue
from app.comparison.checks import check
from app.lexicon.catalogue import load_catalogue
from app.lexicon.cues import load_cues
from app.model.flags import with_flag, without_flag
from app.model.observation import Observation
from app.store.connections.session import Connection
from app.store.repositories import checks, observations
from app.store.rows.state import Turn

Held = tuple[int, int, Observation]
"""The key of an observation, the year of its report, and the observation."""


def check_region(connection: Connection, turn: Turn, region_key: str) -> list[Held]:
    """Compute the checks of a region again and flag doubtful observations, in the caller's transaction.

    Returns the observations of the region with their new flags.
    """
    stored = observations.of_region(connection, region_key, turn.rows)
    unflagged = [(key, year, without_flag(row)) for key, year, row in stored]
    findings = check((ReportedValue(row, year) for _, year, row in unflagged), real_indicators())
    doubtful = {finding.observation_id for finding in findings if finding.doubtful}
    flagged = [(key, year, with_flag(row) if row.id in doubtful else row) for key, year, row in unflagged]
    pairs = [(key, old, new) for (_, _, old), (key, _, new) in zip(stored, flagged, strict=True)]
    observations.flag(connection, turn, [pair for pair in pairs if pair[1].flags != pair[2].flags])
    checks.replace(connection, region_key, findings, {row.id: (key, row) for key, _, row in flagged})
    return flagged


@cache
def real_indicators() -> frozenset[str]:
    """The codes of indicators whose growth is stated at comparable prices."""
    real = load_cues().compile("⟨real growth⟩")
    indicators = load_catalogue().indicators.values()
    return frozenset(row.code for row in indicators if real.search(row.name_zh))
