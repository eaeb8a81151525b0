"""The correction that was applied with a change of an observation.

Revision ID: 0015
Revises: 0014
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("changes", sa.Column("correction_id", TEXT, nullable=True))


def downgrade() -> None:
    op.drop_column("changes", "correction_id")
