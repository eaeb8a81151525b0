"""An index of the few observations that a correction changed.

Revision ID: 0025
Revises: 0024
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

NAME = "ix_observations_corrected"


def upgrade() -> None:
    some = sa.text("corrected <> '[]'")
    sqlite = op.get_context().dialect.name == "sqlite"
    columns = ["corrected"] if sqlite else ["corrected", "key"]
    op.create_index(NAME, "observations", columns, sqlite_where=some, postgresql_where=some)


def downgrade() -> None:
    op.drop_index(NAME, table_name="observations")
