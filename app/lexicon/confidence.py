"""Loads the tables of confidence, which ``python -m tests.fit`` writes."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from app.lexicon.tables import read_table
from app.lexicon.types.confidence import ConfidenceTable


@cache
def load_confidence() -> ConfidenceTable:
    """The tables ``confidence_points.csv`` and ``confidence_levels.csv``."""
    points = read_table(
        "confidence_points",
        ("feature", "points", "note"),
        lambda feature, points, _note: (feature, int(points)),
    )
    levels = read_table(
        "confidence_levels",
        ("confidence", "points_from", "note"),
        lambda confidence, points_from, _note: (int(points_from), Decimal(confidence)),
    )
    return ConfidenceTable(dict(points), tuple(low for low, _ in levels), tuple(share for _, share in levels))
