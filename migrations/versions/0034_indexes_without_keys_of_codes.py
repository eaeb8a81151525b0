"""Indexes of codes and years without the key: on PostgreSQL rows with equal values share an entry.

The default order needs a sort either way, since the years come between. SQLite adds the key to each index
anyway, so there only the names change.

Revision ID: 0034
Revises: 0033
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

#: The table and the code of each index, and whether it leaves out the rows without a code.
INDEXES = (
    ("observations", "region_code", False),
    ("observations", "indicator_code", True),
    ("comparisons", "indicator_code", False),
)


def upgrade() -> None:
    for table, code, partial in INDEXES:
        op.drop_index(f"ix_{table}_{code}_year_key", table_name=table)
        create(f"ix_{table}_{code}_year", table, [code, "year"], partial=partial)


def downgrade() -> None:
    sqlite = op.get_context().dialect.name == "sqlite"
    for table, code, partial in INDEXES:
        op.drop_index(f"ix_{table}_{code}_year", table_name=table)
        columns = [code, "year"] if sqlite else [code, "year", "key"]
        create(f"ix_{table}_{code}_year_key", table, columns, partial=partial)


def create(name: str, table: str, columns: list[str], *, partial: bool) -> None:
    where = sa.text(f"{columns[0]} IS NOT NULL") if partial else None
    op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)
