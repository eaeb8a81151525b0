"""Comparisons without the columns that no query uses: only the documents have these cells.

Comparisons are computed again.

Revision ID: 0028
Revises: 0027
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
EXACT = sa.Numeric().with_variant(sa.Text(), "sqlite")
#: The removed columns: their types, and whether their cells may be null.
REMOVED = {
    "tolerance_rule": (TEXT, False),
    "match": (EXACT, True),
    "target_report_id": (TEXT, False),
    "actual_report_id": (TEXT, True),
    "previous_observation_id": (TEXT, True),
    "province": (TEXT, True),
    "city": (TEXT, True),
}


def upgrade() -> None:
    empty()
    for name in REMOVED:
        op.drop_column("comparisons", name)


def downgrade() -> None:
    empty()
    for name, (kind, nullable) in REMOVED.items():
        op.add_column("comparisons", sa.Column(name, kind, nullable=nullable))


def empty() -> None:
    """Remove all comparisons, so that they are computed again."""
    op.execute("DELETE FROM comparison_documents")
    op.execute("DELETE FROM comparisons")
    op.execute("UPDATE state SET comparison_version = ''")
