"""Answers of language models.

Revision ID: 0019
Revises: 0018
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
TEXTS = ("report_id", "model", "instructions", "content")
NUMBERS = ("sent_tokens", "received_tokens")


def upgrade() -> None:
    op.create_table(
        "model_answers",
        sa.Column("key", TEXT, nullable=False),
        *(sa.Column(name, TEXT, nullable=False) for name in TEXTS),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in NUMBERS),
        sa.Column("answered_at", TEXT, nullable=False),
        sa.Column("applied", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_model_answers"),
    )


def downgrade() -> None:
    op.drop_table("model_answers")
