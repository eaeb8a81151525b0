"""The lists of rules that read observations, each once: some thousand lists serve all rows."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, Insert
from sqlalchemy.dialects import postgresql, sqlite

from app.store.rows.state import Turn
from app.store.rows.tables import RuleListRow

#: Bytes of a number: so few that SQLite stores it in no more, and enough that no two lists share one.
_BYTES = 6


@lru_cache(maxsize=1 << 12)
def number(rules: str) -> int:
    """The number of a list, which is a JSON array as text."""
    return int.from_bytes(blake2b(rules.encode(), digest_size=_BYTES).digest())


def keep(turn: Turn, lists: Iterable[str]) -> None:
    """Store the lists that are new when the turn ends. Lists that are no longer used stay: they are few."""
    if not turn.rule_lists:
        turn.at_end.append(write)
    turn.rule_lists.update(lists)


def write(connection: Connection, turn: Turn) -> None:
    """Store the new ones of the lists that the turn has."""
    rows = [{"number": number(rules), "rules": rules} for rules in sorted(turn.rule_lists)]
    turn.rule_lists.clear()
    if rows:
        connection.execute(_keeping(connection.dialect.name), rows)


@cache
def _keeping(dialect: str) -> Insert:
    """The statement that stores a list."""
    insert: Any = sqlite.insert if dialect == "sqlite" else postgresql.insert
    statement: Insert = insert(RuleListRow).on_conflict_do_nothing()
    return statement
