"""An index of comparisons by place, indicator and year: the ledger uses it for superiors and siblings.

Revision ID: 0012
Revises: 0011
"""

from __future__ import annotations

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

BEFORE, AFTER = ["region_key"], ["region_key", "indicator_code", "year"]


def upgrade() -> None:
    op.drop_index("ix_comparisons_region_key", table_name="comparisons")
    op.create_index(f"ix_comparisons_{'_'.join(AFTER)}", "comparisons", AFTER)


def downgrade() -> None:
    op.drop_index(f"ix_comparisons_{'_'.join(AFTER)}", table_name="comparisons")
    op.create_index("ix_comparisons_region_key", "comparisons", BEFORE)
