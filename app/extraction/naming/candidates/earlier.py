"""Candidates that the text has before: a name that is meant again, or the whole of a shortened noun."""

from __future__ import annotations

from collections.abc import Iterator

from app.extraction.naming.candidates.doubt import Doubt
from app.extraction.naming.candidates.register import generator

REMEMBERED = 4
"""The number of earlier names of the sentence that may be meant again."""
LONGEST, LONGEST_MORE = 5, 3
"""The most words of a known name, and of what a shortened noun omits."""


@generator("name.earlier")
def earlier(doubt: Doubt) -> Iterator[str]:
    """The name of an earlier value is meant again: 渔港3座，其中改造2座，达到5座."""
    situation = doubt.situation
    for name in (*situation.context.history[: -REMEMBERED - 1 : -1], *situation.context.ago[-1:]):
        yield name
        yield situation.without_verb(name)


@generator("name.known")
def known(doubt: Doubt) -> Iterator[str]:
    """A known indicator in an earlier clause is meant: 地区生产总值增速较快，但没有完成7%的目标."""
    for stretch in doubt.earlier:
        words = doubt.texts(stretch)
        for start in range(len(words)):
            for end in range(start + 1, min(start + LONGEST, len(words)) + 1):
                if doubt.situation.known(text := "".join(words[start:end])):
                    yield text


@generator("name.completed")
def completed(doubt: Doubt) -> Iterator[str]:
    """A noun of the name is longer in an earlier clause: 重大渔港加快建设，3座渔港投产."""
    words = doubt.texts(doubt.name)
    for stretch in (*doubt.near, *doubt.far[:1], doubt.situation.context.topic):
        others = doubt.texts(stretch)
        for at, word in enumerate(words):
            if len(word) > 1:
                yield from _completed(words, at, _before(word, others))


def _before(word: str, others: list[str]) -> list[str]:
    """The words of a stretch before a word, which may be the end of a longer one: 重大项目 has 项目."""
    for place, other in enumerate(others):
        if other.endswith(word):
            return [*others[:place], *([other.removesuffix(word)] if other != word else [])]
    return []


def _completed(words: list[str], at: int, before: list[str]) -> Iterator[str]:
    """The words with some of those before the same word elsewhere inserted at ``at``."""
    front = "".join(words[:at])
    for size in range(1, min(LONGEST_MORE, len(before)) + 1):
        more = "".join(before[-size:])
        if not front.endswith(more):
            yield "".join((front, more, *words[at:]))
