"""Reads the words around a number that belong to its value: the end of a range, a shared unit, a bound."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from app.extraction.numbers.numerals import arabic, multiplier
from app.extraction.rules import rule
from app.extraction.values import Number, Quantity
from app.lexicon.numerals import DIGITS, LARGE, POWER
from app.lexicon.types.cues import Cues
from app.model.observation import Bound

LISTING = frozenset({"、", "和", "与"})
DASH = re.compile(r"-{1,2}|至|到")
LONGEST_DASH = 2
FROM = re.compile(r"(?:从|由|自)[^，。；、]{0,16}$")
UPWARD = re.compile("[^以网线规限]上")
"""上万家 is ten thousand or more; in 以上 and 网上 the 上 is part of another word."""
LOOK_BEHIND = 20
AT_LEAST = "(?:^|[，。；\n])[^，。；、\\d]{0,6}?(?P<word>⟨at the least⟩)[^，。；、\\d]{1,10}$"
"""A bound before the verb: 至少新建停车位100个."""
WRITTEN_OUT = frozenset({"arabic", "chinese", "fraction"})
"""Forms of numbers that can be the ends of a range."""


@rule("unit.shared-list")
def shared_units(numbers: list[Number], chars: str) -> list[Number]:
    """The last unit of a list applies to all its numbers: 提高2.9、3.2、5个百分点, 7.4个和7.7个百分点."""
    found: list[Number] = []
    for number in reversed(numbers):
        later = found[-1] if found else None
        begun = number.unit == "个" and later is not None and later.unit == "个百分点"
        bare = number.form == "arabic" and (begun or not number.unit) and not number.multiplied
        if (
            bare
            and later
            and later.unit
            and not later.multiplied
            and chars[number.end : later.start] in LISTING
        ):
            decisions = (*number.decisions, shared_units.decision())
            found.append(number._replace(unit=later.unit, kind=later.kind, decisions=decisions))
        else:
            found.append(number)
    return found[::-1]


def ranges(numbers: list[Number], chars: str) -> Iterator[tuple[Number, Number | None]]:
    """Each number with its upper end, or None if it is not the start of a range."""
    waiting: Number | None = None
    for number in _without_open_ends(numbers, chars):
        if waiting is not None and is_range(waiting, number, chars):
            yield _lower(waiting, number), number
            waiting = None
            continue
        if waiting is not None:
            yield waiting, None
        waiting = number
    if waiting is not None:
        yield waiting, None


@rule("bound.range")
def is_range(low: Number, high: Number, chars: str) -> bool:
    """Two numbers joined by a dash or 至 are a range: 5%—5.5%, 300至400家; 从3到5 is not a range."""
    if high.start - low.end > LONGEST_DASH:
        return False
    between = chars[low.end : high.start]
    if not DASH.fullmatch(between) or low.form != high.form or low.form not in WRITTEN_OUT:
        return False
    if low.ill_formed or high.ill_formed or low.high or high.high:
        return False
    if low.unit not in {"", high.unit} or high.kind == "time" or not (high.unit or high.multiplied):
        return False
    before = chars[max(0, low.start - LOOK_BEHIND) : low.start]
    return _lower(low, high).value < high.value and not FROM.search(before)


def _lower(low: Number, high: Number) -> Number:
    """The lower end with the unit and multiplier that only the upper end states: 300至400万人."""
    shared = low._replace(unit=high.unit, kind=high.kind)
    if low.unit or low.multiplied:
        return shared
    if high.form == "arabic":
        ratio = high.value / arabic(high.text) if high.multiplied else Decimal(1)
        return shared._replace(value=low.value * ratio, multiplied=high.multiplied)
    powers = high.text[len(high.text.rstrip(LARGE)) :]
    multiplied = not set(low.text) & set(LARGE)
    return shared._replace(value=low.value * multiplier(powers)) if powers and multiplied else shared


def _without_open_ends(numbers: list[Number], chars: str) -> Iterator[Number]:
    """Yield the numbers; both ends of a range with two readings are marked as ill-formed."""
    open_ends = {
        index + side
        for index, pair in enumerate(pairwise(numbers))
        if _is_open(*pair, chars)
        for side in (0, 1)
    }
    for index, number in enumerate(numbers):
        yield number._replace(ill_formed=True) if index in open_ends else number


def _is_open(low: Number, high: Number, chars: str) -> bool:
    """Whether a range has two readings: 三至五百人 may start at 3 or 300."""
    if low.form != "chinese" or low.unit or low.ill_formed or set(low.text) & set(POWER):
        return False
    head, last = high.text[:1], high.text.rstrip(LARGE)[-1:]
    joined = DASH.fullmatch(chars[low.end : high.start]) is not None
    return joined and head in DIGITS and last in POWER and DIGITS[head] > low.value


def quantity(number: Number, upper: Number | None, chars: str, cues: Cues) -> Quantity:
    """The quantity of a number; its bound is read from the words directly before and after it."""
    end = upper.end if upper else number.end
    before, after = cues.bound_before(chars, number.start), cues.bound_after(chars, end)
    if cues.has("vague", after) and not cues.compile("⟨vague⟩").match(chars, end):
        after = ""  # 20个多功能厅
    bound, text = read_bound(number, before, after, cues)
    upward = (
        number.form == "chinese"
        and number.multiplied
        and not before
        and UPWARD.fullmatch(chars, max(0, number.start - 2), number.start)
    )
    before, text = ("上", text or "上") if upward else (before, text)
    if not text and (text := _at_least(number, chars, cues)):
        bound = Bound.MIN
    colon = number.form == "structure" and chars.startswith(":", end)
    decisions = [*number.decisions, *([read_bound.decision()] if text else [])]
    high = upper.value if upper else number.high
    if upper:
        decisions = [*decisions, is_range.decision()]
    if high is not None:
        bound = Bound.RANGE
    return Quantity(
        start=number.start, end=end, low=number.start - len(before), high_end=end + len(after) + colon,
        value=number.value, value_high=high, unit=number.unit, kind=number.kind,
        form=number.form, bound=bound, bound_text=text, signed=number.signed, decisions=tuple(decisions),
    )  # fmt: skip


def _at_least(number: Number, chars: str, cues: Cues) -> str:
    """The word before a verb that bounds the number, or the empty text."""
    window = max(0, number.start - LOOK_BEHIND), number.start
    said = cues.compile("⟨at the least⟩").search(chars, *window)  # found faster than the whole pattern
    ahead = said and cues.compile(AT_LEAST).search(chars, *window)
    return ahead["word"] if ahead else ""


@rule("bound.words")
def read_bound(number: Number, before: str, after: str, cues: Cues) -> tuple[Bound, str]:
    """Words next to a number bound it: 突破2万人, 3%以内, 1600余家; a bare power (百亿) is a minimum."""
    if number.text.startswith("前"):
        return Bound.MAX, "前"
    if after:
        return cues.bounds_after[after], f"{before}…{after}" if before else after
    if number.vague:
        return Bound.MIN, number.vague
    if before and cues.bounds_before[before] is not Bound.EXACT:
        return cues.bounds_before[before], before
    power = number.form == "chinese" and number.multiplied
    return Bound.MIN if power else Bound.EXACT, before
