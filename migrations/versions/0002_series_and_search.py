"""Series of values, times of change, and an index that returns matches in the order of relevance.

The program fills the new columns and the index from the observations afterwards: see
``app/services/computing/indexing.py``.

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DOUBTFUL = sa.text("flags <> '[]'")
OLD_WORDS = {
    "sqlite": ("CREATE VIRTUAL TABLE observation_words USING fts5(words, content='', tokenize='unicode61')",),
    "postgresql": (
        """CREATE TABLE observation_words (
        key BIGINT PRIMARY KEY REFERENCES observations (key) ON DELETE CASCADE, words TSVECTOR NOT NULL)""",
        "CREATE INDEX ix_observation_words_words ON observation_words USING gin (words)",
    ),
}
# Spaces separate the tokens: "ascii" takes every other character as part of a token. A single
# character is searched as the prefix of a token.
NEW_WORDS = {
    "sqlite": (
        """CREATE VIRTUAL TABLE observation_words
        USING fts5(name, again, rest, content='', tokenize='ascii', prefix='1')""",
    ),
    "postgresql": (
        "CREATE TABLE observation_words (number BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)",
        "CREATE INDEX ix_observation_words_words ON observation_words USING gin (words)",
    ),
}


def upgrade() -> None:
    column("state", "index_version", TEXT, "''")
    column("observations", "series", BIG, "0")
    column("observations", "updated_at", TEXT, "''")
    op.create_index("ix_observations_series_year", "observations", ["series", "year"])
    op.create_index("ix_observations_updated_at_key", "observations", ["updated_at", "key"])
    op.create_index(
        "ix_observations_doubtful",
        "observations",
        ["flags", "key"],
        sqlite_where=DOUBTFUL,
        postgresql_where=DOUBTFUL,
    )
    op.create_index("ix_comparisons_vintage_gap_order_key", "comparisons", ["vintage", "gap_order", "key"])
    op.create_index("ix_changes_changed_at_sequence", "changes", ["changed_at", "sequence"])
    words(NEW_WORDS)


def column(table: str, name: str, kind: sa.types.TypeEngine[object], default: str) -> None:
    """A column that is never null; the default fills the existing rows."""
    op.add_column(table, sa.Column(name, kind, nullable=False, server_default=sa.text(default)))


def words(made: dict[str, tuple[str, ...]]) -> None:
    """The full-text index, empty."""
    op.drop_table("observation_words")
    for statement in made[op.get_context().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    """Restore the first tables. The program of that version fills the index when it reads reports again."""
    words(OLD_WORDS)
    op.drop_index("ix_changes_changed_at_sequence", "changes")
    op.drop_index("ix_comparisons_vintage_gap_order_key", "comparisons")
    for name in ("doubtful", "updated_at_key", "series_year"):
        op.drop_index(f"ix_observations_{name}", "observations")
    for name in ("updated_at", "series"):
        op.drop_column("observations", name)
    op.drop_column("state", "index_version")
