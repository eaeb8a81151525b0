"""Finds the numbers of a text with their multipliers, units and signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from app.extraction.numbers import chinese, special
from app.extraction.numbers.numerals import arabic, multiplier, numeral
from app.extraction.numbers.units import per_mille, per_volume, points_over, signed, tenths, visits, yuan_jiao
from app.extraction.numbers.vague import vague_at
from app.extraction.rules import rule
from app.extraction.values import Number
from app.lexicon.numerals import DIGIT, POWER
from app.lexicon.types.cues import Cues

NUMERAL = re.compile(
    rf"(?=[0-9{DIGIT}{POWER}第前首榜翻])(?:"
    rf"(?P<fold>{special.FOLD})|(?P<rank>{special.RANK})|(?P<fraction>{special.FRACTION})"
    rf"|(?P<colon>{special.COLON})"
    r"|(?P<arabic>(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?)"
    rf"|(?P<chinese>{chinese.RUN}))"
)
"""The lookahead at one character comes first, since most characters do not start a numeral."""
KILO = "(?!瓦|米|克|伏|卡|赫|安|焦|帕|分点)"
MULTIPLIER = re.compile(f"(?:[十百千万]?亿|[十百千]?万亿?|[百千]{KILO})")
ENLARGES = "[十百千万亿⟨^vague⟩]"
"""The first character of a multiplier or a vague word."""
REMAINDER = re.compile(
    rf"(?:零?(?:\d{{1,4}}|[{DIGIT}])(?:[十百千]?(?P<vague>[多余几])万|(?:[十百千]?万(?!亿)|[百千]){KILO})"
    r"|零\d{1,8}(?!\d|\.\d|[年万亿])|(?:\d{3,4}|\d{8})(?!\d|[.,]\d|[年万亿]))"
)
"""The lower part of a number in several parts: 5千 of 2万5千, 零200万 of 3亿零200万, 4000 of 3万4000."""
MOST_PARTS = 3
MORE = re.compile(r"零?\d[\d,.]*(?!\d|周?岁|[A-Za-z]|至|-)")
"""Digits that belong to a number but are not a valid part of it: 3万40; 30万65岁以上老人 has two numbers."""


def scan_numbers(chars: str, cues: Cues) -> Iterator[Number]:
    """All numerals of a text with multiplier and unit, in text order."""
    at = 0
    while match := NUMERAL.search(chars, at):
        at = match.end()
        for number in _read(match, chars, cues):
            yield number
            at = max(at, number.end)


def _read(match: re.Match[str], chars: str, cues: Cues) -> Iterator[Number]:
    if match["fold"]:
        yield special.fold(match)
    elif match["colon"]:
        yield special.to_one(match)
    elif match["fraction"]:
        yield from special.fraction(match, chars)
    elif match["rank"]:
        yield special.rank(match, chars)
    elif match["arabic"]:
        yield signed(with_unit(match, chars, cues), chars, cues)
    else:
        yield from chinese.read(match, chars, cues)


def with_unit(match: re.Match[str], chars: str, cues: Cues) -> Number:
    """An Arabic number with its powers, its lower parts and its unit."""
    text = match["arabic"]
    value, factor = arabic(text), Decimal(1)
    powers, vague, at = _powers(chars, match.end(), cues)
    parts = in_parts(chars, match.start(), at) if powers and not vague else None
    if parts is not None:
        value, vague, at = parts
        vague = vague or vague_at(chars, at, cues, power=True)
        at += len(vague) * (not parts[1])
    else:
        factor = multiplier(powers)
    decisions = (in_parts.decision(),) if parts is not None else ()
    broken = MORE.match(chars, at) if powers else None
    at = broken.end() if broken else at
    unit, kind = cues.unit_at(chars, at)
    if vague and not unit and not powers:
        vague, at = "", match.end()
    number = Number(
        match.start(), match.end(), at + len(unit), value * factor, unit, kind, "arabic", bool(powers), vague,
        text, ill_formed=broken is not None, decisions=decisions,
    )  # fmt: skip
    number = per_volume(number, chars, cues)
    number = points_over(yuan_jiao(per_mille(tenths(number), chars, cues), chars), chars)
    return visits(number, chars)


@rule("number.in-parts")
def in_parts(chars: str, start: int, end: int) -> tuple[Decimal, str, int] | None:
    """A number in several parts: 2万5千, 3万4000, 3亿零200万, 1亿3千多万."""
    at, vague, text = end, "", chars[start:end]
    for _ in range(MOST_PARTS):
        found = REMAINDER.match(chars, at)
        if found is None or vague:
            break
        vague, at = found["vague"] or "", found.end()
        text += found.group().replace(vague, "") if vague else found.group()
    value = numeral(text) if at > end else None
    return None if value is None else (value, vague, at)


def _powers(chars: str, at: int, cues: Cues) -> tuple[str, str, int]:
    """The multipliers and vague words after a numeral (600余, 6万余, 4万多亿), and their end."""
    powers = vague = ""
    if not cues.compile(ENLARGES).match(chars, at):
        return powers, vague, at
    while True:
        if not vague and (word := vague_at(chars, at, cues, power=bool(powers))):
            vague, at = word, at + len(word)
            continue
        found = MULTIPLIER.match(chars, at)
        if found is None or (powers and not vague):
            return powers, vague, at
        powers, at = powers + found.group(), found.end()
