"""Targets beside what came of them: pure.

``compare`` pairs the statements of one or more places; ``COMPARISON_VERSION`` rises with every change
of what it gives, so that stored comparisons are computed anew.
"""

from app.comparison.keys import Key, series
from app.comparison.match import Stated, compare, settle

__all__ = ["COMPARISON_VERSION", "Key", "Stated", "compare", "series", "settle"]

COMPARISON_VERSION = "2"
