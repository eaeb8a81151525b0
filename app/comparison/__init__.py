"""Comparisons of targets with results. Pure functions: frozen values in, frozen values out.

``compare`` pairs the statements of one or more places. ``COMPARISON_VERSION`` rises whenever its results
change, so that stored comparisons are computed again.
"""

from app.comparison.keys import Key, comparable_unit, key, series, stated_key
from app.comparison.match import ReportedValue, compare, settle, settle_both
from app.comparison.outcome import is_missed
from app.comparison.restate import restatements

__all__ = [
    "COMPARISON_VERSION",
    "Key",
    "ReportedValue",
    "comparable_unit",
    "compare",
    "is_missed",
    "key",
    "restatements",
    "series",
    "settle",
    "settle_both",
    "stated_key",
]

COMPARISON_VERSION = "6"
