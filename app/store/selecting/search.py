"""The full-text index of names and sentences, which is updated with each observation.

Each observation has a document with its name and scope. Each sentence has a document with its words, and
with those names and scopes of its rows that it does not contain as they are: words that it leaves out.

How the two databases store it is described in ``word_index``.

The number of a document is its rank among all matches: names come before sentences, then shorter documents
before longer ones (sentences in steps of 32 characters), then, for names, newer years before older ones, then
the order of the text. Reading an index in the order of its numbers needs no sorting, so the first page of a
search takes the same time for any number of matches.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import Connection, text

from app.store.connections.bulk import insert_cells
from app.store.queries.words import (
    BREAK,
    MAX_TOKENS,
    SearchWord,
    spelled,
    spelled_words,
    tokens,
    word_codes,
    words,
)
from app.store.rows import keys
from app.store.rows.state import Turn
from app.store.selecting.word_index import (
    AGE_BITS,
    INDEX,
    KEY_BITS,
    KEYS,
    LAST_YEAR,
    MOST_AGE,
    MOST_LENGTH,
    SENTENCE_BITS,
    SENTENCES,
)

_LONGEST_STEP = 7
_STEP = 32


class SearchDocument(NamedTuple):
    """The searched parts of an observation, with its key and year."""

    key: int
    year: int
    indicator: str
    scope: str
    sentence: str


class _Entry(NamedTuple):
    """One indexed document, its tokens separated by spaces."""

    number: int
    words: str


def _entries(documents: Iterable[SearchDocument]) -> Iterator[_Entry]:
    """The entries of names and sentences; ``documents`` have all rows of a sentence in sequence."""
    for first, rows in groupby(documents, lambda row: row.key >> keys.ROW_BITS):
        of_sentence = list(rows)
        yield from map(_of_name, of_sentence)
        yield _of_sentence(first, of_sentence)


def _of_name(row: SearchDocument) -> _Entry:
    if not 0 <= row.key <= KEYS:
        raise OverflowError("more reports than the search can number")
    age = min(max(LAST_YEAR - row.year, 0), MOST_AGE)
    rank = min(len(row.indicator), MOST_LENGTH) << AGE_BITS | age
    return _Entry(rank << KEY_BITS | row.key, _words_of_name(row.indicator, row.scope))


@lru_cache(maxsize=1 << 13)
def _words_of_name(indicator: str, scope: str) -> str:
    return _parts((indicator, scope))


def _of_sentence(first: int, rows: Sequence[SearchDocument]) -> _Entry:
    return _Entry(_sentence_number(first, rows), _parts(_sentence_parts(rows)))


def _sentence_number(first: int, rows: Sequence[SearchDocument]) -> int:
    rank = min(len(rows[0].sentence) // _STEP, _LONGEST_STEP)
    return SENTENCES | rank << SENTENCE_BITS | first


def _sentence_parts(rows: Sequence[SearchDocument]) -> list[str]:
    """The sentence, and those names and scopes that it does not contain as they are."""
    sentence = rows[0].sentence
    names = (part for row in rows for part in (row.indicator, row.scope) if part not in sentence)
    return [sentence, *dict.fromkeys(names)]


def _parts(texts: Iterable[str]) -> str:
    """The tokens of texts, each text separated from the next."""
    found: list[str] = []
    for part in filter(None, texts):
        found += [BREAK, *tokens(part)] if found else tokens(part)
    return " ".join(found[:MAX_TOKENS])


# The SQLite index stores no text, so it needs the text again to remove a row.
_REMOVE = {
    "sqlite": "INSERT INTO observation_words (observation_words, rowid, words) "
    "VALUES ('delete', :number, :words)",
    "postgresql": "DELETE FROM observation_words WHERE number = :number",
}

_CLEAR = {
    "sqlite": "INSERT INTO observation_words (observation_words) VALUES ('delete-all')",
    "postgresql": "DELETE FROM observation_words",
}


def add(connection: Connection, turn: Turn, documents: Iterable[SearchDocument]) -> None:
    """Index observations when the turn ends: whole sentences, in the order of their keys."""
    if not turn.words:
        turn.at_end.append(write)
    turn.words.update(_rows(connection, documents))


def write(connection: Connection, turn: Turn) -> None:
    """Write the entries that the turn has added.

    In the order of their numbers: FTS5 flushes its buffer whenever a number is smaller than the last.
    """
    if turn.words:
        names = ("rowid", "words") if connection.dialect.name == "sqlite" else ("number", "words")
        insert_cells(connection, INDEX.name, names, sorted(turn.words.items()))
        turn.words.clear()


def remove(connection: Connection, turn: Turn, documents: Iterable[SearchDocument]) -> None:
    """Remove observations; they must be the same as when they were added."""
    stored = [row for row in _rows(connection, documents) if turn.words.pop(row[0], None) is None]
    if stored:
        removed = [{"number": number, "words": words} for number, words in stored]
        connection.execute(text(_REMOVE[connection.dialect.name]), removed)


def forget_all(connection: Connection) -> None:
    """Empty the index."""
    connection.execute(text(_CLEAR[connection.dialect.name]))


#: Pages that SQLite merges in one transaction, and the changes that it reports if it merges nothing.
_PAGES, _NO_CHANGE = 500, 2


def merge(connection: Connection, *, begins: bool) -> bool:
    """Merge some of the parts that ingestion has left of the index; return whether there may be more.

    ``begins`` is true for the first step. All steps make the index of SQLite an eighth smaller.
    """
    if connection.dialect.name != "sqlite":
        return False
    driver: Any = connection.connection.dbapi_connection
    before = driver.total_changes
    connection.execute(text(_MERGE), {"pages": -_PAGES if begins else _PAGES})
    return bool(driver.total_changes - before >= _NO_CHANGE)


_MERGE = "INSERT INTO observation_words (observation_words, rank) VALUES ('merge', :pages)"


def _rows(connection: Connection, documents: Iterable[SearchDocument]) -> Sequence[tuple[int, str]]:
    if connection.dialect.name == "sqlite":
        return list(_entries(documents))
    sentences = (
        (first, list(rows)) for first, rows in groupby(documents, lambda row: row.key >> keys.ROW_BITS)
    )
    return [(_sentence_number(first, rows), _lines(rows)) for first, rows in sentences]


def _lines(rows: Sequence[SearchDocument]) -> str:
    """The text of a sentence on PostgreSQL: its own line, then one for the name of each row."""
    names = [[row.indicator, row.scope] for row in rows]
    return "\n".join(map(_spelled, [_sentence_parts(rows), *names]))


def _spelled(parts: Sequence[str]) -> str:
    return f" {BREAK} ".join(spelled(part).strip() for part in parts if part).join("  ")


def patterns(query: str, name: str, dialect: str) -> dict[str, str]:
    """The bound parameters that find the rows with all words of a query."""
    if dialect == "sqlite":
        return {name: " AND ".join(map(_fts5, words(query)))}
    listed = ",".join(f'"%{word}%"' for word in spelled_words(query))
    return {name: f"{{{','.join(map(str, word_codes(query)))}}}", f"{name}_words": f"{{{listed}}}"}


def _fts5(word: SearchWord) -> str:
    return f'"{" ".join(word.tokens)}"{"*" if word.open else ""}'
