"""What tables of facts call their columns, and the words in the cells of some of them."""

from __future__ import annotations

from functools import cache

from app.lexicon.tables import TableError, read_table
from app.lexicon.types.table_words import TableWords

_COLUMNS = ("kind", "word", "meaning", "note")
_KINDS = ("column", "measure", "status", "bound")


@cache
def load_table_words() -> TableWords:
    """The words, read once; raises ``TableError`` for an unknown kind and for a word that appears twice."""
    rows = read_table("table_words", _COLUMNS, _word)
    words = {(kind, word): meaning for kind, word, meaning in rows}
    if len(words) < len(rows):
        raise TableError("table_words.csv: a word appears twice")
    columns = {word: meaning for (kind, word), meaning in words.items() if kind == "column"}
    cells = {key: meaning for key, meaning in words.items() if key[0] != "column"}
    return TableWords(columns, cells)


def _word(kind: str, word: str, meaning: str, _note: str) -> tuple[str, str, str]:
    if kind not in _KINDS or not word or not meaning:
        raise ValueError(f"kind must be one of {', '.join(_KINDS)}; word and meaning must not be empty")
    return kind, word, meaning
