"""Splits text into searchable tokens for both databases, which can't split Chinese text themselves.

A run of Latin letters and digits is one token. A run of other characters becomes its overlapping pairs and
its last character: 养老院 becomes 养老, 老院, 院. A word of two characters or more is found as the phrase of
its pairs, a single character as the prefix of a token. So no long lists of single characters are needed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from operator import add

from app.lexicon.spelling import simplified

# Everything else (punctuation, spaces) separates runs.
_RUN = re.compile(r"[a-z0-9]+|[^\W_a-z0-9]+")
#: Wide marks and what NFKC makes of them.
_WIDE_MARKS = tuple((mark, unicodedata.normalize("NFKC", mark)) for mark in "，；：（）％")
_LATIN = re.compile(r"[a-z0-9]+")
#: Separates parts; no query contains it.
BREAK = "zzbreakzz"
#: Only this many tokens of a document are indexed: PostgreSQL counts positions up to 16383.
MAX_TOKENS = 10_000
#: So many codes that few rows have all of a query by chance, and so few that each has a long list of rows:
#: half of all tokens occur once. The function ``word_codes`` of PostgreSQL computes the same.
_CODES = (1 << 15) - 1
_FACTORS = (40503, 7919, 613, 31)


@dataclass(frozen=True, slots=True)
class SearchWord:
    """Tokens that must occur one after the other; if ``open``, the last is only a prefix."""

    tokens: tuple[str, ...]
    open: bool


def tokens(text: str) -> list[str]:
    """The tokens of a text, in order, in lower case.

    >>> tokens("養老院12家,5G")
    ['养老', '老院', '院', '12', '家', '5g']
    """
    found: list[str] = []
    for run in _RUN.findall(_plain(text)):
        if not run[0].isascii():
            found += map(add, run, run[1:])
        found.append(run if run[0].isascii() else run[-1])
    return found[:MAX_TOKENS]


def _plain(text: str) -> str:
    """The text with half-width letters and digits, simplified characters and lower case."""
    # Most texts need no more than these, and what is normal already takes no time.
    for wide, plain in _WIDE_MARKS:
        text = text.replace(wide, plain)
    return simplified(unicodedata.normalize("NFKC", text).lower())


def spelled(text: str) -> str:
    """The runs of a text, each between spaces: a phrase of tokens is a substring of it.

    >>> spelled("養老院12家,5G"), spelled("")
    (' 养老院 12 家 5g ', ' ')
    """
    return " ".join(["", *_RUN.findall(_plain(text)), ""])


def word_codes(query: str) -> list[int]:
    """Numbers that the rows with all words of a query have; a few other rows have them too.

    A row has the numbers of its characters, its pairs of characters, and its runs of letters and digits.
    """
    runs = (run for part in re.split(r"[\W_]+", _plain(query)) for run in _RUN.findall(part))
    return sorted({_code(token) for run in runs for token in _indexed(run)})


def _indexed(run: str) -> list[str]:
    return [run] if run[0].isascii() or len(run) == 1 else list(map(add, run, run[1:]))


def _code(token: str) -> int:
    """The number of a token, made of its first characters."""
    return sum(ord(character) * factor for character, factor in zip(token, _FACTORS, strict=False)) & _CODES


def spelled_words(query: str) -> list[str]:
    """The words of a query as they must occur in a ``spelled`` text.

    >>> spelled_words("养老院 5G基站 区")
    ['养老院', ' 5g 基站', '区']
    """
    parts = [_RUN.findall(part) for part in re.split(r"[\W_]+", _plain(query)) if part]
    edges = [(" " * run[0][0].isascii(), " ".join(run), " " * run[-1][0].isascii()) for run in parts]
    return list(dict.fromkeys(map("".join, edges)))


def words(query: str) -> list[SearchWord]:
    """The words of a query, separated by spaces or punctuation; all must occur.

    >>> words("养老院 5G基站 区")
    [Word(tokens=('养老', '老院'), open=False), Word(tokens=('5g', '基站'), open=False), \
Word(tokens=('区',), open=True)]
    """
    parts = re.split(r"[\W_]+", _plain(query))
    return list(dict.fromkeys(_word(part) for part in parts if part))


def _word(part: str) -> SearchWord:
    found = tokens(part)
    if _LATIN.fullmatch(found[-1]):
        return SearchWord(tuple(found), open=False)
    # The last character is a separate token only if the text's run ends with it.
    if len(found) > 1 and not _LATIN.fullmatch(found[-2]):
        return SearchWord(tuple(found[:-1]), open=False)
    return SearchWord(tuple(found), open=True)


def contains(text: str, query: str) -> bool:
    """Whether all words of a query occur in a text, by the rules of the index."""
    in_text = tokens(text)
    return all(_occurs(word, in_text) for word in words(query))


def _occurs(word: SearchWord, in_text: list[str]) -> bool:
    *before, last = word.tokens
    stretches = (in_text[start : start + len(word.tokens)] for start in range(len(in_text)))
    return any(
        len(stretch) == len(word.tokens)
        and stretch[:-1] == before
        and (stretch[-1].startswith(last) if word.open else stretch[-1] == last)
        for stretch in stretches
    )
