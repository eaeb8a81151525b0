"""The flags that rows get after they are read, and the confidence below which a row is in doubt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from typing import Final

from app.model.observation import Observation


class Flag(StrEnum):
    """A doubt about an observation."""

    #: The confidence is below ``SURE``.
    LOW_CONFIDENCE = "low_confidence"
    #: The name lacks something, or has too much.
    DOUBTFUL_NAME = "doubtful_name"
    #: Only the last resort has found a name.
    FALLBACK_NAME = "fallback_name"
    #: Neither a heading nor the sentence states the year.
    YEAR_BY_DEFAULT = "year_by_default"
    #: Of all observations of a report if neither its text nor its headings state its year.
    REPORT_YEAR_ASSUMED = "report_year_assumed"
    #: An average over years without a period.
    SPAN_ASSUMED = "span_assumed"
    UNIT_MISSING = "unit_missing"
    #: One value is stated of several things.
    SEVERAL_HEADS = "several_heads"
    #: Several values of one unit share a name.
    TWO_READINGS = "two_readings"
    #: Another observation does not fit it.
    CONTRADICTED = "contradicted"
    #: A model and the rules read it differently, whichever reading was applied.
    MODEL_DISAGREES = "model_disagrees"
    #: Readers say different things about it.
    READERS_DISAGREE = "readers_disagree"


SURE: Final = Decimal("0.8")
"""The least confidence of a row that is not in doubt: of the rows below it, every third or more is wrong."""


def with_low_confidence(flags: Iterable[str], confidence: Decimal) -> tuple[str, ...]:
    """The flags, with ``low_confidence`` if the confidence is below ``SURE`` and without it otherwise."""
    others = tuple([flag for flag in flags if flag != Flag.LOW_CONFIDENCE])
    return (*others, Flag.LOW_CONFIDENCE) if confidence < SURE else others


def with_flag(row: Observation) -> Observation:
    """The observation, flagged."""
    return replace(row, flags=(*row.flags, Flag.CONTRADICTED))


def without_flag(row: Observation) -> Observation:
    """The observation as it was read, before checks."""
    if Flag.CONTRADICTED not in row.flags:
        return row
    return replace(row, flags=tuple(flag for flag in row.flags if flag != Flag.CONTRADICTED))
