"""The comparisons that a preferred bulletin or report replaces, and the level and province of their places.

Comparisons are computed from observations; `zhibiao migrate` computes them again.

Revision ID: 0016
Revises: 0015
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
COLUMNS = {"level": True, "province": True, "province_code": True, "city": True, "replaced_by": False}
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
