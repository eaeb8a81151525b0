"""Indexes of SQLite without the key as last column: SQLite adds it (the rowid) to each index anyway.

The indexes of PostgreSQL keep it.

Revision ID: 0020
Revises: 0019
"""

from __future__ import annotations

import re

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

#: Tables whose key is the rowid, and the name of that column.
KEYS = {
    "observations": "key",
    "comparisons": "key",
    "restatements": "key",
    "checks": "key",
    "changes": "sequence",
}


def upgrade() -> None:
    for table, key in KEYS.items():
        for name, statement in indexes(table).items():
            if name.endswith(f"_{key}") or name == "ix_observations_doubtful":
                replace(name, re.sub(rf', "?{key}"?\)', ")", statement))


def downgrade() -> None:
    for table, key in KEYS.items():
        for name, statement in indexes(table).items():
            if name.endswith(f"_{key}") or name == "ix_observations_doubtful":
                replace(name, re.sub(r"\(([^)]*)\)", rf'(\1, "{key}")', statement, count=1))


def indexes(table: str) -> dict[str, str]:
    """The statements that created the indexes of a table, by name; empty on PostgreSQL."""
    if op.get_context().dialect.name != "sqlite":
        return {}
    made = (
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = :table AND sql IS NOT NULL"
    )
    return dict(op.get_bind().execute(sa.text(made), {"table": table}).all())


def replace(name: str, statement: str) -> None:
    """Create an index with another statement."""
    op.execute(f"DROP INDEX {name}")
    op.execute(statement)
