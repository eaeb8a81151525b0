"""The flag of an observation that another one contradicts."""

from __future__ import annotations

from dataclasses import replace

from app.model.observation import Observation

CONTRADICTED = "contradicted"


def with_flag(row: Observation) -> Observation:
    """The observation, flagged."""
    return replace(row, flags=(*row.flags, CONTRADICTED))


def without_flag(row: Observation) -> Observation:
    """The observation as it was read, before checks."""
    if CONTRADICTED not in row.flags:
        return row
    return replace(row, flags=tuple(flag for flag in row.flags if flag != CONTRADICTED))
