"""The full-text index of names and sentences, which is updated with each observation.

Each observation has a document with its name and scope. Each sentence has a document with its words, and
with those names and scopes of its rows that it does not contain as they are: words that it leaves out.

The number of a document is its rank among all matches: names come before sentences, then shorter documents
before longer ones (sentences in steps of 32 characters), then, for names, newer years before older ones, then
the order of the text. Reading an index in the order of its numbers needs no sorting, so the first page of a
search takes the same time for any number of matches.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    cast,
    column,
    literal_column,
    select,
    table,
    text,
    true,
    union_all,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from app.store import keys
from app.store.bulk import insert_rows
from app.store.tables import ObservationRow
from app.store.words import BREAK, MAX_TOKENS, SearchWord, tokens, words

#: Bits of the number of a name: its length, the age of its year, the observation's key.
KEY_BITS, AGE_BITS, LENGTH_BITS = 44, 8, 8
KEYS = (1 << KEY_BITS) - 1
#: Bits of the number of a sentence: its length in steps, the key of its first observation without its place
#: in the sentence. Numbers that are near each other take fewer bytes.
SENTENCE_BITS = KEY_BITS - keys.ROW_BITS
SENTENCE_KEYS = (1 << SENTENCE_BITS) - 1
_LONGEST_STEP = 7
_STEP = 32
#: The numbers of sentences begin here.
SENTENCES = 1 << 60
_LAST_YEAR = 2155
_MOST = (1 << LENGTH_BITS) - 1

# On SQLite this is an FTS5 table without texts; its rowid is the number.
INDEX = table("observation_words", column("rowid", BigInteger), column("number", BigInteger), column("words"))
_OBSERVATIONS = ObservationRow.__table__
Found = Select[int, int]
"""Selects the keys of observations with the numbers of their documents."""


class SearchDocument(NamedTuple):
    """The searched parts of an observation, with its key and year."""

    key: int
    year: int
    indicator: str
    scope: str
    sentence: str


class _Entry(NamedTuple):
    """One indexed document."""

    number: int
    words: list[str]


def _entries(documents: Iterable[SearchDocument]) -> Iterator[_Entry]:
    """The entries of names and sentences; ``documents`` have all rows of a sentence in sequence."""
    for first, rows in groupby(documents, lambda row: row.key >> keys.ROW_BITS):
        of_sentence = list(rows)
        yield from map(_of_name, of_sentence)
        yield _of_sentence(first, of_sentence)


def _of_name(row: SearchDocument) -> _Entry:
    if not 0 <= row.key <= KEYS:
        raise OverflowError("more reports than the search can number")
    age = min(max(_LAST_YEAR - row.year, 0), (1 << AGE_BITS) - 1)
    rank = min(len(row.indicator), _MOST) << AGE_BITS | age
    return _Entry(rank << KEY_BITS | row.key, _parts((row.indicator, row.scope)))


def _of_sentence(first: int, rows: Sequence[SearchDocument]) -> _Entry:
    sentence = rows[0].sentence
    omitted = dict.fromkeys(
        part for row in rows for part in (row.indicator, row.scope) if part not in sentence
    )
    rank = min(len(sentence) // _STEP, _LONGEST_STEP)
    return _Entry(SENTENCES | rank << SENTENCE_BITS | first, _parts((sentence, *omitted)))


def _parts(texts: Iterable[str]) -> list[str]:
    """The tokens of texts, each text separated from the next."""
    found: list[str] = []
    for part in filter(None, texts):
        found += [BREAK, *tokens(part)] if found else tokens(part)
    return found[:MAX_TOKENS]


# The SQLite index stores no text, so it needs the text again to remove a row.
_REMOVE = {
    "sqlite": "INSERT INTO observation_words (observation_words, rowid, words) "
    "VALUES ('delete', :rowid, :words)",
    "postgresql": "DELETE FROM observation_words WHERE number = :number",
}

_CLEAR = {
    "sqlite": "INSERT INTO observation_words (observation_words) VALUES ('delete-all')",
    "postgresql": "DELETE FROM observation_words",
}


def add(connection: Connection, documents: Iterable[SearchDocument]) -> None:
    """Index observations: whole sentences, in the order of their keys."""
    insert_rows(connection, INDEX.name, _rows(connection, documents))


def remove(connection: Connection, documents: Iterable[SearchDocument]) -> None:
    """Remove observations; they must be the same as when they were added."""
    if rows := _rows(connection, documents):
        connection.execute(text(_REMOVE[connection.dialect.name]), rows)


def forget_all(connection: Connection) -> None:
    """Empty the index."""
    connection.execute(text(_CLEAR[connection.dialect.name]))


def _rows(connection: Connection, documents: Iterable[SearchDocument]) -> list[dict[str, object]]:
    # In the order of their numbers: FTS5 flushes its buffer whenever a number is smaller than the last.
    entries = sorted(_entries(documents))
    if connection.dialect.name == "sqlite":
        return [{"rowid": entry.number, "words": " ".join(entry.words)} for entry in entries]
    return [{"number": entry.number, "words": _vector(entry.words)} for entry in entries]


def _vector(found: Iterable[str]) -> str:
    """The text of a tsvector."""
    places: dict[str, list[str]] = {}
    for place, token in enumerate(found, 1):
        places.setdefault(token, []).append(str(place))
    return " ".join(f"'{token}':{','.join(at)}" for token, at in places.items())


def pattern(query: str, dialect: str) -> str:
    """The pattern for the documents that contain all words of a query."""
    if dialect == "sqlite":
        return " AND ".join(map(_fts5, words(query)))
    return " & ".join(f"({_tsquery(word)})" for word in words(query))


def _fts5(word: SearchWord) -> str:
    return f'"{" ".join(word.tokens)}"{"*" if word.open else ""}'


def _tsquery(word: SearchWord) -> str:
    return " <-> ".join(f"'{token}'" for token in word.tokens) + (":*" if word.open else "")


def number(dialect: str) -> ColumnElement[int]:
    """The column of a document's number."""
    return INDEX.c.rowid if dialect == "sqlite" else INDEX.c.number


def by_name(dialect: str, parameter: str, where: Sequence[ColumnElement[bool]] = ()) -> Found:
    """Select key and number of the observations whose names match the ``pattern`` in a bound parameter.

    ``where`` are further conditions for the observations.
    """
    rank = number(dialect)
    key = _bits(rank, KEYS)
    index = INDEX.join(_OBSERVATIONS, _OBSERVATIONS.c.key == key) if where else INDEX
    statement = select(key.label("key"), rank.label("number")).select_from(index)
    return statement.where(_matches(dialect, parameter), rank < literal_column(str(SENTENCES)), *where)


def by_sentence(dialect: str, parameter: str, where: Sequence[ColumnElement[bool]] = ()) -> Found:
    """Select key and number of the other observations whose sentences match."""
    rank, row = number(dialect), _OBSERVATIONS.c.key
    rows = select(row).where(_of_document(row, dialect), *where)
    named = by_name(dialect, parameter).subquery("named")
    if dialect == "sqlite":
        statement = rows.add_columns(rank.label("number")).select_from(INDEX.join(_OBSERVATIONS, true()))
        key = row
    else:
        # PostgreSQL does not expect few rows in a range: without OFFSET it reads the whole table instead.
        places = rows.offset(literal_column("0")).lateral("places")
        key = places.c.key
        statement = select(key, rank.label("number")).select_from(INDEX.join(places, true()))
    return statement.where(
        _matches(dialect, parameter),
        rank >= literal_column(str(SENTENCES)),
        key.not_in(select(named.c.key)),
    )


def _of_document(key: ColumnElement[int], dialect: str) -> ColumnElement[bool]:
    """Whether an observation is in the sentence of a document."""
    sentence = _bits(number(dialect), SENTENCE_KEYS)
    first = sentence.op("<<", return_type=BigInteger())(literal_column(str(keys.ROW_BITS)))
    return and_(key >= first, key <= first + literal_column(str(keys.ROWS - 1)))


def found(dialect: str, parameter: str, where: Sequence[ColumnElement[bool]] = ()) -> Select[Any]:
    """Select key and number of the observations that match, each once."""
    either = union_all(by_name(dialect, parameter, where), by_sentence(dialect, parameter, where))
    return select(*either.subquery("found").c)


def _bits(of: ColumnElement[int], bits: int) -> ColumnElement[int]:
    return of.op("&", return_type=BigInteger())(literal_column(str(bits)))


def _matches(dialect: str, parameter: str) -> ColumnElement[bool]:
    if dialect == "sqlite":
        return literal_column(INDEX.name).op("MATCH", is_comparison=True)(bindparam(parameter))
    return INDEX.c.words.op("@@", is_comparison=True)(cast(bindparam(parameter), TSQUERY))
