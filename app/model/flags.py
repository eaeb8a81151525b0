"""The flags that rows get after they are read, and the confidence below which a row is in doubt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Final

from app.model.observation import Observation

CONTRADICTED: Final = "contradicted"
"""The flag of an observation that another one contradicts."""
LOW_CONFIDENCE: Final = "low_confidence"
"""The flag of an observation whose confidence is below ``SURE``."""
SURE: Final = Decimal("0.8")
"""The least confidence of a row that is not in doubt: of the rows below it, every third or more is wrong."""


def with_low_confidence(flags: Iterable[str], confidence: Decimal) -> tuple[str, ...]:
    """The flags, with ``low_confidence`` if the confidence is below ``SURE`` and without it otherwise."""
    others = tuple(flag for flag in flags if flag != LOW_CONFIDENCE)
    return (*others, LOW_CONFIDENCE) if confidence < SURE else others


def with_flag(row: Observation) -> Observation:
    """The observation, flagged."""
    return replace(row, flags=(*row.flags, CONTRADICTED))


def without_flag(row: Observation) -> Observation:
    """The observation as it was read, before checks."""
    if CONTRADICTED not in row.flags:
        return row
    return replace(row, flags=tuple(flag for flag in row.flags if flag != CONTRADICTED))
