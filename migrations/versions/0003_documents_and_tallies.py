"""Rows stored as JSON, ready to be sent; counts by category, year, status and measure.

The program fills both from the rows afterwards: see ``app/services/computing/indexing.py``.

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TALLIED = ("category", "year", "status", "measure")


def upgrade() -> None:
    op.add_column("state", sa.Column("document_version", TEXT, nullable=False, server_default=sa.text("''")))
    documents("observation_documents", "observations")
    documents("comparison_documents", "comparisons")
    tallies()


def documents(name: str, table: str) -> None:
    """A table of documents; a document is deleted with its row."""
    op.create_table(
        name,
        sa.Column("key", BIG, autoincrement=False, nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=f"pk_{name}"),
        sa.ForeignKeyConstraint(["key"], [f"{table}.key"], name=f"fk_{name}_key", ondelete="CASCADE"),
    )


def tallies() -> None:
    """The number of observations for each combination of cells that occurs."""
    op.create_table(
        "observation_tallies",
        *(
            sa.Column(name, sa.Integer() if name == "year" else TEXT, autoincrement=False, nullable=False)
            for name in TALLIED
        ),
        sa.Column("observations", BIG, nullable=False),
        sa.PrimaryKeyConstraint(*TALLIED, name="pk_observation_tallies"),
    )


def downgrade() -> None:
    for table in ("observation_tallies", "comparison_documents", "observation_documents"):
        op.drop_table(table)
    op.drop_column("state", "document_version")
