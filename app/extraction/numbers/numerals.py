"""Numbers as written to exact decimals: Arabic digits, Chinese numerals, multipliers.

Chinese numerals follow GB/T 15835-2011 (出版物上数字用法): 十 百 千 万 亿 as powers of ten.
"""

from __future__ import annotations

from decimal import Decimal

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
SMALL = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "亿": 10**8}
MULTIPLIERS = SMALL | LARGE
MAX_DIGITS = 24
"""No statistic has more digits; longer runs are serial numbers."""


def arabic(text: str) -> Decimal:
    """``1,234.5`` as a decimal."""
    return Decimal(text.replace(",", ""))


def multiplier(text: str) -> Decimal:
    """Product of the powers of ten in ``text``: 万亿 is 10^12, the empty text 1."""
    product = 1
    for character in text:
        product *= MULTIPLIERS[character]
    return Decimal(product)


def chinese(text: str) -> Decimal:
    """A Chinese numeral: 三十五 is 35, 两千亿 is 200000000000, 万亿 is 10^12, 二〇二〇 is 2020."""
    if len(text) > 1 and not any(c in MULTIPLIERS for c in text):
        return Decimal("".join(str(DIGITS[c]) for c in text))
    total = section = digit = 0
    for character in text:
        if character in DIGITS:
            digit = DIGITS[character]
        elif character in SMALL:
            section += (digit or 1) * SMALL[character]
            digit = 0
        else:
            total = (total + section + digit or 1) * LARGE[character]
            section = digit = 0
    return Decimal(total + section + digit)
