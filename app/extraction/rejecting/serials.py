"""Runs of digits that no statistic has."""

from __future__ import annotations

from app.extraction.numbers.numerals import MAX_DIGITS
from app.extraction.rejecting.surroundings import Surroundings
from app.extraction.rules import rule


@rule("reject.endless")
def endless(around: Surroundings) -> str | None:
    """Runs of digits that no statistic has: 电话 13800000000000000000000000."""
    length = around.number.digits - around.number.start
    return "serial number" if around.number.form in {"arabic", "chinese"} and length > MAX_DIGITS else None
