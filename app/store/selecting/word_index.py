"""The statements of the full-text index, which differ by database.

SQLite has an FTS5 table without texts: a document for each name and for each sentence, numbered by their
rank. The first page of a search reads the index in the order of its numbers.

PostgreSQL has a row for each sentence: its runs of characters on the first line, then a line for the name of
each of its rows. The index has only the tokens of a row, so that it is small; a row that has all of them is
then searched for the words themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    FromClause,
    Integer,
    Select,
    Text,
    and_,
    bindparam,
    case,
    cast,
    column,
    func,
    literal_column,
    select,
    table,
    true,
    union_all,
)
from sqlalchemy.dialects.postgresql import ARRAY

from app.store.rows import keys
from app.store.rows.tables import ObservationRow

#: Bits of the number of a name: its length, the age of its year, the observation's key.
KEY_BITS, AGE_BITS, LENGTH_BITS = 44, 8, 8
KEYS = (1 << KEY_BITS) - 1
#: Bits of the number of a sentence: its length in steps, the key of its first observation without its place
#: in the sentence. Numbers that are near each other take fewer bytes.
SENTENCE_BITS = KEY_BITS - keys.ROW_BITS
SENTENCE_KEYS = (1 << SENTENCE_BITS) - 1
#: The numbers of sentences begin here.
SENTENCES = 1 << 60
LAST_YEAR = 2155
MOST_LENGTH, MOST_AGE = (1 << LENGTH_BITS) - 1, (1 << AGE_BITS) - 1

# On SQLite the rowid is the number.
INDEX = table("observation_words", column("rowid", BigInteger), column("number", BigInteger), column("words"))
_OBSERVATIONS = ObservationRow.__table__
Found = Select[Any]
"""Selects the keys of observations with their ranks."""


def by_name(dialect: str, parameter: str, where: Sequence[ColumnElement[bool]] = ()) -> Found:
    """Select key and rank of the observations whose names match the ``pattern`` in a bound parameter.

    ``where`` are further conditions for the observations.
    """
    if dialect == "postgresql":
        lines = _lines()
        statement = _of_lines(lines, parameter, _rank_of_name(), [true()])
        return statement.where(_all_in(lines.c.line, parameter), *where)
    rank = INDEX.c.rowid
    key = _bits(rank, KEYS)
    index = INDEX.join(_OBSERVATIONS, _OBSERVATIONS.c.key == key) if where else INDEX
    found = select(key.label("key"), rank.label("number")).select_from(index)
    return found.where(_matches(parameter), rank < literal_column(str(SENTENCES)), *where)


def by_sentence(dialect: str, parameter: str, where: Sequence[ColumnElement[bool]] = ()) -> Found:
    """Select key and rank of the other observations whose sentences match."""
    if dialect == "postgresql":
        lines = _lines()
        statement = _of_lines(lines, parameter, INDEX.c.number, where)
        return statement.where(~_all_in(lines.c.line, parameter), _all_in(_first_line(), parameter), *where)
    rank, row = INDEX.c.rowid, _OBSERVATIONS.c.key
    named = by_name(dialect, parameter).subquery("named")
    rows = select(row, rank.label("number")).select_from(INDEX.join(_OBSERVATIONS, true()))
    return rows.where(
        _of_document(row),
        *where,
        _matches(parameter),
        rank >= literal_column(str(SENTENCES)),
        row.not_in(select(named.c.key)),
    )


def found(dialect: str, parameter: str, where: Sequence[ColumnElement[bool]] = ()) -> Select[Any]:
    """Select key and rank of the observations that match, each once."""
    if dialect == "postgresql":
        lines = _lines()
        named = _all_in(lines.c.line, parameter)
        rank = case((named, _rank_of_name()), else_=INDEX.c.number)
        statement = _of_lines(lines, parameter, rank, [true()])
        return statement.where(named | _all_in(_first_line(), parameter), *where)
    either = union_all(by_name(dialect, parameter, where), by_sentence(dialect, parameter, where))
    return select(*either.subquery("found").c)


@cache
def found_keys(dialect: str, parameter: str) -> FromClause:
    """The keys of the observations that match: one object, so that PostgreSQL finds them once."""
    if dialect == "sqlite":
        return found(dialect, parameter).subquery()
    lines = _lines()
    statement = _of_lines(lines, parameter, INDEX.c.number, ())
    either = _all_in(lines.c.line, parameter) | _all_in(_first_line(), parameter)
    return statement.where(either).cte("found_words").prefix_with("MATERIALIZED")


def _of_document(key: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether an observation is in the sentence of a document of SQLite."""
    first = _first(INDEX.c.rowid)
    return and_(key >= first, key <= first + literal_column(str(keys.ROWS - 1)))


def _first(number: ColumnElement[int]) -> ColumnElement[int]:
    """The key of the first observation of a sentence with this number."""
    shift: ColumnElement[int] = literal_column(str(keys.ROW_BITS))
    return _bits(number, SENTENCE_KEYS).op("<<", return_type=BigInteger())(shift)


def _bits(of: ColumnElement[int], bits: int) -> ColumnElement[int]:
    return of.op("&", return_type=BigInteger())(literal_column(str(bits)))


def _matches(parameter: str) -> ColumnElement[bool]:
    return literal_column(INDEX.name).op("MATCH", is_comparison=True)(bindparam(parameter))


def _lines() -> Any:  # noqa: ANN401 # a function as a table
    """The lines of a row of PostgreSQL: the sentence at 1, the name of its first observation at 2."""
    lines = func.string_to_array(INDEX.c.words, literal_column(r"E'\n'"), type_=ARRAY(Text))
    return (
        func.unnest(lines)
        .table_valued(column("line", Text), with_ordinality="place", name="lines")
        .render_derived()
    )


def _of_lines(
    lines: Any,  # noqa: ANN401 # a function as a table
    parameter: str,
    rank: ColumnElement[int],
    where: Sequence[ColumnElement[bool]],
) -> Found:
    """Select the rows of sentences that have all codes; joins observations if there are conditions."""
    key = _first(INDEX.c.number) + lines.c.place - literal_column("2")
    source: Any = INDEX.join(lines, true())
    if where:
        source = source.join(_OBSERVATIONS, _OBSERVATIONS.c.key == key)
    statement = select(key.label("key"), rank.label("number")).select_from(source)
    codes = cast(bindparam(parameter), ARRAY(Integer))
    has_all = func.word_codes(INDEX.c.words).op("@>", is_comparison=True)(codes)
    return statement.where(has_all, lines.c.place > literal_column("1"))


def _first_line() -> ColumnElement[str]:
    return func.split_part(INDEX.c.words, literal_column(r"E'\n'"), literal_column("1"), type_=Text)


def _all_in(line: ColumnElement[str], parameter: str) -> ColumnElement[bool]:
    """Whether a line contains all words."""
    words = cast(bindparam(f"{parameter}_words"), ARRAY(Text))
    return line.op("~~", is_comparison=True)(func.all(words))


def _rank_of_name() -> ColumnElement[int]:
    """The number that the name of an observation has on SQLite."""
    row = _OBSERVATIONS.c
    length = func.least(func.char_length(row.indicator), literal_column(str(MOST_LENGTH)))
    age = func.least(
        func.greatest(literal_column(str(LAST_YEAR)) - row.year, literal_column("0")),
        literal_column(str(MOST_AGE)),
    )
    rank = cast(length * literal_column(str(1 << AGE_BITS)) + age, BigInteger)
    return rank * literal_column(str(1 << KEY_BITS)) + row.key
