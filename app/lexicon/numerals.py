"""The characters of Chinese numerals and their values.

They are a closed class, defined by GB/T 15835-2011, so they need no table. Capital forms appear in amounts of
money (人民币壹亿元), 〇 in numbers written digit by digit (二〇二五), 零 in gaps (一百零五).
"""

from __future__ import annotations

_CAPITALS = "壹贰叁肆伍陆柒捌玖"
DIGIT = f"一二三四五六七八九两{_CAPITALS}"
"""The characters for 1 to 9, for the character classes of patterns."""
ZERO, POINT = "零", "点"
FIGURE = f"{DIGIT}{ZERO}〇"
"""Those and the zeros."""
DIGITS = (
    {character: worth for worth, character in enumerate("〇一二三四五六七八九")}
    | {character: worth for worth, character in enumerate(_CAPITALS, start=1)}
    | {"两": 2, ZERO: 0}
)
POWERS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10**4, "亿": 10**8}
POWER = "".join(POWERS)
LARGE = "万亿"
"""万 and 亿, which multiply any number."""
