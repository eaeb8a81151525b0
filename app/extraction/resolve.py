"""Visits the sentences in order and names each group of values in the context of the words before it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.extraction.material import Material, Passage, situation_of, values_in, words_of
from app.extraction.naming.ahead import JOINS, deed_ahead, noun_ahead
from app.extraction.naming.context import NamingContext
from app.extraction.naming.forms import name_values
from app.extraction.naming.phrases import clause_apart
from app.extraction.naming.scope import scope_ends, scoped_by_place
from app.extraction.naming.situation import Naming, Situation
from app.extraction.reading.mentions import Mention, read_mentions
from app.extraction.remembering import context_after
from app.extraction.text.clauses import ValueGroup, clauses, text_of
from app.extraction.time.comparisons import base_ahead
from app.extraction.time.timeline import Timeline
from app.extraction.time.turns import in_turn
from app.extraction.values import Frame, NamingKind, Quantity, Refusal
from app.model.flags import Flag

SEMICOLONS = frozenset("；;")
START = NamingContext()
REMEMBERED = 2
"""Of sentences without values, only the last two before a sentence matter to it."""
WORDS_ENOUGH = 3
"""At least this many characters after a value can be the subject of the next value."""


class Resolved(NamedTuple):
    """The mentions read so far, and the context for the text that follows.

    ``refusals`` are numbers that naming found to be inside a name.
    """

    context: NamingContext
    mentions: tuple[Mention, ...] = ()
    refusals: tuple[Refusal, ...] = ()


def resolve(material: Material, sentences: Sequence[tuple[int, int]]) -> Iterator[Resolved]:
    """The mentions of each sentence with values, in text order."""
    context = START
    plain: list[tuple[int, int]] = []
    for sentence in sentences:
        if sentence[0] and material.chars[sentence[0] - 1] == "\n":
            context, plain = START, []
        if not (values := values_in(material, *sentence)):
            plain.append(sentence)
            continue
        for start, end in plain[-REMEMBERED:]:
            words = material.chars[start:end].rstrip("。！？")
            context = context.next_sentence(words.rpartition("，")[-1])
        found = _sentence(material, sentence, values, context)
        context, plain = found.context, []
        yield found


def _sentence(
    material: Material, sentence: tuple[int, int], values: Sequence[Quantity], context: NamingContext
) -> Resolved:
    mask = material.masks.outer
    read = clauses(mask, *sentence, values)
    topic = "" if read[0].groups else text_of(material.chars, mask, read[0].start, read[0].end)
    context = context._replace(topic=topic) if topic else context
    mentions: list[Mention] = []
    refusals: list[Refusal] = []
    for clause, after in zip(read, [*read[1:], None], strict=True):
        following = words_of(material, after) if clause.groups and after is not None else ""
        found = _scoped(material, Passage(clause, sentence, mask, following), context)
        context = found.context
        mentions += found.mentions
        refusals += found.refusals
    mentions.sort(key=lambda mention: mention.quantity.start)
    return Resolved(context.next_sentence(context.plain), tuple(mentions), tuple(refusals))


def _scoped(material: Material, passage: Passage, context: NamingContext) -> Resolved:
    """Read a clause in its scope; a scope at the start of a sentence applies to the whole sentence."""
    clause = passage.clause
    placed = scoped_by_place(material.places, material.chars, clause, context)
    if placed is None:
        ends = scope_ends(material.cues, material.chars, clause, context)
        return _clause(material, passage, context._replace(scope="") if ends else context)
    found = _clause(material, passage._replace(clause=placed[0]), placed[1])
    if clause.start == passage.sentence[0]:
        return found
    return found._replace(context=found.context._replace(scope=context.scope, scope_at=context.scope_at))


def _clause(material: Material, passage: Passage, context: NamingContext) -> Resolved:
    """Read the groups of a clause, or its words if it has none."""
    clause = passage.clause
    if context.unranked and clause.mark in SEMICOLONS:
        context = context._replace(unranked=())
    if not clause.groups:
        words = text_of(material.chars, passage.mask, clause.start, clause.end)
        base, context = base_ahead(material.cues, words), context.passing(words)
        return Resolved(context if base is None else context._replace(base=base))
    passage, context = _apart(material, passage, context)
    found = _in_order(material, passage, context)
    rest = text_of(material.chars, passage.mask, *clause.groups[-1].tail)
    return found._replace(context=found.context.passing(rest)) if len(rest) >= WORDS_ENOUGH else found


def _apart(material: Material, passage: Passage, context: NamingContext) -> tuple[Passage, NamingContext]:
    """The passage without a clause before a mark, which passes like one before a comma."""
    begin = passage.clause.groups[0].lead[0]
    clause = clause_apart(material.phrases, material.chars, passage.mask, passage.clause)
    if clause is None:
        return passage, context
    words = text_of(material.chars, passage.mask, begin, clause.start - 1)
    topic = context.topic if begin > passage.sentence[0] else words
    passage = passage._replace(clause=clause, apart=(begin, clause.start))
    return passage, context.passing(words)._replace(topic=topic)


def _in_order(material: Material, passage: Passage, context: NamingContext) -> Resolved:
    """Read the groups of a clause from left to right, each with its brackets."""
    mentions: list[Mention] = []
    refusals: list[Refusal] = []
    listed, behind = 0, False
    for index, group in enumerate(passage.clause.groups):
        situation = situation_of(material, passage, index, context, after_list=listed > 0 or behind)
        naming = name_values(situation)
        if naming.kind is NamingKind.PART_OF_NAME:
            refusals += _inside_a_name(group, naming)
            continue
        before = len(mentions) - listed
        read = _mentions(material, passage, situation, naming)
        if listed and read:
            context = _complete(mentions, context, situation, naming, read[0].name, listed)
        context = context_after(context, situation, naming, read)
        mentions += read
        for aside in group.asides:
            inside = _aside(material, aside, passage, context._replace(scope="", scope_of_last=""))
            mentions += inside.mentions
            refusals += inside.refusals
        listed = len(mentions) - before if naming.kind is NamingKind.HEAD_BEHIND else 0
        behind = naming.kind is NamingKind.DEED_BEHIND
    return Resolved(context, tuple(mentions), tuple(refusals))


def _inside_a_name(group: ValueGroup, naming: Naming) -> Iterator[Refusal]:
    return (Refusal(q.start, q.end, "threshold", naming.decisions[0]) for q in group.quantities)


def _aside(material: Material, span: tuple[int, int], passage: Passage, context: NamingContext) -> Resolved:
    """Read a bracket, which describes the value before it: 增长7%（区本级1931.8亿元，增长6.9%）."""
    inner = material.masks.inner
    mentions: list[Mention] = []
    refusals: list[Refusal] = []
    for clause in clauses(inner, span[0] + 1, span[1] - 1, values_in(material, *span)):
        found = _clause(material, Passage(clause, passage.sentence, inner, ""), context)
        context = found.context
        mentions += found.mentions
        refusals += found.refusals
        if mentions and (scope := mentions[-1].scope):
            context = context._replace(scope=scope, scope_at=(0, 0))
    return Resolved(context, tuple(mentions), tuple(refusals))


def _mentions(material: Material, passage: Passage, situation: Situation, naming: Naming) -> list[Mention]:
    frames = tuple([_frame(material.timeline, q.start) for q in situation.quantities])
    begin = passage.sentence[0]
    words = material.chars[begin : situation.quantities[0].start]
    one_name = len(frames) > 1 and len({*naming.names}) == 1
    if one_name and (turns := in_turn(words, begin, len(frames), material.report_year, material.cues)):
        frames = turns
        naming = naming._replace(flags=tuple(f for f in naming.flags if f != Flag.TWO_READINGS))
    return read_mentions(situation, naming, frames, material.report_year, passage.sentence)


def _frame(timeline: Timeline, at: int) -> Frame:
    """The frame at a position; a single year in a review of several years gets the review's first year."""
    frame = timeline.frame(at)
    if frame.start < frame.year:
        return frame
    section = timeline.section(at)
    return frame._replace(since=section.start) if section.start < section.year == frame.year else frame


def _complete(
    mentions: list[Mention], context: NamingContext, situation: Situation, naming: Naming, later: str,
    listed: int,
) -> NamingContext:  # fmt: skip
    """Complete earlier items of a list by the name of a later one; at most ``listed`` mentions are items.

    Changes the list, and returns the context with the new names.
    """
    for at in reversed(range(len(mentions) - listed, len(mentions))):
        earlier = mentions[at]
        if earlier.situation is None or not JOINS.search(earlier.situation.tail_mask):
            break
        decision = noun_ahead.decision()
        if not (whole := noun_ahead(earlier.name, later, situation)):
            decision, whole = deed_ahead.decision(), deed_ahead(earlier.name, later, situation, naming)
        if whole:
            mentions[at] = earlier._replace(name=whole, decisions=(*earlier.decisions, decision))
            context = context.renamed(earlier.name, whole)
    return context
