"""Loads the measured share of matches that are right, for each reason of a match (``matches.csv``)."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from app.lexicon.tables import read_table
from app.model.comparison import Match


@cache
def load_matches() -> dict[Match, Decimal]:
    """The share of right matches by reason; every reason has a row."""
    rows = read_table(
        "matches", ("reason", "confidence", "note"), lambda reason, confidence, _note: (reason, confidence)
    )
    found = {Match(reason): Decimal(confidence) for reason, confidence in rows}
    return {reason: found[reason] for reason in Match}
