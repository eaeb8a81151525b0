"""A larger buffer of the index of words on SQLite: the reports of a batch take one part of the index.

Revision ID: 0031
Revises: 0030
"""

from __future__ import annotations

from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

#: In bytes; the second is what FTS5 uses by itself.
LARGE, USUAL = 8 << 20, 1 << 20


def upgrade() -> None:
    resize(LARGE)


def downgrade() -> None:
    resize(USUAL)


def resize(size: int) -> None:
    if op.get_context().dialect.name == "sqlite":
        op.execute(f"INSERT INTO observation_words (observation_words, rank) VALUES ('hashsize', {size})")  # noqa: S608 # our number
