"""Units of measurement: which ones state the same quantity, and the exact factor to the base unit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal, Inexact
from fractions import Fraction
from functools import cache

from app.lexicon.tables import TableError, read_table

_COLUMNS = ("unit", "kind", "family", "base", "factor", "note")
_MONEY = "money"
_SIX_DIGITS = Decimal("0.000001")
_EXACT = Context(prec=100, rounding=ROUND_HALF_EVEN)


@dataclass(frozen=True, slots=True)
class Unit:
    """One row of ``units.csv``.

    ``kind`` says how the number before the unit is read (``count``, ``mass``, ``time`` ...). ``family``
    contains the units in which the same quantity is stated. One of this unit is ``factor`` of ``base``,
    another unit of the family: 平米 is 1 平方米, 平方米 is 1/10000 公顷. A base unit is its own ``base``.
    Currencies and counters are their own base: no exact factor leads from one to another.
    """

    symbol: str
    kind: str
    family: str
    base: str
    factor: Fraction


@cache
def load_units() -> dict[str, Unit]:
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
    return units


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


def family(unit: str) -> str:
    """The family of ``unit``: of 元 for each of anything that of 元, of other units without a row the unit.

    >>> family("km") == family("里")
    True
    """
    if row := load_units().get(unit):
        return row.family
    above, divided, _ = unit.partition("/")
    return _MONEY if divided and above and family(above) == _MONEY else unit


def usual(unit: str) -> str:
    """The usual spelling of ``unit``. Units that differ by a factor stay apart.

    >>> usual("平方千米")
    '平方公里'
    """
    units = load_units()
    while (row := units.get(unit)) and row.factor == 1 and row.base != unit:
        unit = row.base
    return unit


def base(unit: str) -> tuple[str, int, int]:
    """The base unit of ``unit`` and the exact factor to it, as numerator and denominator.

    >>> base("亩")
    ('公顷', 1, 15)
    """
    units, factor = load_units(), Fraction(1)
    while (row := units.get(unit)) and row.base != unit:
        unit, factor = row.base, factor * row.factor
    return (unit, *factor.as_integer_ratio())


def in_base(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """The value in the base unit of ``unit``, and that unit.

    Exact where the factor has a finite decimal form; else, of 亩 to 公顷, to six digits after the point.

    >>> in_base(Decimal(30), "亩")
    (Decimal('2'), '公顷')
    >>> in_base(Decimal(20), "亩")
    (Decimal('1.333333'), '公顷')
    """
    target, over, under = base(unit)
    product = _EXACT.multiply(value, Decimal(over))
    if under == 1:
        return product, target
    context = _EXACT.copy()
    context.clear_flags()
    quotient = context.divide(product, Decimal(under))
    endless = context.flags[Inexact]
    return (quotient.quantize(_SIX_DIGITS, context=_EXACT) if endless else quotient), target


def _unit(row: dict[str, str]) -> Unit:
    try:
        factor = Fraction(row["factor"])
    except ZeroDivisionError as error:
        raise ValueError(f"{row['factor']} divides by zero") from error
    if factor <= 0 or not all((row["unit"], row["kind"], row["family"], row["base"])):
        raise ValueError("unit, kind, family and base must not be empty, factor must be positive")
    return Unit(row["unit"], row["kind"], row["family"], row["base"], factor)
