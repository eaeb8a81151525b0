"""Checks: observations that do not fit what the same place states elsewhere.

Revision ID: 0006
Revises: 0005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
EXACT = sa.Numeric().with_variant(sa.Text(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "checks",
        sa.Column("key", BIG, autoincrement=False, nullable=False),
        *(sa.Column(name, TEXT, nullable=False) for name in ("id", "region_key", "kind", "judgement")),
        *(sa.Column(name, TEXT) for name in ("region", "region_code")),
        *(sa.Column(name, TEXT, nullable=False) for name in ("scope", "indicator")),
        sa.Column("indicator_code", TEXT),
        *(sa.Column(name, TEXT, nullable=False) for name in ("measure", "unit")),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("value", EXACT, nullable=False),
        *(sa.Column(name, EXACT) for name in ("expected_low", "expected_high", "distance")),
        *(
            sa.Column(name, TEXT, nullable=False)
            for name in (
                "report_id", "observation_id", "other_observation_ids", "sentence", "other_sentences",
            )
        ),
        sa.PrimaryKeyConstraint("key", name="pk_checks"),
    )  # fmt: skip # columns read better on few lines
    for columns in (("region_key", "key"), ("kind", "key"), ("indicator_code", "key")):
        op.create_index(f"ix_checks_{'_'.join(columns)}", "checks", list(columns))
    # The next ingestion checks all places.
    op.execute("UPDATE state SET comparison_version = ''")


def downgrade() -> None:
    op.drop_table("checks")
