"""Converts decimals to text that sorts in the same order, byte by byte.

SQLite has no exact decimal type, and as text ``"9"`` comes after ``"10"``. A key is stored with each
value that can be sorted; SQLite and PostgreSQL (collation C) sort and compare the keys in the same way.
The key of a positive number is ``2``, its exponent and its digits. An exponent near zero is one character;
a smaller one is ``0`` and five digits, a larger one ``z`` and five digits. The key of a negative number is
``0``, the complement of each character of both, and ``~``, so that the shorter of two numbers with a common
prefix is the greater.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

ZERO = "1"
_OFFSET = 50000
_FIRST, _LAST = "0", "z"
_CHARACTERS = tuple(map(chr, range(ord(_FIRST), ord(_LAST) + 1)))
_COMPLEMENT = str.maketrans(dict(zip(_CHARACTERS, reversed(_CHARACTERS), strict=True)))
#: Exponents from -36 to 36 by their character.
_NEAR = {character: place - len(_CHARACTERS) // 2 for place, character in enumerate(_CHARACTERS)}
del _NEAR[_FIRST], _NEAR[_LAST]
_OF_EXPONENT = {exponent: character for character, exponent in _NEAR.items()}


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
    exponent = value.adjusted()
    if not 0 <= exponent + _OFFSET < 2 * _OFFSET:
        raise ValueError(f"a number with {abs(exponent)} digits is too large or small to be stored")
    digits = "".join(map(str, value.as_tuple().digits)).rstrip("0")
    magnitude = (_OF_EXPONENT.get(exponent) or _far(exponent)) + digits
    return f"0{magnitude.translate(_COMPLEMENT)}~" if value < 0 else f"2{magnitude}"


def _far(exponent: int) -> str:
    return f"{_LAST if exponent > 0 else _FIRST}{exponent + _OFFSET:05d}"


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
    exponent, digits = _NEAR.get(magnitude[0]), magnitude[1:]
    if exponent is None:
        exponent, digits = int(magnitude[1:6]) - _OFFSET, magnitude[6:]
    return Decimal((int(negative), tuple(map(int, digits)), exponent - len(digits) + 1))
