"""Indexes of comparisons by year and gap without the key: on PostgreSQL equal values then share an entry.

Comparisons are sorted by region and year before the key, so that these indexes never gave their order. SQLite
adds the key to each index anyway, so there only the names change.

Revision ID: 0035
Revises: 0034
"""

from __future__ import annotations

from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

COLUMNS = ("year", "gap_order")


def upgrade() -> None:
    for column in COLUMNS:
        op.drop_index(f"ix_comparisons_{column}_key", table_name="comparisons")
        op.create_index(f"ix_comparisons_{column}", "comparisons", [column])


def downgrade() -> None:
    sqlite = op.get_context().dialect.name == "sqlite"
    for column in COLUMNS:
        op.drop_index(f"ix_comparisons_{column}", table_name="comparisons")
        columns = [column] if sqlite else [column, "key"]
        op.create_index(f"ix_comparisons_{column}_key", "comparisons", columns)
