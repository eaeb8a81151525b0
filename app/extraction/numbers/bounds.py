"""What stands around a number belongs to its value: the other end of a range, a shared unit, a bound."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.extraction.numbers.numerals import arabic
from app.extraction.rules import rule
from app.extraction.values import Number, Quantity
from app.lexicon.cues import Cues
from app.model.observation import Bound

LISTING = frozenset({"、", "和", "与"})
DASH = re.compile(r"-{1,2}|至|到")
FROM = re.compile(r"(?:从|由|自)[^，。；、]{0,16}$")
UPWARD = re.compile("[^以网线规限]上")
"""上万家 is ten thousand and more; the 上 of 以上 and 网上 belongs to its own word."""
LOOK_BEHIND = 20


@rule("unit.shared-list")
def shared_units(numbers: list[Number], chars: str) -> list[Number]:
    """A list's last unit is the unit of all: 提高2.9、3.2、5个百分点, 7.4个和7.7个百分点."""
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
            found.append(number._replace(unit=later.unit, kind=later.kind, shared=True))
        else:
            found.append(number)
    return found[::-1]


def ranges(numbers: list[Number], chars: str) -> Iterator[tuple[Number, Number | None]]:
    """Each number with the upper end that a dash or 至 joins to it."""
    waiting: Number | None = None
    for number in numbers:
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
    """Two numbers joined by a dash or 至 are the ends of a range: 5%—5.5%, 300至400家; 从3到5 is none."""
    between = chars[low.end : high.start]
    if not DASH.fullmatch(between) or low.form != "arabic" or high.form != "arabic":
        return False
    if low.unit not in {"", high.unit} or high.kind == "time" or not (high.unit or high.multiplied):
        return False
    before = chars[max(0, low.start - LOOK_BEHIND) : low.start]
    return _lower(low, high).value < high.value and not FROM.search(before)


def _lower(low: Number, high: Number) -> Number:
    """The lower end with the unit and multiplier that only the upper one states: 300至400万人."""
    if low.unit or low.multiplied or not high.multiplied:
        return low._replace(unit=high.unit, kind=high.kind)
    ratio = high.value / arabic(high.text)
    return low._replace(value=low.value * ratio, unit=high.unit, kind=high.kind, multiplied=True)


def quantity(number: Number, upper: Number | None, chars: str, cues: Cues) -> Quantity:
    """The number as a value: its bound read from the words that stand against it."""
    end = upper.end if upper else number.end
    before, after = cues.bound_before(chars, number.start), cues.bound_after(chars, end)
    bound, text = read_bound(number, before, after, cues)
    upward = (
        number.form == "chinese"
        and number.multiplied
        and not before
        and UPWARD.fullmatch(chars, max(0, number.start - 2), number.start)
    )
    before, text = ("上", text or "上") if upward else (before, text)
    colon = number.form == "structure" and chars.startswith(":", end)
    decisions = [
        *([shared_units.decision()] if number.shared else []),
        *([read_bound.decision()] if text else []),
    ]
    if upper:
        bound, decisions = Bound.RANGE, [*decisions, is_range.decision()]
    return Quantity(
        start=number.start, end=end, low=number.start - len(before), high_end=end + len(after) + colon,
        value=number.value, value_high=upper.value if upper else None, unit=number.unit, kind=number.kind,
        form=number.form, bound=bound, bound_text=text, decisions=tuple(decisions),
    )  # fmt: skip


@rule("bound.words")
def read_bound(number: Number, before: str, after: str, cues: Cues) -> tuple[Bound, str]:
    """Words against the number bound it: 突破2万人, 3%以内, 1600余家; a bare power (百亿) is a minimum."""
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
