"""Dictionaries for the compression of documents. The program writes all documents again.

Revision ID: 0017
Revises: 0016
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "dictionaries",
        sa.Column("number", BIG, autoincrement=False, nullable=False),
        sa.Column("documents", TEXT, nullable=False),
        sa.Column("reports", BIG, nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_dictionaries"),
    )


def downgrade() -> None:
    """Remove the documents too: the program of that version can't unpack them, and writes them again."""
    op.drop_table("dictionaries")
    op.execute("DELETE FROM comparison_documents")
    op.execute("DELETE FROM observation_documents")
    op.execute("UPDATE state SET document_version = ''")
