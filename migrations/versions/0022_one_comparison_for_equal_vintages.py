"""One row of a target for all vintages in which its actual is the same, and indexes without the vintage.

Comparisons are computed again.

Revision ID: 0022
Revises: 0021
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
#: The last column of an index is the key, which SQLite adds to each index.
INDEXES = (
    ("region_key", "year", "key"),
    ("indicator_code", "year", "key"),
    ("year", "key"),
    ("outcome", "key"),
    ("gap_order", "key"),
)


def upgrade() -> None:
    empty()
    for columns in INDEXES:
        index("vintage", *columns, drop=True)
    op.add_column("comparisons", sa.Column("vintages", sa.Integer(), nullable=False))
    op.drop_column("comparisons", "replaced_by")
    for columns in INDEXES:
        index(*columns)


def downgrade() -> None:
    empty()
    for columns in INDEXES:
        index(*columns, drop=True)
    op.add_column("comparisons", sa.Column("replaced_by", TEXT, nullable=False))
    op.drop_column("comparisons", "vintages")
    for columns in INDEXES:
        index("vintage", *columns)


def index(*columns: str, drop: bool = False) -> None:
    """Create or drop the index of these columns."""
    name = f"ix_comparisons_{'_'.join(columns)}"
    if drop:
        op.drop_index(name, table_name="comparisons")
    else:
        sqlite = op.get_context().dialect.name == "sqlite"
        op.create_index(name, "comparisons", list(columns[:-1] if sqlite else columns))


def empty() -> None:
    """Remove all comparisons, so that they are computed again."""
    op.execute("DELETE FROM comparison_documents")
    op.execute("DELETE FROM comparisons")
    op.execute("UPDATE state SET comparison_version = ''")
