"""Reads numbers in Chinese numerals: 三十五项, 十二点五亿元, 三十多万人, 两三座, 十至十五家."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from app.extraction.numbers.numerals import ends
from app.extraction.numbers.units import TENTHS, points_over, tenths, yuan_jiao
from app.extraction.numbers.vague import vague_at
from app.extraction.rules import rule
from app.extraction.values import Number
from app.lexicon.numerals import DIGIT, FIGURE, LARGE, POINT, POWER
from app.lexicon.types.cues import Cues

KILO = "(?=瓦|米|克|伏|卡|赫|安|焦|帕)"
"""Before these characters 千 belongs to the unit: 三万千瓦 are 30,000 kilowatts."""
RUN = (
    rf"(?:[{DIGIT}{POWER}][{FIGURE}{POWER}]*"
    rf"(?:{POINT}[{FIGURE}]+(?![{FIGURE}]|[十百](?!分点)|千(?!{KILO}))[{LARGE}]*)?)"
)
"""A run of numerals; ``spelled`` decides whether it is well-formed."""
OF_THE_UNIT = re.compile(f"千{KILO}|百(?=分点)")
NUMERALS = re.compile(RUN)
MORE_POWERS = re.compile(f"[百千]?[{LARGE}]+")
PAUSE = re.compile(rf"、[{DIGIT}][{FIGURE}{POWER}]*")
BEFORE_PAUSE = re.compile(r"[^\W\d_第之]$")
SPREAD = "分别"
TO = re.compile("至|到|-")
PURE_POWER = re.compile(f"[{POWER}]+")
PLAN_NAME = re.compile("十[一二三四五六七八]五")
"""十四五 is a five-year plan, not the range of 14 to 15."""
LOOK_BEHIND = 12
SMALL_COUNT = TEN = 10
FROM = frozenset({"从", "由"})
"""After these words even a small numeral states a value: 由两家增加到13家."""
EXACT_KINDS = frozenset({"point", "percent", "ratio"})
ALONE = f"[{FIGURE}]*十?[{FIGURE}]*(?![、至到⟨^vague⟩-])"
"""A numeral without large powers, before nothing that belongs to a number: 一 of 一系列. Most are such."""


def read(match: re.Match[str], chars: str, cues: Cues) -> Iterator[Number]:
    """The numbers of a run of numerals, if they have a unit, are powers of ten or large."""
    if _states_nothing(*match.span(), chars, cues):
        return
    number = spelled(match, chars, cues)
    if number is None:
        return
    if not number.unit and not number.multiplied and (number.ill_formed or not set(LARGE) & set(number.text)):
        upper = _upper_end(number, chars, cues)
        if upper is not None:
            yield from (number, upper)
        return
    if not _is_small(number):
        yield number
    elif small_count(number, chars, cues):
        yield number._replace(decisions=(*number.decisions, small_count.decision()))


def _states_nothing(start: int, end: int, chars: str, cues: Cues) -> bool:
    """Whether a numeral is the whole number, without a unit or small: 一 of 一系列, 三 of 三大攻坚战."""
    alone = cues.compile(ALONE).match(chars, start)
    if alone is None or alone.end() != end:
        return False
    unit, kind = cues.unit_at(chars, end)
    small = end - start == 1 and kind not in EXACT_KINDS and unit != TENTHS and chars[start] in DIGIT
    over = cues.compile("⟨vague⟩").match(chars, end + len(unit))  # 两个多百分点
    return not unit or (small and not over and chars[start - 1 : start] not in FROM)


@rule("number.chinese")
def spelled(match: re.Match[str], chars: str, cues: Cues) -> Number | None:
    """A number in Chinese numerals: 三十五项, 十二点五亿元, 三十多万人, 二百三四十家."""
    start, end = match.start(), match.end()
    end -= OF_THE_UNIT.match(chars, end - 1) is not None
    if start == end:
        return None
    end = two_ends(chars, start, end)
    text, vague, at = _with_vague(chars, start, end, cues)
    low, high = (None, None) if PLAN_NAME.fullmatch(text) else ends(text)
    unit, kind = cues.unit_at(chars, at)
    if unit == TENTHS and (low is None or low >= TEN):
        unit, kind = "", ""
    power = PURE_POWER.fullmatch(text) is not None and text != "十" and not vague
    decisions = (spelled.decision(), *([two_ends.decision()] if high is not None else []))
    number = Number(
        start, end, at + len(unit), low or Decimal(0), unit, kind, "chinese", power, vague, text, high=high,
        ill_formed=low is None, decisions=decisions,
    )  # fmt: skip
    if unit == TENTHS:
        return tenths(number)._replace(form="fraction")
    return points_over(yuan_jiao(number, chars), chars)


@rule("number.two-ends")
def two_ends(chars: str, start: int, end: int) -> int:
    """Two numerals side by side are the ends of a range: 两三座, 三、四倍; 分别增长三、四倍 is a list."""
    pause = PAUSE.match(chars, end)
    before = chars[max(0, start - LOOK_BEHIND) : start]
    if pause is None or not BEFORE_PAUSE.search(before) or SPREAD in before:
        return end
    return pause.end() if ends(chars[start : pause.end()])[1] is not None else end


def _with_vague(chars: str, start: int, end: int, cues: Cues) -> tuple[str, str, int]:
    """The numeral without its vague word (三十万 of 三十多万), the vague word, and the end of both."""
    text = chars[start:end]
    vague = vague_at(chars, end, cues, power=text[-1] in LARGE)
    if not vague:
        return text, "", end
    powers = MORE_POWERS.match(chars, end + len(vague))
    if powers is None or OF_THE_UNIT.match(chars, powers.end() - 1):
        return text, vague, end + len(vague)
    return text + powers.group(), vague, powers.end()


def _upper_end(number: Number, chars: str, cues: Cues) -> Number | None:
    """The upper end of a range, with the unit of both ends: 十五家 of 十至十五家."""
    to = TO.match(chars, number.end)
    match = NUMERALS.match(chars, to.end()) if to and not number.ill_formed else None
    upper = spelled(match, chars, cues) if match else None
    return upper if upper and upper.unit and not upper.ill_formed else None


def _is_small(number: Number) -> bool:
    """Whether a numeral may be part of a phrase that states no value: 两个确立, 三大攻坚战."""
    if number.ill_formed:
        return False
    plain = not number.multiplied and number.kind not in EXACT_KINDS and number.high is None
    return plain and number.value % 1 == 0 and number.value <= SMALL_COUNT and not number.vague


@rule("number.small-count")
def small_count(number: Number, chars: str, cues: Cues) -> bool:
    """A small count after 从 or 由 is a value: 由两家增加到13家; 两个确立 is not a value."""
    before = chars[max(0, number.start - LOOK_BEHIND) : number.start]
    return before[-1:] in FROM
