"""Finds the ranked quantities of one rank: several at once, and bare ones that need their owner."""

from __future__ import annotations

import re

from app.extraction.naming.dependents import owned_by_name
from app.extraction.naming.owners import bare_quantity
from app.extraction.naming.situation import Situation
from app.extraction.rules import rule

LASTING = "(?:⟨in a row⟩|近|已)*(?:\\d+|[一二三四五六七八九十]+)[年个季月度]+$"
SEVERAL = "⟨these⟩?(?P<count>[两二三四五])(?:[项大个类]|者)⟨kind of indicator⟩?⟨figures⟩?"
APPOSITION = "(?<=..)[两二三四五六七八九\\d][项大个]⟨kind of indicator⟩*⟨figures⟩"
GROWING = "⟨rate of change⟩$"
ASPECT = "(?:⟨rank aspect⟩)$"
RATE_OF_EACH = "[，、；]?(?P<rate>⟨rate of change⟩)分别"
EACH = "[，、；]?(?!分别)⟨rank each⟩"
SIDE = re.compile("、|和|与|及")
COUNTS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}
MOST = 4
"""The most names of a sentence that a rank without a subject can rank."""
DEEDS = frozenset("vad")
"""The tags of words that name no thing: verbs, adjectives, adverbs (外送量, 新增额)."""
SHORT = PAIR = 2


@rule("rank.several")
def several_ranked(situation: Situation, subject: str) -> tuple[str, ...]:
    """One rank of several is a rank of each: 客运量增速、港口吞吐量双双跃居全省首位; 两项指标均居全省第三."""
    if situation.size > 1:
        return _growth_of_each(situation) if subject else _level_and_growth(situation)
    if not subject:
        return _each_before(situation)
    if anaphor := situation.pattern(SEVERAL).fullmatch(subject):
        count = COUNTS[anaphor["count"]]
        heads = situation.context.heads
        return heads if len(heads) == count else situation.context.history[-count:]
    alone = situation.pattern(APPOSITION).sub("", subject).removesuffix("等")
    parts = [part for part in SIDE.split(alone) if part]
    listed = "、" in subject or situation.pattern("⟨rank each⟩").search(situation.lead_text)
    if len(parts) <= 1 or not listed or "在" in subject:
        return ()
    if parts[-1].startswith("并") or situation.cues.has("completes", situation.cues.action_at(parts[0], 0)):
        return (parts[-1].removeprefix("并"),)
    return _of_each(situation, [situation.pattern(LASTING).sub("", part) for part in parts])


def _each_before(situation: Situation) -> tuple[str, ...]:
    """The names before that a rank without a subject ranks: 甲3万家、乙4万家，均居全国首位."""
    context = situation.context
    if context.fresh_plain or situation.pattern(EACH).match(situation.lead_text) is None:
        return ()
    names = context.heads if len(context.heads) > 1 else context.unranked
    return names if 1 < len(names) <= MOST else ()


def _growth_of_each(situation: Situation) -> tuple[str, ...]:
    """The growth of each quantity before: 甲增长8%、乙增长11%，增速分别居全省第三、第一."""
    rate = situation.pattern(RATE_OF_EACH).match(situation.lead_text)
    names = situation.context.unranked
    return tuple(name + rate["rate"] for name in names) if rate and len(names) == situation.size else ()


def _level_and_growth(situation: Situation) -> tuple[str, ...]:
    """The ranks of a level and of its growth: 贷款余额9亿元、增长8%，分别居全省第四、第二."""
    context = situation.context
    alone = len(context.unranked) == 1 and not (context.grew or context.fresh_plain)
    if situation.size != PAIR or not context.rate or not alone:
        return ()
    return (context.unranked[0], context.unranked[0] + context.rate)


def _of_each(situation: Situation, parts: list[str]) -> tuple[str, ...]:
    """The parts, each complete: the growth of the last part applies to all (…、…增速)."""
    parts = _owned(situation, parts)
    last = situation.pattern(GROWING).search(parts[-1])
    grown = situation.pattern(GROWING).search(parts[0])
    if last and not grown and situation.namer.measures(parts[0]) and not _shares_head(parts, last.start()):
        return (*(part + last.group() for part in parts[:-1]), parts[-1])
    if situation.pattern(ASPECT).search(parts[0]):
        return tuple(parts)
    return situation.namer.each("、".join(parts)) or ()


def _shares_head(parts: list[str], end: int) -> bool:
    """Whether the last part ranks another side of the first one: 出口总量和出口增速."""
    return parts[0].startswith(parts[-1][:end])


def _owned(situation: Situation, parts: list[str]) -> list[str]:
    """The parts of a list with the owner that bare ones lack: 出口总量、增速 are both of 出口."""
    owned = [owner_of(situation, parts[0]) or parts[0]]
    for part in parts[1:]:
        side = situation.pattern(ASPECT).fullmatch(part)
        owned.append(_head(situation, owned[0]) + part if side else part)
    return owned


def _head(situation: Situation, name: str) -> str:
    """What a name measures: 出口 of 出口总量; the whole name if that is too short."""
    head = situation.pattern(ASPECT).sub("", name)
    return head if len(head) > 1 else name


@rule("rank.owner")
def owner_of(situation: Situation, subject: str) -> str:
    """A bare ranked quantity takes its owner from the value before: 绿茶交易量76万吨，外送量全国第一.

    Returns the quantity with its owner; empty if it is not bare or nothing can own it.
    """
    context = situation.context
    if not context.history or context.fresh_plain or not _bare(situation, subject):
        return ""
    thing = subject.removesuffix(_measure(situation, subject))
    owner = owned_by_name(situation, subject).removesuffix(subject)
    side = situation.pattern(ASPECT).fullmatch(subject)
    other = subject[:SHORT] in owner.removesuffix(thing) or (situation.namer.measures(owner) and not side)
    if other or len(owner) <= 1 or (situation.cues.has("any thing", thing) and not owner.endswith(thing)):
        return ""
    return owner.removesuffix(thing) + subject


def _bare(situation: Situation, subject: str) -> bool:
    """Whether a quantity says neither a thing nor a place: 外送量, 项目数量, 投资额."""
    if situation.known(subject):
        return False
    if bare_quantity(situation, subject) or situation.pattern(ASPECT).fullmatch(subject):
        return True
    rest = subject.removesuffix(_measure(situation, subject))
    if rest == subject or max(len(rest), len(subject) - len(rest)) > SHORT:
        return False
    words = situation.checker.segmenter.tags(rest)
    other = situation.cues.has("any thing", rest) or situation.namer.measures(rest)
    return other or not words or words[-1].tag[0] in DEEDS


def _measure(situation: Situation, subject: str) -> str:
    match = situation.pattern("⟨measure noun⟩$").search(subject)
    return match.group() if match else ""
