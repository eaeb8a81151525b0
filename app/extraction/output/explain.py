"""Says why an observation is as it is: its rules with the very words that each of them read."""

from __future__ import annotations

from functools import lru_cache

from app.extraction.reading.mentions import Mention
from app.extraction.rules import RULES
from app.extraction.text.source import Source
from app.extraction.values import Refusal
from app.model.derivation import Step
from app.model.span import Span

WORD_OF_TIME = 6
"""A word of time is shown by so many characters."""
ORDINALS = {1: "1st", 2: "2nd", 3: "3rd"}


def spans_of(mention: Mention, source: Source) -> dict[str, tuple[Span, ...]]:
    """Where each field was read, as spans of the text as given."""
    quantity = mention.quantity
    spans: dict[str, tuple[Span, ...]] = {"value": (source.span(quantity.start, quantity.end),)}
    stretches = {
        "indicator": mention.name_at,
        "measure": (mention.name_at[1], quantity.low) if mention.name_at[1] < quantity.low else (0, 0),
        "bound": (quantity.low, quantity.high_end) if quantity.bound_text else (0, 0),
        "year": _time(mention, source),
        "scope": mention.scope_at,
    }
    return spans | {name: (source.span(*at),) for name, at in stretches.items() if at[0] < at[1]}


def trace_of(mention: Mention, source: Source) -> tuple[Step, ...]:
    """The decisions in order, each with its words and its reason."""
    return tuple(_step(name, mention, source) for name in mention.rules)


def refusal_step(refusal: Refusal, source: Source) -> Step:
    """The decision that a number is no observation."""
    return Step(refusal.rule, source.span(refusal.start, refusal.end), RULES[refusal.rule])


def _step(name: str, mention: Mention, source: Source) -> Step:
    topic = name.partition(".")[0]
    start, end = {
        "name": mention.name_at,
        "list": mention.name_at,
        "form": mention.name_at,
        "measure": (mention.name_at[1], mention.quantity.low),
        "bound": (mention.quantity.low, mention.quantity.high_end),
        "period": _time(mention, source),
        "scope": mention.scope_at,
    }.get(topic, (mention.quantity.start, mention.quantity.end))
    words = source.chars[start:end].strip("，。、；：\n") if start < end else ""
    reason = _pair(mention, source) if name == "pair.zip" else RULES.get(name, "")
    return Step(
        name,
        source.span(start, end) if words else None,
        because(words, reason) if name != "pair.zip" else reason,
    )


@lru_cache(maxsize=4096)
def because(words: str, reason: str) -> str:
    """The reason with the words that it read; cached, since reports say the same words over and over."""
    return f"“{words}”: {reason}" if words else reason


def _pair(mention: Mention, source: Source) -> str:
    index, count = mention.position
    value = source.chars[mention.quantity.start : mention.quantity.end]
    nth = ORDINALS.get(index, f"{index}th")
    return f"{value} is the {nth} of {count} values, {mention.name} the {nth} of {count} names"


def _time(mention: Mention, source: Source) -> tuple[int, int]:
    at = mention.frame.at
    if at < 0:
        return 0, 0
    line = source.chars.find("\n", at)
    if mention.frame.rule == "period.heading" and line >= 0:
        return at, line
    return at, min(at + WORD_OF_TIME, len(source.chars))
