"""The index of names without the key: on PostgreSQL observations with equal names then share an entry.

SQLite adds the key to each index anyway, so there only the name changes.

Revision ID: 0036
Revises: 0035
"""

from __future__ import annotations

from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

BEFORE, AFTER = "ix_observations_indicator_key", "ix_observations_indicator"


def upgrade() -> None:
    op.drop_index(BEFORE, table_name="observations")
    op.create_index(AFTER, "observations", ["indicator"])


def downgrade() -> None:
    op.drop_index(AFTER, table_name="observations")
    sqlite = op.get_context().dialect.name == "sqlite"
    op.create_index(BEFORE, "observations", ["indicator"] if sqlite else ["indicator", "key"])
