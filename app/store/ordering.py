"""Decimals as text that sorts as they do, byte by byte.

SQLite has no exact decimal type, and as text ``"9"`` comes after ``"10"``. A key is stored beside
each value that can be sorted; SQLite and PostgreSQL (collation C) order and range over it alike.

A positive number is ``2``, its exponent, its digits; a negative one ``0`` and the nines' complement
of both, closed by ``~`` so that the shorter of two numbers with a common beginning is the greater.
"""

from __future__ import annotations

from decimal import Decimal

ZERO = "1"
_OFFSET = 50000
_COMPLEMENT = str.maketrans("0123456789", "9876543210")


def order_key(value: Decimal) -> str:
    """Text that compares to the keys of other numbers as ``value`` compares to them.

    Raises:
        ValueError: the number has more than 49,999 digits before or zeros after the point, or is
            not finite.
    """
    if not value.is_finite():
        raise ValueError(f"{value} has no place among numbers")
    if not value:
        return ZERO
    exponent = value.adjusted() + _OFFSET
    if not 0 <= exponent < 2 * _OFFSET:
        raise ValueError(f"a number with {abs(value.adjusted())} digits is too large or small to be stored")
    digits = "".join(map(str, value.as_tuple().digits)).rstrip("0")
    magnitude = f"{exponent:05d}{digits}"
    return f"0{magnitude.translate(_COMPLEMENT)}~" if value < 0 else f"2{magnitude}"
