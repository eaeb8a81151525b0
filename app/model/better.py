"""Which way an indicator should go."""

from __future__ import annotations

from enum import StrEnum


class Better(StrEnum):
    """Which way an indicator should go (the catalogue's ``better``)."""

    HIGHER = "higher"
    LOWER = "lower"
    NEUTRAL = "neutral"
