"""What is known about one indicator of one place and year."""

from __future__ import annotations

from enum import StrEnum


class CoverageState(StrEnum):
    """Whether a value is known, and if not, why."""

    STATED = "stated"
    #: Stated, but every statement of it has a flag.
    DOUBTFUL = "doubtful"
    #: The report that should state it is stored, and does not.
    NOT_STATED = "not_stated"
    #: No report that could state it is stored.
    NOT_HELD = "not_held"
