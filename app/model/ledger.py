"""How a target differs from the target of the year before."""

from __future__ import annotations

from enum import StrEnum


class TargetChange(StrEnum):
    """How the number of a target compares with the one before."""

    RAISED = "raised"
    KEPT = "kept"
    LOWERED = "lowered"


class BoundChange(StrEnum):
    """How firm the bound of a target is, compared with the one before."""

    HARDENED = "hardened"
    KEPT = "kept"
    SOFTENED = "softened"
