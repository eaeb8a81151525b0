"""Words that name one thing in several ways, as patterns by role (``synonyms.csv``)."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from app.lexicon.tables import read_table

_COLUMNS = (
    "role", "word", "becomes", "unless_after", "unless_before", "only_after", "only_before", "note",
)  # fmt: skip
_ROLES = ("spelling", "start", "end", "making", "improving", "both", "moved", "starting", "handling")


class Synonyms(NamedTuple):
    """The words of ``synonyms.csv``.

    ``becomes`` maps the words of the role ``spelling`` to their one form. ``patterns`` has the words
    of each role as alternatives of a regular expression, the longest first, each with the conditions
    of its row on what stands before and after it.
    """

    becomes: dict[str, str]
    patterns: dict[str, str]


@cache
def load_synonyms() -> Synonyms:
    """The synonyms, read once; raises ``TableError`` for a row with an unknown role or a wrong condition."""
    becomes: dict[str, str] = {}
    words: dict[str, list[tuple[str, str]]] = {role: [] for role in _ROLES}
    for role, word, form, pattern in read_table("synonyms", _COLUMNS, _synonym):
        words[role].append((word, pattern))
        if role == "spelling":
            becomes[word] = form
    return Synonyms(
        becomes,
        {
            role: "|".join(pattern for _, pattern in sorted(found, key=_longest))
            for role, found in words.items()
        },
    )


def _synonym(*cells: str) -> tuple[str, str, str, str]:
    role, word, becomes, unless_after, unless_before, only_after, only_before, _ = cells
    if role not in _ROLES or not word:
        raise ValueError(f"role must be one of {', '.join(_ROLES)}, word must not be empty")
    pattern = "".join(
        (
            f"(?<!{unless_after})" if unless_after else "",
            f"(?<={only_after})" if only_after else "",
            re.escape(word),
            f"(?!{unless_before})" if unless_before else "",
            f"(?={only_before})" if only_before else "",
        )
    )
    if pattern != re.escape(word):
        # Only conditions can be wrong. To compile all words would take 4 ms of each start.
        try:
            re.compile(pattern)
        except re.error as error:
            raise ValueError(f"{pattern} is no regular expression: {error}") from error
    return role, word, becomes, pattern


def _longest(word: tuple[str, str]) -> tuple[int, str]:
    return -len(word[0]), word[0]
