"""Reads numbers in special forms: 翻番, 第三, 百分之六, 2.1:1."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from app.extraction.numbers.numerals import arabic, ends, numeral
from app.extraction.rules import rule
from app.extraction.values import Number
from app.lexicon.numerals import DIGIT, FIGURE, POINT, POWER

_SMALL = "十百千零"
FOLD = rf"翻了?(?:(?P<times>[{DIGIT}]|\d)[个]?)?番"
RANK = (
    rf"第(?:[{DIGIT}{_SMALL}]{{1,8}}(?![{POWER}])|\d{{1,3}}(?![\d万亿]))|首位|榜首"
    rf"|(?<![年月日以之目提])前(?:[{DIGIT}十]{{1,3}}(?![{POWER}])|\d{{1,3}}(?![\d.万亿]))"
)
_PART = (
    rf"\d+(?:\.\d+)?|[{FIGURE}十百][{FIGURE}{_SMALL}]{{0,8}}"
    rf"(?:、[{DIGIT}](?![{FIGURE}{_SMALL}{POINT}]))?(?:{POINT}[{FIGURE}]{{1,8}})?"
)
_SLASH = r"(?:(?<=[占国省市区县球界约近超过达的少到将加])|(?<=\d/\d、))(?P<slash>[1-9]/(?:1?\d))(?![\d/.])"
FRACTION = rf"(?P<below>[{DIGIT}十百千万]{{1,3}})分之(?P<above>{_PART})(?P<few>几)?|一半|{_SLASH}"
COLON = r"(?<![\d:])(?:\d+(?:\.\d+)?)(?::\d+(?:\.\d+)?){1,3}(?![\d:%])"
UPPER = re.compile(rf"(?P<dash>-|至|到)(?P<above>{_PART})(?!百?分之|[{POWER}])(?=$|[，。；、）左以的])")
RANK_UNIT = re.compile("[位名]")
FIRST = frozenset({"首位", "榜首"})
WHOLES = {"百": ("%", Decimal(1)), "千": ("‰", Decimal(1)), "万": ("‱", Decimal(1))}


@rule("number.fold")
def fold(match: re.Match[str]) -> Number:
    """Doublings: 翻一番 is 2 times, 翻两番 is 4 times."""
    times = match["times"] or "一"
    folds = int(times) if times.isdigit() else int(numeral(times) or 1)
    value = Decimal(2) ** folds
    return Number(
        *_place(match), value, "倍", "ratio", "fold", False, text=match.group(), decisions=(fold.decision(),)
    )


@rule("number.to-one")
def to_one(match: re.Match[str]) -> Number:
    """A ratio to one is a multiple: 2.1:1 is 2.1 times; other proportions state no value."""
    first, *others = match["colon"].split(":")
    if others != ["1"]:
        return Number(*_place(match), arabic(first), "", "proportion", "colon", False, text=match.group())
    return Number(
        *_place(match),
        arabic(first),
        "倍",
        "ratio",
        "colon",
        False,
        text=match.group(),
        decisions=(to_one.decision(),),
    )


def rank(match: re.Match[str], chars: str) -> Number:
    """A place in a ranking: 第三位, 前三, 首位."""
    text, end = match.group(), match.end()
    if text not in FIRST and RANK_UNIT.match(chars, end):
        end += 1
    value = Decimal(1) if text in FIRST else numeral(text[1:])
    return Number(
        match.start(), match.end(), end, value or Decimal(0), "位", "rank", "rank", False, text=text,
        ill_formed=value is None,
    )  # fmt: skip


@rule("number.fraction")
def fraction(match: re.Match[str], chars: str) -> Iterator[Number]:
    """Fractions of a whole: 百分之六点五, 三分之一, 一半, 占全国1/3; 百分之六至七 has two ends."""
    if match["slash"]:
        yield _slashed(match)
        return
    if match["below"] is None:
        yield _percent(match, Decimal(50), None)
        return
    low, high = ends(match["above"])
    yield _percent(match, low, high)
    upper = UPPER.match(chars, match.end())
    if upper and match["below"] in WHOLES and high is None and not match["few"]:
        unit, value = WHOLES[match["below"]][0], numeral(upper["above"])
        yield Number(
            upper.start("above"), upper.end(), upper.end(), value or Decimal(0), unit, "percent", "fraction",
            False, text=upper["above"], ill_formed=value is None, decisions=(fraction.decision(),),
        )  # fmt: skip


def _slashed(match: re.Match[str]) -> Number:
    """A fraction in digits: 1/3 is 33.33 %."""
    above, below = map(Decimal, match["slash"].split("/"))
    part = Decimal(0) if above >= below else round(above * 100 / below, 2).normalize()
    return Number(
        *_place(match), part, "%", "percent", "fraction", False, "", match.group(), ill_formed=not part,
        decisions=(fraction.decision(),),
    )  # fmt: skip


def _percent(match: re.Match[str], low: Decimal | None, high: Decimal | None) -> Number:
    below = match["below"] or "百"
    unit, share = WHOLES.get(below, ("%", None))
    whole = Decimal(1) if share else numeral(below) or Decimal(0)
    bad = low is None or not whole
    value = Decimal(0) if low is None or bad else low if share else round(low * 100 / whole, 2).normalize()
    return Number(
        *_place(match), value, unit, "percent", "fraction", False, match["few"] or "", match.group(),
        high=high if share else None, ill_formed=bad or (high is not None and not share),
        decisions=(fraction.decision(),),
    )  # fmt: skip


def _place(match: re.Match[str]) -> tuple[int, int, int]:
    return match.start(), match.end(), match.end()
