"""Corrections by readers, and who has the last word on each observation.

Revision ID: 0011
Revises: 0010
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TEXTS_BEFORE, TEXTS_AFTER = ("id", "report_id", "sentence_hash"), ("sentence", "verdict", "reading")
TEXTS_LAST = ("reader", "reader_name", "made_at", "reason", "state")


def upgrade() -> None:
    op.create_table(
        "corrections",
        sa.Column("key", BIG, autoincrement=False, nullable=False),
        *(sa.Column(name, TEXT, nullable=False) for name in TEXTS_BEFORE),
        sa.Column("number_offset", sa.Integer(), nullable=False),
        sa.Column("value_text", TEXT, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("value_start", sa.Integer(), nullable=False),
        *(sa.Column(name, TEXT, nullable=False) for name in (*TEXTS_AFTER, *TEXTS_LAST)),
        sa.PrimaryKeyConstraint("key", name="pk_corrections"),
        sa.UniqueConstraint("id", name="uq_corrections_id"),
    )
    op.create_index("ix_corrections_report_id_key", "corrections", ["report_id", "key"])
    for name, default in (("reader", "rules"), ("corrected", "[]")):
        op.add_column(
            "observations", sa.Column(name, TEXT, nullable=False, server_default=sa.text(f"'{default}'"))
        )
    # The documents of all observations are written again when the database is opened.
    op.execute("UPDATE state SET document_version = ''")


def downgrade() -> None:
    for name in ("corrected", "reader"):
        op.drop_column("observations", name)
    op.drop_table("corrections")
