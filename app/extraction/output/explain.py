"""Explains an observation: its decisions, each with the words that it read."""

from __future__ import annotations

from functools import lru_cache

from app.extraction.reading.mentions import Mention
from app.extraction.rules import NOWHERE, RULES, Decision
from app.extraction.text.source import VisibleText, joined_lines, page_line
from app.extraction.time.headings import heading_frame
from app.extraction.values import Refusal
from app.model.derivation import Step
from app.model.span import Span


def spans_of(mention: Mention, source: VisibleText) -> dict[str, tuple[Span, ...]]:
    """The words that each field was read from, as spans of the text as given."""
    quantity = mention.quantity
    spans: dict[str, tuple[Span, ...]] = {"value": (source.span(quantity.start, quantity.end),)}
    stretches = {
        "indicator": mention.name_at,
        "measure": (mention.name_at[1], quantity.low) if mention.name_at[1] < quantity.low else NOWHERE,
        "bound": (quantity.low, quantity.high_end) if quantity.bound_text else NOWHERE,
        "year": _year_at(mention, source),
        "scope": mention.scope_at,
    }
    return spans | {name: (source.span(*at),) for name, at in stretches.items() if at[0] < at[1]}


def trace_of(mention: Mention, source: VisibleText) -> tuple[Step, ...]:
    """The decisions in order, each with its words and its reason."""
    start, end = min(mention.name_at[0], mention.quantity.low), mention.quantity.high_end
    lines = (joined_lines(source, start, end), page_line(source, start, end))
    decisions = (*mention.decisions, *(decision for decision in lines if decision))
    return tuple(_step(decision, mention, source) for decision in decisions)


def refusal_step(refusal: Refusal, source: VisibleText) -> Step:
    """The decision that rejected a number."""
    rule = refusal.decision.rule
    return Step(rule, source.span(refusal.start, refusal.end), RULES[rule])


def _step(decision: Decision, mention: Mention, source: VisibleText) -> Step:
    start, end = _where(decision, mention, source)
    words = source.chars[start:end].strip("，。、；：\n") if start < end else ""
    reason = decision.because or RULES.get(decision.rule, "")
    origin = None if decision.origin is None else _step(decision.origin, mention, source)
    return Step(decision.rule, source.span(start, end) if words else None, because(words, reason), origin)


def _where(decision: Decision, mention: Mention, source: VisibleText) -> tuple[int, int]:
    """The stretch that a decision looked at: the recorded one, or the usual one for its kind of rule."""
    if decision.rule == heading_frame.id:
        return _year_at(mention, source)
    if decision.at != NOWHERE:
        return decision.at
    quantity = mention.quantity
    return {
        "name": mention.name_at,
        "list": mention.name_at,
        "form": mention.name_at,
        "measure": (mention.name_at[1], quantity.low),
        "bound": (quantity.low, quantity.high_end),
        "period": (mention.sentence[0], quantity.high_end),
    }.get(decision.rule.partition(".")[0], (quantity.start, quantity.end))


@lru_cache(maxsize=4096)
def because(words: str, reason: str) -> str:
    """The reason with the words that it is about; cached, since reports repeat the same words."""
    return f"“{words}”: {reason}" if words else reason


def _year_at(mention: Mention, source: VisibleText) -> tuple[int, int]:
    """The stretch of the words that set the year; a heading is quoted up to the end of its line."""
    start, end = mention.frame.decision.at
    line = source.chars.find("\n", start)
    if mention.frame.decision.rule == heading_frame.id and line >= 0:
        return start, line
    return start, end
