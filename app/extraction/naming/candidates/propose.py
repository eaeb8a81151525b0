"""Collects all candidates for a doubtful name, each with the generators that propose it."""

from __future__ import annotations

from app.extraction.naming.candidates import behind, earlier, edges, lists, measures, owners, verbs
from app.extraction.naming.candidates.doubt import CLOSES, Doubt
from app.extraction.naming.candidates.register import GENERATORS

FAMILIES = (edges, behind, verbs, lists, owners, measures, earlier)
"""The modules whose generators are in the register."""
LONGEST, SHORTEST = 40, 2


def candidates(doubt: Doubt) -> dict[str, tuple[str, ...]]:
    """The names that generators propose instead of the doubtful one, each with the ids of its generators."""
    found: dict[str, tuple[str, ...]] = {}
    for made, generator in GENERATORS.items():
        for proposed in generator(doubt):
            name = proposed.strip(CLOSES)
            if SHORTEST <= len(name) <= LONGEST and name != doubt.name:
                ways = found.get(name, ())
                if made not in ways:
                    found[name] = (*ways, made)
    return {name + doubt.suffix: ways for name, ways in found.items()}
