"""Observations of one quantity in one unit."""

from __future__ import annotations

from dataclasses import replace

from app.lexicon.units import base
from app.model.observation import Observation


def in_one_unit(
    target: Observation, actual: Observation | None, previous: Observation | None
) -> tuple[Observation, Observation | None, Observation | None]:
    """The observations as stated, or all in the base unit if their units differ and can be converted."""
    there = [row for row in (target, actual, previous) if row is not None]
    if len({base(row.unit)[1:] for row in there}) == 1:
        return target, actual, previous
    return _in_base(target), _in_base(actual) if actual else None, _in_base(previous) if previous else None


def _in_base(row: Observation) -> Observation:
    return replace(row, value=row.base_value, value_high=row.base_value_high, unit=row.base_unit)
