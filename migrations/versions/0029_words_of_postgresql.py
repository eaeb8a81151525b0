"""The index of words on PostgreSQL: texts of sentences, with only codes of their tokens in the index.

It had the tokens with their positions, which took three times as many bytes. Nothing changes on SQLite.

Revision ID: 0029
Revises: 0028
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

# As ``word_codes`` of ``app/store/queries/words.py``. The high cost makes small tables use the index.
FUNCTION = """
    CREATE FUNCTION word_codes(words text) RETURNS integer[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 1000 AS $$
        SELECT coalesce(array_agg(DISTINCT (
            ascii(token)::bigint * 40503 + ascii(substr(token, 2, 1))::bigint * 7919
            + ascii(substr(token, 3, 1))::bigint * 613 + ascii(substr(token, 4, 1))::bigint * 31
            & 32767)::integer), '{}')
        FROM (
            SELECT run FROM unnest(string_to_array(translate(words, E'\\n', ' '), ' ')) AS run WHERE run <> ''
        ) AS runs, LATERAL (
            SELECT run AS token WHERE ascii(run) < 128
            UNION ALL
            SELECT substr(run, place, size)
            FROM generate_series(1, char_length(run)) AS place, generate_series(1, 2) AS size
            WHERE ascii(run) >= 128
        ) AS tokens
    $$
"""


def upgrade() -> None:
    if op.get_context().dialect.name == "sqlite":
        return
    op.drop_table("observation_words")
    op.execute(FUNCTION)
    create(sa.Text(collation="C"), "word_codes(words)")


def downgrade() -> None:
    if op.get_context().dialect.name == "sqlite":
        return
    op.drop_table("observation_words")
    op.execute("DROP FUNCTION word_codes(text)")
    create(sa.dialects.postgresql.TSVECTOR(), "words")


def create(words: sa.types.TypeEngine[str], indexed: str) -> None:
    """Create the index, empty; the program fills it."""
    op.create_table(
        "observation_words",
        sa.Column("number", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("words", words, nullable=False),
    )
    op.execute(f"CREATE INDEX ix_observation_words_words ON observation_words USING gin ({indexed})")
    op.execute("UPDATE state SET index_version = ''")
