"""Rejects digits inside names, slogans and titles."""

from __future__ import annotations

from decimal import Decimal
from string import ascii_letters

from app.extraction.rejecting.surroundings import NumberSurroundings
from app.extraction.rejecting.thresholds import THING
from app.extraction.rules import rule

LATIN = frozenset(f"{ascii_letters}+#&")
INITIALS = "(?<![A-Za-z])⟨initials⟩$"
"""The number after the initials of an indicator is a value (GDP100亿元); in 4A级 it is part of a name."""
ENDS_VALUE = "[，。；、]|⟨at least⟩|$"
FORCE = "⟨quake⟩"
NAME_TAIL = "[A-Za-z]|号(?!召)|型|级(?!⟨at least⟩)|\\+|[xX×]\\d|·\\d|线⟨branch of line⟩?|⟨name behind digits⟩"
SUM_OF_DIGITS = frozenset("+·×/")
CLOSED = "⟨step⟩"
PHRASE_ENDS = "[，。；、]|⟨step⟩|$"
POWER_NAMES = frozenset({"级", "个", "大"})
PEOPLE_BEHIND = "[^，。；、的]{0,6}⟨people⟩"
PEOPLES = 56
GENERATIONS = frozenset(map(Decimal, range(2, 7)))
"""Generations of mobile networks: 5G is always a name."""
AIM_BEHIND = "的?⟨aim behind⟩"


@rule("reject.name")
def name(around: NumberSurroundings) -> str | None:
    """Digits inside names: 5G, 4A级, 50亿级企业, PM2.5, 3号线, 110千伏输电线路, 56个民族."""
    number = around.number
    if number.form == "rank":
        return None
    generation = number.unit == "G" and number.value in GENERATIONS
    if (
        generation
        or around.cues.has("unit of names", number.unit)
        or (
            around.cues.has("unit in names", number.unit)
            and not around.pattern(ENDS_VALUE).match(around.after)
        )
    ):
        return "name"
    if number.form == "arabic" and around.before[-1:] in LATIN:
        return None if number.unit and around.pattern(INITIALS).search(around.before) else "name"
    powered = number.unit == "级" and number.multiplied
    classed = powered or (number.kind == "mass" and around.after.startswith("级"))
    if classed or (number.unit == "级" and around.pattern(FORCE).match(around.after)):
        return "name"
    if number.value == PEOPLES and around.aftermath.startswith("个民族"):
        return "name"
    bare = not (number.multiplied or number.unit)
    tail = bare and around.pattern(NAME_TAIL).match(around.aftermath)
    return "name" if tail or around.aftermath.startswith("人制") else None


@rule("reject.quoted")
def quoted(around: NumberSurroundings) -> str | None:
    """Numbers inside quotation marks and titles: “三年攀高”, “亩产英雄500强”, 《2030年议程》."""
    return "name" if around.quoted else None


@rule("reject.slogan")
def slogan(around: NumberSurroundings) -> str | None:
    """Digit codes in names: 12345热线, 1+N, 3+8+5, 4·20地震."""
    bare = not around.number.unit
    if around.before[-1:] in SUM_OF_DIGITS or (bare and around.aftermath[:1] in SUM_OF_DIGITS):
        return "name"
    return (
        "name"
        if bare and around.number.form == "arabic" and around.pattern("⟨hotline⟩").match(around.after)
        else None
    )


@rule("reject.power-word")
def power_word(around: NumberSurroundings) -> str | None:
    """Powers of ten that are part of a word: 万元能耗, 千方百计, 百亿级产业; but 突破万亿元 is 10^12."""
    number = around.number
    if number.form != "chinese" or not number.multiplied:
        return None
    if number.unit in POWER_NAMES or around.after[:1] in "的级":
        return "name"
    defining = around.pattern(f"(?:、?(?:超|过)?[十百千万]+亿?(?:元|级)?)*(?:{THING})").match(around.after)
    above = around.pattern("⟨at least⟩$").search(around.before)
    climbed = around.pattern("⟨climb⟩$").search(around.before) and not (defining or above)
    closed = number.unit and around.pattern(CLOSED).match(around.after)
    ends = number.unit or around.pattern(PHRASE_ENDS).match(around.after) or _people_upward(around)
    return None if (climbed or closed) and ends else "name"


def _people_upward(around: NumberSurroundings) -> bool:
    """Whether a power counts people without a counter: 上千万困难群众."""
    return around.before.endswith("上") and around.pattern(PEOPLE_BEHIND).match(around.after) is not None


@rule("reject.fold-as-aim")
def fold_as_aim(around: NumberSurroundings) -> str | None:
    """Doubling as the name of a plan: 提前实现翻番目标, 翻番计划."""
    return "name" if around.number.form == "fold" and around.pattern(AIM_BEHIND).match(around.after) else None
