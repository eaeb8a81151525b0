"""Converts written numbers to exact decimals: Arabic digits, Chinese numerals, and both mixed.

Chinese numerals follow GB/T 15835-2011 (出版物上数字用法). A spelling without exactly one value is ``None``,
never a guess.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from app.lexicon.numerals import DIGIT, DIGITS, FIGURE, POINT, POWER, POWERS, ZERO

LONGEST = 40
"""In characters. No numeral is longer, and a longer run would recurse too deeply."""

_ARABIC = re.compile(r"\d[\d,]*(?:\.\d+)?")
_PAIR = re.compile(f"([{DIGIT}])、?([{DIGIT}])")
_DECIMAL = re.compile(f"([{FIGURE}{POWER}]*){POINT}([{FIGURE}]+)")
_ONE_BY_ONE = re.compile(f"[{DIGIT}][{FIGURE}]*[零〇][{FIGURE}]*")
_SEVERAL = (3, 5)
"""The ends of 三五, the only pair whose digits are not consecutive."""


def arabic(text: str) -> Decimal:
    """``1,234.5`` as a decimal."""
    return Decimal(text.replace(",", ""))


def multiplier(text: str) -> Decimal:
    """The product of the powers of ten in ``text``: 万亿 is 10^12, an empty text is 1."""
    product = 1
    for character in text:
        product *= POWERS[character]
    return Decimal(product)


def numeral(text: str) -> Decimal | None:
    """The value of a numeral: 三十五, 十二点五, 3亿零200万, 二〇二〇; ``None`` for an ill-formed one."""
    if _ARABIC.fullmatch(text):
        return arabic(text)
    if (decimal := _DECIMAL.fullmatch(text)) is not None:
        whole = numeral(decimal[1])
        return None if whole is None else Decimal(f"{whole:f}.{_one_by_one(decimal[2])}")
    if _ONE_BY_ONE.fullmatch(text) or text in DIGITS:
        return Decimal(_one_by_one(text))
    return _of_powers(text) if len(text) <= LONGEST else None


def _of_powers(text: str) -> Decimal | None:
    """Multiply the part before the greatest power by the power and add the part after it."""
    power = max((character for character in text if character in POWERS), key=POWERS.__getitem__, default="")
    head, _, tail = text.rpartition(power) if power else ("", "", "")
    if not power or (not head and tail and POWERS[power] > POWERS["十"]):
        return None
    factor, rest = _coefficient(head, POWERS[power]), _tail(tail, POWERS[power])
    if factor is None or rest is None or (rest and factor != int(factor)):
        return None
    return factor * POWERS[power] + rest


@lru_cache(maxsize=1024)
def ends(text: str) -> tuple[Decimal | None, Decimal | None]:
    """The value of a numeral and its upper end if it has two: 三五 is 3 and 5, 二百三四十 230 and 240."""
    value, pair = numeral(text), _PAIR.search(text)
    if value is not None or pair is None or POINT in text:
        return value, None
    low, high = DIGITS[pair[1]], DIGITS[pair[2]]
    if high != low + 1 and (low, high) != _SEVERAL:
        return None, None
    before, after = text[: pair.start()], text[pair.end() :]
    return numeral(before + pair[1] + after), numeral(before + pair[2] + after)


def _one_by_one(text: str) -> str:
    return "".join(str(DIGITS[character]) for character in text)


def _coefficient(text: str, power: int) -> Decimal | None:
    """The part before a power: one digit before 十, 百 and 千, any smaller number before 万 and 亿."""
    if not text:
        return Decimal(1)
    if _ARABIC.fullmatch(text):
        return arabic(text)
    if power < 10**4:
        return Decimal(DIGITS[text]) if len(text) == 1 and text in DIGIT else None
    value = numeral(text)
    return value if value is not None and value < power else None


def _tail(text: str, power: int) -> Decimal | None:
    """The part after a power: 百零五 has 5, 千五 has 500, 万4000 has 4000."""
    if not text:
        return Decimal(0)
    gap = text[0] == ZERO
    text = text.removeprefix(ZERO)
    if not gap and len(text) == 1 and text in DIGIT:
        return Decimal(DIGITS[text] * max(power // 10, 1))
    figures = _ARABIC.fullmatch(text)
    bare = text[:1] in POWERS and text[0] not in "十拾"
    if not text or bare or (figures and not gap and len(text) != len(str(power)) - 1):
        return None
    value = numeral(text)
    return value if value is not None and value < power else None
