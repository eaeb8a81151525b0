"""Loads the uses of words in names, which ``python -m tests.word_use`` counts."""

from __future__ import annotations

from functools import cache

from app.lexicon.tables import read_table
from app.lexicon.types.word_use import WordUse, WordUses


@cache
def load_word_use() -> WordUses:
    """The table ``word_use.csv``: the classes of each word."""
    rows = read_table(
        "word_use",
        ("word", *WordUse._fields, "note"),
        lambda word, *cells: (word, WordUse(*map(int, cells[:-1]))),
    )
    return WordUses(dict(rows))
