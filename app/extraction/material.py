"""The scanned text of a report with the tools to read it, and what a group of values needs to be named."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import NamedTuple

from app.extraction.naming.check import Checker
from app.extraction.naming.context import NamingContext
from app.extraction.naming.coordination import Namer
from app.extraction.naming.leads import Lead, LeadReader
from app.extraction.naming.phrases import Phrases, clause_apart
from app.extraction.naming.situation import Around, Situation
from app.extraction.rules import rule
from app.extraction.text.clauses import ASIDE, VALUE, Clause, Masks, ValueGroup, text_of
from app.extraction.time.timeline import Timeline
from app.extraction.values import COUNTED, Quantity
from app.lexicon.types.cues import Cues

LISTS = "、和与及"
LIST_MARK = "、"
SHORTEST_SUBJECT = 2
SUBJECT_END = "(?:[两三四五六七八九十]年)?⟨subject end⟩"
OPEN_BRACKETS = frozenset("（(")
OTHER_UNIT = re.compile("[（(](?P<unit>[^（）()]{1,2})[）)]次?")
TIMES = "次"
WORDS = re.compile(f"[^{VALUE}{ASIDE}]+")


class Material(NamedTuple):
    """The scanned text of one report and the tools to read it; positions are in visible characters."""

    chars: str
    masks: Masks
    quantities: Sequence[Quantity]
    starts: Sequence[int]
    timeline: Timeline
    reader: LeadReader
    namer: Namer
    checker: Checker
    cues: Cues
    known: Callable[[str], bool]
    report_year: int
    places: re.Pattern[str] | None
    phrases: Phrases


class Passage(NamedTuple):
    """A clause with its sentence, its mask and the words of the next clause.

    ``apart`` is the stretch of another clause that a mark separates from this one.
    """

    clause: Clause
    sentence: tuple[int, int]
    mask: str
    following: str
    apart: tuple[int, int] | None = None


def words_of(material: Material, clause: Clause) -> str:
    """A clause without its values and asides."""
    mask = material.masks.outer[clause.start : clause.end]
    if VALUE not in mask and ASIDE not in mask:
        return material.chars[clause.start : clause.end]
    words = WORDS.finditer(material.masks.outer, clause.start, clause.end)
    return "".join(material.chars[slice(*stretch.span())] for stretch in words)


def values_in(material: Material, start: int, end: int) -> Sequence[Quantity]:
    """The quantities that start in a stretch."""
    low = bisect_left(material.starts, start)
    return material.quantities[low : bisect_left(material.starts, end, low)]


def situation_of(
    material: Material, passage: Passage, index: int, context: NamingContext, *, after_list: bool
) -> Situation:
    """What naming knows about a group of values; ``after_list``: the group before may be of the same list."""
    groups, mask, chars = passage.clause.groups, passage.mask, material.chars
    group = groups[index]
    left, right = _after_other_unit(material, *group.lead)
    behind = _after_other_unit(material, *group.tail)
    mark = _last_mark(mask, left, right) if after_list else -1
    inside = after_list and mark < 0 and left < right
    left = max(left, mark)
    text = text_of(chars, mask, left, right)
    has_next = index + 1 < len(groups)
    lead = _lead(material, group, text, left, behind=index > 0)
    if passage.apart and not index:
        lead = _promised(material, lead, chars[slice(*passage.apart)])
        lead = lead._replace(cut=clause_apart.decision(passage.apart, origin=lead.cut))
    return Situation(
        quantities=group.quantities, size=len(group.quantities), kind=group.quantities[-1].kind,
        lead=lead, lead_text=text,
        tail=text_of(chars, mask, *behind), tail_mask=mask[slice(*behind)].replace(ASIDE, ""),
        following=text_of(chars, mask, *groups[index + 1].tail) if has_next else passage.following,
        mark=passage.clause.mark, first=index == 0, has_next=has_next, inside=inside,
        context=context, namer=material.namer, cues=material.cues,
        pattern=material.cues.compile, known=material.known,
        checker=material.checker, closing_verbs=material.reader.closing_verbs,
        around=Around(chars, mask, passage.sentence, group.lead[0], left, group.tail[0]),
    )  # fmt: skip


def _after_other_unit(material: Material, start: int, end: int) -> tuple[int, int]:
    """The stretch after a value without another unit in brackets, which belongs to it: 50677套（户）."""
    if material.chars[start : start + 1] not in OPEN_BRACKETS:
        return start, end
    other = OTHER_UNIT.match(material.chars, start, end)
    known = other and (other["unit"] in material.cues.units or other["unit"] == TIMES)
    return (other.end(), end) if other and known else (start, end)


def _last_mark(mask: str, left: int, right: int) -> int:
    """Where the last mark of a list stands in a lead, a conjunction at its end included; -1 if nowhere."""
    if right > left and mask[right - 1] in LISTS:
        return right - 1
    return mask.rfind("、", left, right)


def _lead(material: Material, group: ValueGroup, text: str, start: int, *, behind: bool) -> Lead:
    """The words before the values; of counted things a grade (省级) is no scope.

    ``behind`` is true if another value comes before them.
    """
    lead = material.reader.read(text, start)
    if lead.name.endswith(LIST_MARK):
        counts = group.quantities[0].kind in COUNTED and text.endswith(LIST_MARK)
        lead = before_mark(lead, material.cues, behind=behind or counts)
    if lead.scope and not lead.name and group.quantities[0].kind in COUNTED:
        return lead.graded(material.namer.is_grade)
    return lead


def _promised(material: Material, lead: Lead, before: str) -> Lead:
    """The lead with the commitment of the clause before it: 确保水质达到要求、达标率100%."""
    return (
        lead
        if lead.commitment
        else lead._replace(commitment=material.reader.openers(before)[1]["commitment"])
    )


@rule("lead.before-mark")
def before_mark(lead: Lead, cues: Cues, *, behind: bool) -> Lead:
    """Words that a mark separates from the value: 投资保持稳定增长、力争达到3% is about 投资.

    Behind another value they belong to it, and they never name things behind the number: 50%以上学校、
    90%以上医院, 力争甲集团达标、3家公司上市. Then no name remains (``behind``).
    """
    if behind:
        name = ""
    else:
        end = cues.compile(SUBJECT_END).search(lead.name, SHORTEST_SUBJECT)
        name = lead.name[: end.start()] if end else lead.name
    cut = before_mark.decision((lead.start + len(name), lead.end), origin=lead.cut)
    return lead._replace(name=name, end=lead.start + len(name), verb=lead.verb if name else "", cut=cut)
