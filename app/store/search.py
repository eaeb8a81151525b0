"""The full-text index over names and sentences: kept in step with the observations, row by row."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, text

from app.store.words import document

__all__ = ["add", "document", "remove"]

_ADD = {
    "sqlite": "INSERT INTO observation_words (rowid, words) VALUES (:key, :words)",
    "postgresql": "INSERT INTO observation_words (key, words) VALUES (:key, to_tsvector('simple', :words))",
}
# The SQLite index holds no text of its own: to forget a row it must be told again what it was.
_REMOVE = {
    "sqlite": "INSERT INTO observation_words (observation_words, rowid, words) "
    "VALUES ('delete', :key, :words)",
    "postgresql": "DELETE FROM observation_words WHERE key = :key",
}


def add(connection: Connection, rows: Sequence[tuple[int, str]]) -> None:
    """Index documents, given as (key of the observation, ``words.document``)."""
    _each(connection, _ADD[connection.dialect.name], rows)


def remove(connection: Connection, rows: Sequence[tuple[int, str]]) -> None:
    """Forget documents, given as they were added."""
    _each(connection, _REMOVE[connection.dialect.name], rows)


def _each(connection: Connection, statement: str, rows: Sequence[tuple[int, str]]) -> None:
    if rows:
        connection.execute(text(statement), [{"key": key, "words": words} for key, words in rows])
