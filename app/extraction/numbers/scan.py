"""Which stretches are numbers, and what multiplier, unit and bound belong to each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from app.extraction.numbers.numerals import MAX_DIGITS, arabic, chinese, multiplier
from app.extraction.values import Number
from app.lexicon.cues import Cues

NUMERAL = re.compile(
    r"(?=[0-9一二两三四五六七八九十百千万亿第前首榜翻])(?:"
    r"(?P<fold>翻了?(?:(?P<times>[一两二三四五六七八九]|\d)[个]?)?番)"
    r"|(?P<rank>第(?:[一二三四五六七八九十百]{1,4}|\d{1,3})|首位|榜首|(?<![年月日以之目])前(?:[一二三四五六七八九十]{1,3}|\d{1,3})(?![\d.]))"
    r"|(?P<fraction>(?P<below>[二三四五六七八九十百千]{1,3})分之(?P<above>[一二三四五六七八九十百]{1,4}|\d+(?:\.\d+)?)|一半)"
    r"|(?P<colon>(?<![\d:])(?:\d+(?:\.\d+)?)(?::\d+(?:\.\d+)?){1,3}(?![\d:%]))"
    r"|(?P<arabic>(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?)"
    r"|(?P<chinese>[一二两三四五六七八九十百千万亿][零〇一二两三四五六七八九十百千万亿]*))"
)
"""Begins with a look at one character: most begin no numeral."""
MULTIPLIER = re.compile(r"(?:[十百千万]?亿|[十百千]?万亿?|[百千])(?!瓦|米|克|伏|卡|赫|安|焦|帕|分点)")
SMALL_COUNT = 10
FROM = frozenset({"从", "由"})
"""Behind these even a small Chinese numeral states a value (由两家增加到13家); elsewhere 两个 seldom does."""
VAGUE = re.compile("余|多(?!式|样|元|种|功)|几")
VAGUE_POWER = re.compile("余|多(?!式|样|种|功)|几")
"""Behind a power 多元 is more yuan (7亿多元), elsewhere a word of its own (多元化)."""
POWERS = re.compile("[十百千万亿]+")
TENTHS = "成"
"""Seven 成 are 70 %."""
REMAINDER = re.compile(r"(\d{1,4})([千百万]?万?)(?!\d|\.\d)(?<=[千百万])(?!瓦|米|克|伏)")
"""The lower part of a number in two parts: 5千 of 2万5千."""
LOOK_BEHIND = 24
PER_MILLE_TORN = re.compile("。(?=以[上下内]|左右|[，；。])")
"""Copying makes 5%。以下 of 5‰以下; believed of vital rates alone, for sentences begin with 以上成绩."""
VITAL_RATE = re.compile("(?:自然增长|出生|死亡)率[^，；。]{0,12}$")
RANK_UNIT = re.compile("[位名]")


def scan_numbers(chars: str, cues: Cues) -> Iterator[Number]:
    """All numerals of a text with multiplier and unit, in text order."""
    at = 0
    while match := NUMERAL.search(chars, at):
        number = _read(match, chars, cues)
        at = match.end()
        if number is not None:
            yield number
            at = max(at, number.end)


def _read(match: re.Match[str], chars: str, cues: Cues) -> Number | None:
    form = match.lastgroup if match.lastgroup in {"rank", "arabic", "chinese"} else None
    if match["fold"]:
        times = match["times"]
        folds = Decimal(2) ** int(times if times and times.isdigit() else chinese(times or "一"))
        return Number(match.start(), match.end(), match.end(), folds, "倍", "ratio", "fold", False)
    if match["colon"]:
        return _to_one(match)
    if match["fraction"]:
        return _fraction(match, chars)
    if form == "rank":
        return _rank(match, chars)
    if form == "arabic":
        return _with_unit(match, chars, cues)
    return _chinese(match, chars, cues)


def _to_one(match: re.Match[str]) -> Number:
    """A ratio to one (2.1:1) as so many times; other proportions keep no value of their own."""
    first, *others = match["colon"].split(":")
    proportion = others == ["1"]
    unit, kind = ("倍", "ratio") if proportion else ("", "proportion")
    return Number(match.start(), match.end(), match.end(), arabic(first), unit, kind, "colon", False)


def _fraction(match: re.Match[str], chars: str) -> Number:
    below, above = match["below"], match["above"]
    value = Decimal(50)
    if below:
        part = arabic(above) if above[0].isdigit() else chinese(above)
        value = part if below == "百" else round(part * 100 / chinese(below), 2).normalize()
    unit = "‰" if below == "千" else "%"
    value = value if unit == "%" else arabic(above) if above[0].isdigit() else chinese(above)
    return Number(match.start(), match.end(), match.end(), value, unit, "percent", "fraction", False)


def _rank(match: re.Match[str], chars: str) -> Number:
    text = match.group()
    end = match.end()
    if text not in {"首位", "榜首"} and RANK_UNIT.match(chars, end):
        end += 1
    figure = text[1:]
    value = (
        Decimal(1) if text in {"首位", "榜首"} else arabic(figure) if figure[0].isdigit() else chinese(figure)
    )
    return Number(match.start(), match.end(), end, value, "位", "rank", "rank", False, text=text)


def _with_unit(match: re.Match[str], chars: str, cues: Cues) -> Number:
    text = match.group()
    value = arabic(text) if len(text) <= MAX_DIGITS else Decimal(0)
    powers, vague, at = _powers(chars, match.end())
    if powers and (rest := REMAINDER.match(chars, at)):
        value, at = value + arabic(rest[1]) * multiplier(rest[2]) / multiplier(powers), rest.end()
    unit, kind = cues.unit_at(chars, at)
    if vague and not unit and not powers:
        vague, at = "", match.end()
    factor = multiplier(powers)
    if unit == TENTHS:
        factor, unit, kind, at = factor * 10, "%", "percent", at + 1
        return Number(
            match.start(), match.end(), at, value * factor, unit, kind, "arabic", bool(powers), vague, text
        )
    end = at + len(unit)
    torn = unit == "%" and PER_MILLE_TORN.match(chars, end)
    if torn and VITAL_RATE.search(chars, max(0, match.start() - LOOK_BEHIND), match.start()):
        unit, end = "‰", end + 1
    return Number(
        match.start(), match.end(), end, value * factor, unit, kind, "arabic", bool(powers), vague, text
    )


def _powers(chars: str, at: int) -> tuple[str, str, int]:
    """Multipliers and vague words behind a numeral (600余, 6万余, 4万多亿), and where they end."""
    powers = vague = ""
    while found := (
        None if vague else (VAGUE_POWER if powers else VAGUE).match(chars, at)
    ) or MULTIPLIER.match(chars, at):
        if found.re is not MULTIPLIER:
            vague = found.group()
        elif powers and not vague:
            break
        else:
            powers += found.group()
        at = found.end()
    return powers, vague, at


def _chinese(match: re.Match[str], chars: str, cues: Cues) -> Number | None:
    text = match.group()
    at = match.end()
    vague = found.group() if (found := VAGUE.match(chars, at)) else ""
    unit, kind = cues.unit_at(chars, at + len(vague))
    powers = POWERS.fullmatch(text) is not None and text != "十"
    if not unit and not powers:
        return None
    value = chinese(text) if len(text) <= MAX_DIGITS else Decimal(0)
    if unit == TENTHS and value < 10 and not vague:
        return Number(match.start(), match.end(), at + 1, value * 10, "%", "percent", "fraction", False)
    plain = not powers and kind not in {"point", "percent", "ratio"}
    if plain and value <= SMALL_COUNT and chars[match.start() - 1 : match.start()] not in FROM:
        return None
    return Number(
        match.start(),
        match.end(),
        at + len(vague) + len(unit),
        value,
        unit,
        kind,
        "chinese",
        powers,
        vague,
        text,
    )
