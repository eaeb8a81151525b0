"""The state of naming within a sentence: immutable, replaced at each step."""

from __future__ import annotations

from typing import NamedTuple

from app.extraction.rules import Decision
from app.extraction.values import NamingKind
from app.model.observation import Measure

REMEMBERED = 24
"""The most names of a sentence that a value can refer to; no list in the reports is longer."""


class NamingContext(NamedTuple):
    """Names and words that later values of the sentence may inherit.

    ``heads`` are the latest names, in order; ``history`` all names of the sentence; ``verb`` the current
    verb; ``among`` the field of the last rank (全国), ``ranked`` the ranked names; ``counted`` whether the
    last value counted things, in ``unit``; ``plain`` the last stretch of words without a value
    (``fresh_plain``: after the last value); ``ago`` the last name of an earlier sentence; ``departed``
    whether 从 opened a span whose end is still to come; ``flow`` whether the current list adds up over
    the years (累计建成…); ``moved`` whether a verb of change moves the current list up or down
    (压减…15%、…20%), else plain; ``departure`` the year from which 由2015年的… starts, or 0; ``base`` the
    year compared with, or 0; ``scope_of_last`` the scope of the last value; ``scope_at`` the position of the
    place that is the scope; ``named_by`` the decision that named the last value, with the position of its
    name; ``topic`` the first clause of the sentence, if it has no values, ``topic_ago`` that of the sentence
    before; ``unranked`` the names since the
    last rank or semicolon; ``rate`` what a rank of the last value refers to if it is a growth (增速);
    ``pace`` the measure of the last value if it is a growth in per cent;
    ``owner`` the owner of the last name if naming completed it by one (项目 of 项目总投资).
    """

    heads: tuple[str, ...] = ()
    history: tuple[str, ...] = ()
    verb: str = ""
    among: str = ""
    counted: bool = False
    stated: bool = False
    plain: str = ""
    scope: str = ""
    ago: tuple[str, ...] = ()
    ranked: str = ""
    fresh_plain: bool = False
    unit: str = ""
    departed: bool = False
    flow: bool = False
    moved: NamingKind = NamingKind.PLAIN
    departure: int = 0
    base: int = 0
    grew: str = ""
    scope_of_last: str = ""
    scope_at: tuple[int, int] = (0, 0)
    named_by: Decision | None = None
    topic: str = ""
    topic_ago: str = ""
    unranked: tuple[str, ...] = ()
    rate: str = ""
    pace: Measure | None = None
    owner: str = ""

    def names_after(self, names: tuple[str, ...], *, fresh: bool) -> tuple[tuple[str, ...], ...]:
        """Heads, history and unranked names after a value with ``names``; ``fresh`` starts a new list."""
        heads = names if fresh else _joined(self.heads, names)
        history = (*self.history, *[name for name in names if name not in self.history[-1:]])
        return heads[-REMEMBERED:], history[-REMEMBERED:], _joined(self.unranked, names)[-REMEMBERED:]

    def renamed(self, old: str, new: str) -> NamingContext:
        """The context in which ``new`` replaces the name ``old``."""
        heads = tuple(new if head == old else head for head in self.heads)
        return self._replace(
            heads=heads, history=tuple(new if name == old else name for name in self.history)
        )

    def passing(self, words: str) -> NamingContext:
        """The context after a clause without a value."""
        return self._replace(plain=words, fresh_plain=True)

    def next_sentence(self, plain: str) -> NamingContext:
        """The context for the next sentence: it keeps the last name and the last words, but no verb."""
        return NamingContext(ago=self.history[-1:] or self.ago, plain=plain, topic_ago=self.topic)


def _joined(names: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    """Names followed by others that are not among them."""
    return (*names, *[name for name in others if name not in names])
