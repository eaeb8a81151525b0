"""The kind of document of a report, its origin, and how its place and year were found.

Revision ID: 0005
Revises: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
NEEDED = {"kind": "report", "format": "txt", "year_basis": "stated"}
"""Columns that are never null, with their values for the existing reports."""
NULLABLE = ("region_basis", "source_url", "publisher", "retrieved_on")


def upgrade() -> None:
    for name, value in NEEDED.items():
        op.add_column("reports", sa.Column(name, TEXT, nullable=False, server_default=sa.text(f"'{value}'")))
    for name in NULLABLE:
        op.add_column("reports", sa.Column(name, TEXT, nullable=True))


def downgrade() -> None:
    for name in (*NULLABLE, *NEEDED):
        op.drop_column("reports", name)
