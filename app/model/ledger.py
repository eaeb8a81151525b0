"""How a target differs from that of the year before."""

from __future__ import annotations

from enum import StrEnum


class TargetChange(StrEnum):
    """How the number of a target compares with the one before."""

    RAISED = "raised"
    KEPT = "kept"
    LOWERED = "lowered"


class BoundChange(StrEnum):
    """How firmly the bound of a target holds, compared with the one before."""

    HARDENED = "hardened"
    KEPT = "kept"
    SOFTENED = "softened"
