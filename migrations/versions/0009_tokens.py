"""A token for each state of the data, and the number of the last change: a restored copy must repeat neither.

Revision ID: 0009
Revises: 0008
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE state RENAME COLUMN database_id TO token")
    big = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.add_column("state", sa.Column("sequence", big, nullable=False, server_default=sa.text("0")))
    op.execute("UPDATE state SET sequence = (SELECT coalesce(max(sequence), 0) FROM changes)")


def downgrade() -> None:
    op.drop_column("state", "sequence")
    op.execute("ALTER TABLE state RENAME COLUMN token TO database_id")
