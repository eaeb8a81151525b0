"""The full-text index of names and sentences, which is updated with each observation.

Each observation has two documents: its name, and its name, scope and sentence together. The number of a
document is its rank among all matches: names come before sentences, then shorter documents before longer
ones, then newer years before older ones, then the order of the observations. Reading an index in the order
of its numbers needs no sorting, so the first page of a search takes the same time for any number of matches.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    FromClause,
    Join,
    Select,
    bindparam,
    cast,
    column,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from app.store.bulk import insert_rows
from app.store.words import BREAK, SearchWord, tokens, words

#: Bits of a document's number: the observation's key, the age of its year, its length, then name or sentence.
KEY_BITS, AGE_BITS, LENGTH_BITS = 44, 8, 8
_LAST_YEAR = 2155
_MOST = (1 << LENGTH_BITS) - 1
KEYS = (1 << KEY_BITS) - 1

# On SQLite this is an FTS5 table without texts; its rowid is the number.
INDEX = table("observation_words", column("rowid", BigInteger), column("number", BigInteger), column("words"))


class SearchDocument(NamedTuple):
    """The searched parts of an observation, with its key and year."""

    key: int
    year: int
    indicator: str
    scope: str
    sentence: str


class _Entry(NamedTuple):
    """One indexed document: only a name, or the name again with scope and sentence."""

    number: int
    name: list[str]
    again: list[str]
    rest: list[str]


#: Observations of the same sentence follow each other.
_of_sentence = lru_cache(maxsize=64)(tokens)


def _entries(document: SearchDocument) -> Iterator[_Entry]:
    name = tokens(document.indicator)
    yield _Entry(_number(0, len(document.indicator), document), name, [], [])
    rest = [*tokens(document.scope), BREAK, *_of_sentence(document.sentence)]
    yield _Entry(_number(1, len(document.sentence), document), [], name, rest)


def _number(tier: int, length: int, document: SearchDocument) -> int:
    if not 0 <= document.key <= KEYS:
        raise OverflowError("more reports than the search can number")
    age = min(max(_LAST_YEAR - document.year, 0), (1 << AGE_BITS) - 1)
    place = (tier << LENGTH_BITS | min(length, _MOST)) << AGE_BITS | age
    return place << KEY_BITS | document.key


# The SQLite index stores no text, so it needs the text again to remove a row.
_REMOVE = {
    "sqlite": "INSERT INTO observation_words (observation_words, rowid, name, again, rest) "
    "VALUES ('delete', :rowid, :name, :again, :rest)",
    "postgresql": "DELETE FROM observation_words WHERE number = :number",
}

_CLEAR = {
    "sqlite": "INSERT INTO observation_words (observation_words) VALUES ('delete-all')",
    "postgresql": "DELETE FROM observation_words",
}


def add(connection: Connection, documents: Iterable[SearchDocument]) -> None:
    """Index observations."""
    insert_rows(connection, INDEX.name, _rows(connection, documents))


def remove(connection: Connection, documents: Iterable[SearchDocument]) -> None:
    """Remove observations; they must be the same as when they were added."""
    if rows := _rows(connection, documents):
        connection.execute(text(_REMOVE[connection.dialect.name]), rows)


def forget_all(connection: Connection) -> None:
    """Empty the index."""
    connection.execute(text(_CLEAR[connection.dialect.name]))


def _rows(connection: Connection, documents: Iterable[SearchDocument]) -> list[dict[str, object]]:
    written = _columns if connection.dialect.name == "sqlite" else _vector
    # In the order of their numbers: FTS5 flushes its buffer whenever a number is smaller than the last.
    entries = sorted(entry for document in documents for entry in _entries(document))
    return [written(entry) for entry in entries]


def _columns(entry: _Entry) -> dict[str, object]:
    return {
        "rowid": entry.number,
        "name": " ".join(entry.name),
        "again": " ".join(entry.again),
        "rest": " ".join(entry.rest),
    }


def _vector(entry: _Entry) -> dict[str, object]:
    """The text of a tsvector; a repeated name has the weight A, and a gap separates it from the rest."""
    places: dict[str, list[str]] = {}
    for start, found, weight in (
        (1, entry.name, ""),
        (1, entry.again, "A"),
        (len(entry.again) + 2, entry.rest, ""),
    ):
        for place, token in enumerate(found, start):
            places.setdefault(token, []).append(f"{place}{weight}")
    written = (f"'{token}':{','.join(at)}" for token, at in places.items())
    return {"number": entry.number, "words": " ".join(written)}


def pattern(query: str, dialect: str) -> str:
    """The pattern for the documents that contain all words of a query, one for each observation.

    If the name contains all words, the other document of the observation is left out.
    """
    wanted = words(query)
    if dialect == "sqlite":
        every = " AND ".join(_fts5(word) for word in wanted)
        return f"({every}) NOT {{again}} : ({every})"
    return f"{_every(wanted, '')} & !({_every(wanted, 'A')})"


def _fts5(word: SearchWord) -> str:
    return f'"{" ".join(word.tokens)}"{"*" if word.open else ""}'


def _every(wanted: Sequence[SearchWord], weight: str) -> str:
    return " & ".join(f"({_tsquery(word, weight)})" for word in wanted)


def _tsquery(word: SearchWord, weight: str) -> str:
    last = len(word.tokens) - 1
    marks = [f"{'*' if word.open and place == last else ''}{weight}" for place in range(last + 1)]
    written = (
        f"'{token}'{':' if mark else ''}{mark}" for token, mark in zip(word.tokens, marks, strict=True)
    )
    return " <-> ".join(written)


def number(dialect: str) -> ColumnElement[int]:
    """The column of a document's number."""
    return INDEX.c.rowid if dialect == "sqlite" else INDEX.c.number


def key(dialect: str) -> ColumnElement[int]:
    """The key of a document's observation."""
    return number(dialect).op("&", return_type=BigInteger())(literal_column(str(KEYS)))


def matches(dialect: str, parameter: str) -> ColumnElement[bool]:
    """The condition for the documents that match the ``pattern`` in a bound parameter."""
    if dialect == "sqlite":
        return literal_column(INDEX.name).op("MATCH", is_comparison=True)(bindparam(parameter))
    return INDEX.c.words.op("@@", is_comparison=True)(cast(bindparam(parameter), TSQUERY))


def joined(observations: FromClause, dialect: str) -> Join:
    """The index joined with the observations of its documents."""
    return INDEX.join(observations, observations.c.key == key(dialect))


def found(dialect: str, parameter: str) -> Select[Any]:
    """Select the keys of the observations that match the pattern."""
    return select(key(dialect)).select_from(INDEX).where(matches(dialect, parameter))
