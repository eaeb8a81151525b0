"""Restatements: values as first stated, as restated, and as implied by level and growth.

Revision ID: 0010
Revises: 0009
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
EXACT = sa.Numeric().with_variant(sa.Text(), "sqlite")
WORDS = (
    "region_key", "scope", "indicator", "category", "measure", "unit", "first_report_id",
    "first_observation_id", "confidence_order",
)  # fmt: skip # names read better on few lines
WORDS_OR_NULL = (
    "region", "region_code", "indicator_code", "restated_report_id", "changed", "implied_report_id",
    "consistent", "restated_observation_id", "level_observation_id", "growth_observation_id",
)  # fmt: skip # names read better on few lines
AMOUNTS = ("first_value", "confidence")
AMOUNTS_OR_NULL = (
    "restated_value", "revision", "implied_value", "implied_low", "implied_high", "implied_revision",
)  # fmt: skip # names read better on few lines


def upgrade() -> None:
    op.create_table(
        "restatements",
        sa.Column("key", BIG, autoincrement=False, nullable=False),
        *(sa.Column(name, TEXT, nullable=False) for name in WORDS),
        *(sa.Column(name, TEXT) for name in WORDS_OR_NULL),
        *(sa.Column(name, EXACT, nullable=False) for name in AMOUNTS),
        *(sa.Column(name, EXACT) for name in AMOUNTS_OR_NULL),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("start_year", "year")),
        sa.PrimaryKeyConstraint("key", name="pk_restatements"),
    )
    for columns in (("region_key", "year", "key"), ("indicator_code", "year", "key"), ("year", "key")):
        op.create_index(f"ix_restatements_{'_'.join(columns)}", "restatements", list(columns))
    # They are computed with the comparisons.
    op.execute("UPDATE state SET comparison_version = ''")


def downgrade() -> None:
    op.drop_table("restatements")
