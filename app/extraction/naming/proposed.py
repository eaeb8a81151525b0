"""Checks a name that a reader proposes for a row."""

from __future__ import annotations

from app.extraction.naming.check import Checker
from app.lexicon.types.units import Units
from app.model.observation import Measure, Observation

GROWING = frozenset(
    {Measure.GROWTH, Measure.AVERAGE_GROWTH, Measure.CHANGE, Measure.COMPLETION, Measure.RATIO}
)
"""Measures whose unit does not depend on the counted thing."""
RANK = "排名"
"""The end of the name of a rank, after the ranked quantity."""
COUNT = "count"


def faults(checker: Checker, units: Units, row: Observation, name: str) -> tuple[str, ...]:
    """The ids of the tells that fire if a row has this name: none if it is well-formed."""
    subject = name.removesuffix(RANK) if row.measure is Measure.RANK else name
    unit = units.rows.get(row.unit)
    kind = unit.kind if unit else COUNT
    tells = checker.tells(subject or name, row.unit, kind, growing=row.measure in GROWING)
    return tuple(tell.id for tell in tells)
