"""Walks the sentences: each group of values is named in the context that the words before it made."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from app.extraction.naming.context import Context
from app.extraction.naming.coordination import Namer
from app.extraction.naming.forms import name_values
from app.extraction.naming.leads import LeadReader
from app.extraction.naming.situation import Naming, Situation
from app.extraction.reading.mentions import Mention, read_mentions
from app.extraction.reading.years import FROM, FROM_YEAR
from app.extraction.rules import rule
from app.extraction.text.clauses import ASIDE, VALUE, Clause, Masks, clauses, text_of
from app.extraction.time.timeline import Timeline
from app.extraction.values import LISTED, Frame, Quantity, Refusal
from app.lexicon.cues import Cues

LISTS = "、和与及"
WORDS = re.compile(f"[^{VALUE}{ASIDE}]+")
WORDS_ENOUGH = 3
"""So many characters behind a value can be the subject of the next."""
WHOLE = re.compile("(?:全[国省市区县州盟旗域]|我[国省市区县州旗])|市(?:检|委|政府|人大|政协|直|属)")
MOVED = frozenset({"rises", "falls"})
NOT_INHERITED = frozenset({"rank", "goal"})


class Material(NamedTuple):
    """One report, scanned, with the tools to read it; positions are in visible characters.

    ``refusals`` grows: some numbers turn out to be part of a name only when values are named.
    """

    chars: str
    masks: Masks
    quantities: Sequence[Quantity]
    starts: Sequence[int]
    timeline: Timeline
    reader: LeadReader
    namer: Namer
    cues: Cues
    known: Callable[[str], bool]
    report_year: int
    refusals: list[Refusal]
    places: re.Pattern[str] | None


class Passage(NamedTuple):
    """A clause on its way: in which sentence and mask it stands, and the words of the next clause."""

    clause: Clause
    sentence: tuple[int, int]
    mask: str
    following: str


def resolve(material: Material, sentences: Sequence[tuple[int, int]]) -> Iterator[Mention]:
    """All mentions of a report in text order, sentence by sentence."""
    context = Context()
    for sentence in sentences:
        if sentence[0] and material.chars[sentence[0] - 1] == "\n":
            context = Context()
        mentions: list[Mention] = []
        context = _sentence(material, sentence, context, mentions)
        yield from sorted(mentions, key=lambda mention: mention.quantity.start)


def _sentence(
    material: Material, sentence: tuple[int, int], context: Context, mentions: list[Mention]
) -> Context:
    mask = material.masks.outer
    if not _values(material, *sentence):
        words = material.chars[slice(*sentence)].rstrip("。！？")
        return context.passing(words.rpartition("，")[-1]).next_sentence()
    found = clauses(mask, *sentence, _values(material, *sentence))
    for read, after in zip(found, [*found[1:], None], strict=True):
        following = _words(material, after) if read.groups and after is not None else ""
        clause, placed, lasts = _placed(material, read, context, opens=read.start == sentence[0])
        told = _clause(material, Passage(clause, sentence, mask, following), placed, mentions)
        context = told if lasts else told._replace(scope=context.scope, scope_at=context.scope_at)
    return context.next_sentence()


def _words(material: Material, clause: Clause) -> str:
    """A clause without its values and asides."""
    words = WORDS.finditer(material.masks.outer, clause.start, clause.end)
    return "".join(material.chars[slice(*stretch.span())] for stretch in words)


def _values(material: Material, start: int, end: int) -> Sequence[Quantity]:
    """The quantities that begin in a stretch."""
    low = bisect_left(material.starts, start)
    return material.quantities[low : bisect_left(material.starts, end, low)]


def _clause(material: Material, passage: Passage, context: Context, mentions: list[Mention]) -> Context:
    clause = passage.clause
    if not clause.groups:
        return context.passing(text_of(material.chars, passage.mask, clause.start, clause.end))
    behind = False
    for index, group in enumerate(clause.groups):
        situation = _situation(material, passage, index, context, after_list=behind)
        naming = name_values(situation)
        if naming.kind == "part":
            material.refusals.extend(_inside_a_name(group.quantities, naming))
            continue
        told = _told(material, passage, situation, naming)
        if behind and told:
            context = _complete_grade(material.namer, context, mentions, told[0].name)
        mentions.extend(told)
        behind = naming.kind == "head-behind"
        context = _after(context, situation, naming, told)
        for aside in group.asides:
            _aside(material, aside, passage, context._replace(scope=""), mentions)
    rest = text_of(material.chars, passage.mask, *clause.groups[-1].tail)
    return context.passing(rest) if len(rest) >= WORDS_ENOUGH else context


@rule("scope.place")
def _placed(
    material: Material, clause: Clause, context: Context, *, opens: bool
) -> tuple[Clause, Context, bool]:
    """A place below the report's own is the scope of its clause, or of the sentence that it opens.

    东山县财政收入增长28%，税收增长12%: both are of 东山县; 全市 and the like end it. The clause comes back
    without the place, and with it whether its scope lasts.
    """
    found = material.places.match(material.chars, clause.start) if material.places else None
    if found is None:
        ends = context.scope and WHOLE.match(material.chars, clause.start)
        return clause, context._replace(scope="") if ends else context, True
    groups = clause.groups
    if groups and found.end() <= groups[0].lead[1]:
        groups = (groups[0]._replace(lead=(found.end(), groups[0].lead[1])), *groups[1:])
    here = context._replace(scope=found["place"], scope_at=found.span("place"))
    return clause._replace(start=found.end(), groups=groups), here, opens


def _inside_a_name(quantities: Sequence[Quantity], naming: Naming) -> Iterator[Refusal]:
    return (Refusal(q.start, q.end, "threshold", naming.rules[0]) for q in quantities)


def _aside(
    material: Material, span: tuple[int, int], passage: Passage, context: Context, mentions: list[Mention]
) -> None:
    """A bracket speaks of what stands before it: 增长7%（区本级1931.8亿元，增长6.9%）."""
    inner = material.masks.inner
    values = _values(material, *span)
    for clause in clauses(inner, span[0] + 1, span[1] - 1, values):
        context = _clause(material, Passage(clause, passage.sentence, inner, ""), context, mentions)
        if mentions and mentions[-1].scope:
            context = context._replace(scope=mentions[-1].scope, scope_at=(0, 0))


def _told(material: Material, passage: Passage, situation: Situation, naming: Naming) -> tuple[Mention, ...]:
    frames = tuple(_frame(material.timeline, q.start) for q in situation.quantities)
    return tuple(read_mentions(situation, naming, frames, material.report_year, passage.sentence))


def _frame(timeline: Timeline, at: int) -> Frame:
    """The frame at a position; a single year inside a review of several knows when the review began."""
    frame = timeline.frame(at)
    if frame.start < frame.year:
        return frame
    section = timeline.section(at)
    return frame._replace(since=section.start) if section.start < section.year == frame.year else frame


def _after(context: Context, situation: Situation, naming: Naming, told: Sequence[Mention]) -> Context:
    names = tuple(dict.fromkeys(mention.name for mention in told))
    if naming.kind in NOT_INHERITED:
        ranked = names[0].removesuffix("排名").removesuffix(naming.among) if names else ""
        if naming.kind == "rank" and ranked and ranked not in context.heads:
            context = context._replace(heads=(ranked,), history=(*context.history, ranked))
        return context._replace(ranked=ranked, among=naming.among or context.among)
    listed = not situation.first and situation.lead.separated and not naming.stated
    kept = context.verb if not naming.fresh and not naming.stated else ""
    after = context.after(
        names, verb=naming.verb or kept, stated=naming.stated, fresh=naming.fresh and not listed,
        counted=all(q.kind in LISTED for q in situation.quantities),
    )  # fmt: skip
    flow = situation.lead.cumulative or (context.flow and not naming.stated and (listed or not naming.fresh))
    return after._replace(
        unit=situation.quantities[-1].unit, flow=flow, moved=naming.kind if naming.kind in MOVED else "",
        departed=FROM.search(situation.lead_text) is not None,
        departure=int(year[1]) if (year := FROM_YEAR.search(situation.lead_text)) else context.departure,
    )  # fmt: skip


def _situation(
    material: Material, passage: Passage, index: int, context: Context, *, after_list: bool
) -> Situation:
    groups, mask, chars = passage.clause.groups, passage.mask, material.chars
    group = groups[index]
    left, right = group.lead
    mark = mask.rfind("、", left, right) if after_list else -1
    if after_list and right > left and mask[right - 1] in LISTS:
        mark = right - 1
    whole = mark < 0
    left = left if whole else mark
    text = text_of(chars, mask, left, right)
    has_next = index + 1 < len(groups)
    return Situation(
        quantities=group.quantities, lead=material.reader.read(text, left), lead_text=text,
        tail=text_of(chars, mask, *group.tail), tail_mask=mask[slice(*group.tail)].replace(ASIDE, ""),
        following=text_of(chars, mask, *groups[index + 1].tail) if has_next else passage.following,
        mark=passage.clause.mark, first=index == 0, has_next=has_next,
        inside=after_list and whole and left < right,
        announced=chars.find("预期目标", passage.sentence[0], group.lead[0]) >= 0,
        context=context, namer=material.namer, cues=material.cues, known=material.known,
        closing_verbs=material.reader.closing_verbs,
    )  # fmt: skip


def _complete_grade(namer: Namer, context: Context, mentions: list[Mention], name: str) -> Context:
    """6个省级和9个市级集中开工项目: the noun of the later item is the earlier one's too."""
    if not mentions or not namer.is_grade(mentions[-1].name) or namer.is_grade(name):
        return context
    earlier = mentions[-1]
    whole = earlier.name + namer.without_grade(name)
    mentions[-1] = earlier._replace(name=whole, rules=(*earlier.rules, "list.shared-noun"))
    return context.renamed(earlier.name, whole)
