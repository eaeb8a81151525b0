"""The index of outcomes finds comparisons in the default order, and counts any selection by itself.

Revision ID: 0026
Revises: 0025
"""

from __future__ import annotations

from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

BEFORE = "ix_comparisons_outcome_key"
AFTER = "ix_comparisons_outcome"
# The last three are the columns that most selections use.
COLUMNS = ["outcome", "region_key", "year", "key", "tolerance_mode", "vintages", "start_year"]


def upgrade() -> None:
    op.drop_index(BEFORE, table_name="comparisons")
    op.create_index(AFTER, "comparisons", COLUMNS)


def downgrade() -> None:
    op.drop_index(AFTER, table_name="comparisons")
    # On SQLite the key is the rowid, which ends each index.
    sqlite = op.get_context().dialect.name == "sqlite"
    op.create_index(BEFORE, "comparisons", ["outcome"] if sqlite else ["outcome", "key"])
