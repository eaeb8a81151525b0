"""The table of units (``units.csv``)."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

from app.lexicon.tables import TableError, read_table
from app.lexicon.types.units import Unit, Units

_COLUMNS = ("unit", "kind", "family", "base", "factor", "note")


@cache
def load_units() -> Units:
    """The units of ``data/units.csv`` by symbol, read once.

    Raises ``TableError`` where a row is wrong, a unit appears twice, or no base unit of its family ends
    the bases of a unit.
    """
    rows = read_table("units", _COLUMNS, _unit)
    units = {row.symbol: row for row in rows}
    if len(units) < len(rows):
        raise TableError("units.csv: a unit appears twice")
    for row in rows:
        if not _leads_to_a_base(row, units):
            raise TableError(f"units.csv: {row.base}, the base of {row.symbol}, is no unit of its family")
    return Units(units)


def family(unit: str) -> str:
    """The family of ``unit`` in the table: see ``Units.family``."""
    return load_units().family(unit)


def usual(unit: str) -> str:
    """The usual spelling of ``unit`` in the table: see ``Units.usual``."""
    return load_units().usual(unit)


def base(unit: str) -> tuple[str, int, int]:
    """The base unit of ``unit`` in the table and the factor to it: see ``Units.base``."""
    return load_units().base(unit)


def _leads_to_a_base(row: Unit, units: dict[str, Unit]) -> bool:
    """Whether the bases, one after another, end at a base unit of the same family."""
    passed = {row.symbol}
    while row.base != row.symbol:
        target = units.get(row.base)
        if target is None or target.family != row.family or target.symbol in passed:
            return False
        passed.add(target.symbol)
        row = target
    return row.factor == 1


def _unit(symbol: str, kind: str, family: str, base: str, factor: str, _note: str) -> Unit:
    if not all((symbol, kind, family, base)):
        raise ValueError("unit, kind, family and base must not be empty")
    return Unit(symbol, kind, family, base, _factor(factor))


@cache
def _factor(text: str) -> Fraction:
    try:
        factor = Fraction(text)
    except ZeroDivisionError as error:
        raise ValueError(f"{text} divides by zero") from error
    if factor <= 0:
        raise ValueError("factor must be positive")
    return factor
