"""The confidence of an observation, as a sum of points for its features."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, eq=False)
class ConfidenceTable:
    """The points of each feature, and the confidence of each sum of points.

    Points are hundredths of a logit. ``floors`` are the least points of each level, ascending;
    ``levels`` are the shares of right rows that belong to them.
    """

    points: dict[str, int]
    floors: tuple[int, ...]
    levels: tuple[Decimal, ...]

    def confidence(self, features: Iterable[str]) -> Decimal:
        """The measured share of rows with such features that are wholly right, 0 to 1, two decimals."""
        total = sum(filter(None, map(self.points.get, features)))
        return self.levels[max(bisect_right(self.floors, total) - 1, 0)]
