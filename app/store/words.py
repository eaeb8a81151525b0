"""Text as searchable words: each Chinese character one word, each run of letters and digits one word.

Neither SQLite's FTS5 nor PostgreSQL's ``simple`` configuration cuts Chinese text. Indexed with a
space between characters and asked for as a phrase, both find 就业, 养老 or a single character.
"""

from __future__ import annotations

import re

# Everything else (punctuation, spaces) separates words on both databases alike.
_WORD = re.compile(r"[a-z0-9]+|[^\W_a-z0-9]")
#: Stands between parts; no part holds it.
BREAK = "zzbreakzz"
#: A document longer than this is indexed by its beginning: PostgreSQL takes at most 1 MB a row.
MAX_WORDS = 10_000


def words(text: str) -> list[str]:
    """The words of a text, in order, in lower case.

    >>> words("养老机构12家,5G基站")
    ['养', '老', '机', '构', '12', '家', '5g', '基', '站']
    """
    return _WORD.findall(text.lower())[:MAX_WORDS]


def document(indicator: str, scope: str, sentence: str) -> str:
    """What is indexed for one observation: its name, scope and sentence, so that no phrase spans two."""
    return f" {BREAK} ".join(" ".join(words(part)) for part in (indicator, scope, sentence))


def phrases(query: str) -> list[str]:
    """The phrases that a query asks for, one for each part between spaces; all must occur."""
    spaced = (" ".join(words(part)) for part in query.split())
    return [phrase for phrase in spaced if phrase]
