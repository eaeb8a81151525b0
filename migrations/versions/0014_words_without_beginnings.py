"""A full-text index of half the size: without an index of first characters, and without lengths of texts.

SQLite finds prefixes in the list of tokens, and it needs lengths only for a ranking that is not used. The
program fills the index, see ``app/services/computing/indexing.py``. The index of PostgreSQL has neither.

Revision ID: 0014
Revises: 0013
"""

from __future__ import annotations

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

INDEX = "CREATE VIRTUAL TABLE observation_words USING fts5(name, again, rest, content='', tokenize='ascii', "


def upgrade() -> None:
    words("columnsize=0")


def downgrade() -> None:
    words("prefix='1'")


def words(option: str) -> None:
    """Create the index again, empty and with this option."""
    if op.get_context().dialect.name != "sqlite":
        return
    op.drop_table("observation_words")
    op.execute(f"{INDEX}{option})")
    op.execute("UPDATE state SET index_version = ''")
