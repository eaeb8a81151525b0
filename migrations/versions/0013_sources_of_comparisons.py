"""The reports that state a comparison's target and actual, and the kind of text that states the actual.

Comparisons are computed from observations; `zhibiao migrate` computes them again.

Revision ID: 0013
Revises: 0012
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
COLUMNS = {"actual_source": True, "target_report_id": False, "actual_report_id": True}
"""Names, and whether cells may be null."""


def upgrade() -> None:
    empty()
    for name, nullable in COLUMNS.items():
        op.add_column("comparisons", sa.Column(name, TEXT, nullable=nullable))


def downgrade() -> None:
    empty()
    for name in COLUMNS:
        op.drop_column("comparisons", name)


def empty() -> None:
    """Remove all comparisons, so that they are computed again."""
    op.execute("DELETE FROM comparison_documents")
    op.execute("DELETE FROM comparisons")
    op.execute("UPDATE state SET comparison_version = '', document_version = ''")
