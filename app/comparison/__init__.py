"""Targets beside what came of them: pure.

``compare`` pairs the statements of one or more places; ``COMPARISON_VERSION`` rises with every change
of what it gives, so that stored comparisons are computed anew.
"""

from app.comparison.keys import series
from app.comparison.match import Stated, compare

__all__ = ["COMPARISON_VERSION", "Stated", "compare", "series"]

COMPARISON_VERSION = "1"
