"""The digits of numbers: how many one can have to fit into every format, and exact calculation."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Final

#: Digits before and after the point: together the 38 that a decimal of 128 bits has.
WHOLE: Final = 24
DECIMALS: Final = 14
#: Calculates with enough digits for any amount in 元 times any other; the default 28 would round it.
EXACT: Final = Context(prec=200, rounding=ROUND_HALF_EVEN)


def fits(value: Decimal, *, whole: int = WHOLE, decimals: int = DECIMALS) -> bool:
    """Whether a number has no more digits than these; zeros at the end do not count.

    >>> fits(Decimal("0.25")), fits(Decimal("1E-15")), fits(Decimal("1E+24"))
    (True, False, False)
    """
    if not value.is_finite():
        return False
    _, digits, exponent = value.normalize(EXACT).as_tuple()
    return len(digits) + int(exponent) <= whole and -int(exponent) <= decimals
