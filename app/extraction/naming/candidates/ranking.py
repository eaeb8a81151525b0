"""Ranks the candidates for a doubtful name, by weights that were fitted on read sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from app.extraction.naming.candidates.doubt import Doubt
from app.extraction.naming.candidates.features import checked, features
from app.extraction.naming.candidates.propose import candidates
from app.model.derivation import Alternative

BEST = 5
"""The most alternatives of a value."""
WORTH_CHECKING = 40
"""The number of candidates to check: the best by the features that are fast to compute."""
NO_DIFFERENCE = re.compile("[的、和与及“”，]")
"""Characters whose presence does not make a name different."""


class Candidate(NamedTuple):
    """A name with the generators that propose it; ``points`` are hundredths of a logit."""

    points: int
    name: str
    ways: tuple[str, ...]


def alternatives(doubt: Doubt, weights: Mapping[str, int]) -> tuple[Alternative, ...]:
    """The best alternative names of a value, the best first, each with the generator that made it."""
    seen = {NO_DIFFERENCE.sub("", doubt.name + doubt.suffix)}
    found: list[Alternative] = []
    for candidate in ranked(doubt, weights):
        bare = NO_DIFFERENCE.sub("", candidate.name)
        if bare not in seen and len(found) < BEST:
            seen.add(bare)
            found.append(Alternative(candidate.name, candidate.ways[0]))
    return tuple(found)


def ranked(doubt: Doubt, weights: Mapping[str, int]) -> list[Candidate]:
    """The candidates that were checked, the best first; equals stay in the order of the generators."""
    found = [
        Candidate(_points(features(doubt, name, ways), weights), name, ways)
        for name, ways in candidates(doubt).items()
    ]
    best = sorted(found, key=lambda candidate: -candidate.points)[:WORTH_CHECKING]
    whole = [one._replace(points=one.points + _points(checked(doubt, one.name), weights)) for one in best]
    return sorted(whole, key=lambda candidate: -candidate.points)


def _points(names: Iterable[str], weights: Mapping[str, int]) -> int:
    return sum(weights.get(name, 0) for name in names)
