"""Comparisons with their period, match, confidence, tolerance rule, commitment and pace.

Comparisons are computed from observations, so the table is created again; `zhibiao migrate` fills it.

Revision ID: 0008
Revises: 0007
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
EXACT = sa.Numeric().with_variant(sa.Text(), "sqlite")
INDEXES = (
    ("vintage", "region_key", "year", "key"),
    ("vintage", "indicator_code", "year", "key"),
    ("vintage", "year", "key"),
    ("vintage", "outcome", "key"),
    ("vintage", "gap_order", "key"),
    ("region_key",),
)
WORDS = (
    "region_key", "scope", "indicator", "category", "measure", "unit", "vintage", "target_bound", "outcome",
    "target_observation_id", "target_value_order",
)  # fmt: skip # names read better on few lines
WORDS_OR_NULL = (
    "region", "region_code", "indicator_code", "actual_bound", "actual_observation_id",
    "previous_observation_id", "actual_value_order", "ambition_order", "gap_order", "attainment_order",
)  # fmt: skip # names read better on few lines
AMOUNTS = ("target_value", "tolerance")
AMOUNTS_OR_NULL = ("target_value_high", "actual_value", "previous_value", "ambition", "gap", "attainment")


def upgrade() -> None:
    make_anew(
        *words("tolerance_rule", "commitment", "confidence_order", "tolerance_mode"),
        *words("match_reason", "commitment_class", nullable=True),
        *amounts("confidence"),
        *amounts("match", "done_share", "time_share", nullable=True),
        sa.Column("start_year", sa.Integer(), nullable=False),
        sa.Column("done_until", sa.Integer()),
        sa.Column("series", BIG, nullable=False),
    )


def downgrade() -> None:
    make_anew()


def make_anew(*columns: sa.Column[object]) -> None:
    """An empty table of comparisons with the first columns and these, and the table of their documents."""
    op.drop_table("comparison_documents")
    op.drop_table("comparisons")
    op.create_table(
        "comparisons",
        sa.Column("key", BIG, autoincrement=False, nullable=False),
        *words(*WORDS),
        *words(*WORDS_OR_NULL, nullable=True),
        *amounts(*AMOUNTS),
        *amounts(*AMOUNTS_OR_NULL, nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("key", name="pk_comparisons"),
    )
    for names in INDEXES:
        op.create_index(f"ix_comparisons_{'_'.join(names)}", "comparisons", list(names))
    op.create_table(
        "comparison_documents",
        sa.Column("key", BIG, autoincrement=False, nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_comparison_documents"),
        sa.ForeignKeyConstraint(
            ["key"], ["comparisons.key"], name="fk_comparison_documents_key", ondelete="CASCADE"
        ),
    )
    op.execute("UPDATE state SET comparison_version = '', document_version = ''")


def words(*names: str, nullable: bool = False) -> list[sa.Column[object]]:
    """Columns of text."""
    return [sa.Column(name, TEXT, nullable=nullable) for name in names]


def amounts(*names: str, nullable: bool = False) -> list[sa.Column[object]]:
    """Columns of exact decimals."""
    return [sa.Column(name, EXACT, nullable=nullable) for name in names]
