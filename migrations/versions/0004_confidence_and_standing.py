"""Confidence, parts of names, base units, dates and the standing of regions, on each observation.

The new columns of existing rows are filled from their other columns; their confidence is 0 until their
report is read again.

Revision ID: 0004
Revises: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
EXACT = sa.Numeric().with_variant(sa.Text(), "sqlite")
ZERO_ORDER = "1"
"""The result of ``ordering.order_key`` for 0."""
COLUMNS: tuple[tuple[str, sa.types.TypeEngine[object], str | None], ...] = (
    ("confidence", EXACT, "0"),
    ("action", TEXT, ""),
    ("head", TEXT, ""),
    ("base_value", EXACT, "0"),
    ("base_value_high", EXACT, None),
    ("base_unit", TEXT, ""),
    ("date", TEXT, ""),
    ("level", TEXT, None),
    ("province", TEXT, None),
    ("province_code", TEXT, None),
    ("city", TEXT, None),
    ("source_kind", TEXT, "report"),
    ("confidence_order", TEXT, ZERO_ORDER),
)


def upgrade() -> None:
    for name, kind, default in COLUMNS:
        server_default = None if default is None else sa.text(f"'{default}'")
        op.add_column(
            "observations", sa.Column(name, kind, nullable=default is None, server_default=server_default)
        )
    op.execute(
        "UPDATE observations SET base_value = value, base_value_high = value_high, base_unit = unit, "
        "date = year || '-12-31', "
        "level = (SELECT level FROM reports WHERE reports.id = observations.report_id)"
    )
    op.execute("UPDATE state SET document_version = ''")
    op.create_index("ix_observations_confidence_order_key", "observations", ["confidence_order", "key"])


def downgrade() -> None:
    op.drop_index("ix_observations_confidence_order_key", table_name="observations")
    for name, _, _ in reversed(COLUMNS):
        op.drop_column("observations", name)
