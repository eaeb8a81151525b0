"""Text as searchable tokens, the same on both databases, which cut no Chinese text themselves.

A run of Latin letters and digits is one token. A run of other characters is its overlapping pairs and
its last character: 养老院 is 养老, 老院, 院. A word of two characters or more is then found as the phrase
of its pairs, a single character as the beginning of a token, and neither needs the long lists of
single characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from app.lexicon.spelling import simplified

# Everything else (punctuation, spaces) separates runs.
_RUN = re.compile(r"[a-z0-9]+|[^\W_a-z0-9]+")
_LATIN = re.compile(r"[a-z0-9]+")
#: Separates parts; no query contains it.
BREAK = "zzbreakzz"
#: A document longer than this is indexed by its beginning: PostgreSQL counts places up to 16383.
MAX_TOKENS = 10_000


@dataclass(frozen=True, slots=True)
class Word:
    """What must occur: tokens one after the other; of the last only its beginning where ``open``."""

    tokens: tuple[str, ...]
    open: bool


def tokens(text: str) -> list[str]:
    """The tokens of a text, in order, in lower case.

    >>> tokens("養老院12家,5G")
    ['养老', '老院', '院', '12', '家', '5g']
    """
    return [token for run in _RUN.findall(_plain(text)) for token in _of_run(run)][:MAX_TOKENS]


def _plain(text: str) -> str:
    """Without full-width letters and digits, traditional characters and capitals."""
    return simplified(unicodedata.normalize("NFKC", text).lower())


def _of_run(run: str) -> Iterator[str]:
    if _LATIN.match(run):
        yield run
        return
    for place in range(len(run)):
        yield run[place : place + 2]


def words(query: str) -> list[Word]:
    """The words that a query asks for, those between spaces or punctuation; all must occur.

    >>> words("养老院 5G基站 区")
    [Word(tokens=('养老', '老院'), open=False), Word(tokens=('5g', '基站'), open=False), \
Word(tokens=('区',), open=True)]
    """
    parts = re.split(r"[\W_]+", _plain(query))
    return list(dict.fromkeys(_word(part) for part in parts if part))


def _word(part: str) -> Word:
    found = tokens(part)
    if _LATIN.fullmatch(found[-1]):
        return Word(tuple(found), open=False)
    # The last character alone is a token only where the text's run ends with it.
    if len(found) > 1 and not _LATIN.fullmatch(found[-2]):
        return Word(tuple(found[:-1]), open=False)
    return Word(tuple(found), open=True)


def holds(text: str, query: str) -> bool:
    """Whether all words of a query occur in a text, as the index would say."""
    held = tokens(text)
    return all(_occurs(word, held) for word in words(query))


def _occurs(word: Word, held: list[str]) -> bool:
    *before, last = word.tokens
    stretches = (held[start : start + len(word.tokens)] for start in range(len(held)))
    return any(
        len(stretch) == len(word.tokens)
        and stretch[:-1] == before
        and (stretch[-1].startswith(last) if word.open else stretch[-1] == last)
        for stretch in stretches
    )
