"""Units of measurement: which ones state the same quantity, and the exact factor to the base unit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, Inexact
from fractions import Fraction
from typing import NamedTuple

from app.model.digits import EXACT, fits

_MONEY = "money"
_SIX_DIGITS = Decimal("0.000001")


class Unit(NamedTuple):
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


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """The units by symbol."""

    rows: dict[str, Unit]

    def family(self, unit: str) -> str:
        """The family of ``unit``; the unit itself where it has no row.

        km and 里 are of one family, and 元/人 is of the family of 元.
        """
        if row := self.rows.get(unit):
            return row.family
        above, divided, _ = unit.partition("/")
        return _MONEY if divided and above and self.family(above) == _MONEY else unit

    def usual(self, unit: str) -> str:
        """The usual spelling of ``unit``: 平方公里 of 平方千米. Units that differ by a factor stay apart."""
        while (row := self.rows.get(unit)) and row.factor == 1 and row.base != unit:
            unit = row.base
        return unit

    def base(self, unit: str) -> tuple[str, int, int]:
        """The base unit of ``unit`` and the exact factor to it, as numerator and denominator.

        For 亩 they are 公顷, 1 and 15.
        """
        factor = Fraction(1)
        while (row := self.rows.get(unit)) and row.base != unit:
            unit, factor = row.base, factor * row.factor
        return (unit, *factor.as_integer_ratio())

    def in_base(self, value: Decimal, unit: str) -> tuple[Decimal, str]:
        """The value in the base unit of ``unit``, and that unit: 30 亩 are 2 公顷.

        Exact where the factor has a finite decimal form; else, of 亩 to 公顷, to six digits after the point.
        A value that would have more digits than the data can hold stays in its unit.
        """
        row = self.rows.get(unit)
        if row is None or row.base == unit:
            return value, unit
        target, over, under = self.base(unit)
        product = EXACT.multiply(value, Decimal(over))
        if under == 1:
            return (product, target) if fits(product) else (value, unit)
        context = EXACT.copy()
        context.clear_flags()
        based = context.divide(product, Decimal(under))
        if context.flags[Inexact]:
            based = based.quantize(_SIX_DIGITS, context=EXACT)
        return (based, target) if fits(based) else (value, unit)
