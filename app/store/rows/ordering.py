"""Converts decimals to text that sorts in the same order, byte by byte.

SQLite has no exact decimal type, and as text ``"9"`` comes after ``"10"``. A key is stored with each
value that can be sorted; SQLite and PostgreSQL (collation C) sort and compare the keys in the same way.
The key of a positive number is ``2``, its exponent and its digits. That of a negative number is ``0``, the
nines' complement of both, and ``~``, so that the shorter of two numbers with a common prefix is the greater.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

ZERO = "1"
_OFFSET = 50000
_COMPLEMENT = str.maketrans("0123456789", "9876543210")


def order_key(value: Decimal) -> str:
    """The key of a number: keys compare with each other as the numbers do.

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


@lru_cache(maxsize=1 << 14)
def order_of(digits: str) -> str:
    """The key of a number that is given as text; rows repeat their confidences and many values."""
    return order_key(Decimal(digits))


@lru_cache(maxsize=1 << 10)
def number(key: str) -> Decimal:
    """The number of a key that ``order_key`` made.

    >>> number(order_key(Decimal("0.96"))), number(order_key(Decimal("-120")))
    (Decimal('0.96'), Decimal('-1.2E+2'))
    """
    if key == ZERO:
        return Decimal(0)
    negative = key.startswith("0")
    magnitude = key[1:-1].translate(_COMPLEMENT) if negative else key[1:]
    exponent, digits = int(magnitude[:5]) - _OFFSET, magnitude[5:]
    return Decimal((int(negative), tuple(map(int, digits)), exponent - len(digits) + 1))
