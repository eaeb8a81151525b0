"""Counts of all observations by each value of a column, for facets.

Revision ID: 0033
Revises: 0032
"""

from __future__ import annotations

import json
from collections import Counter

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NAME = "observation_value_tallies"
COLUMNS = (
    "indicator_code", "region_code", "bound", "unit", "flags", "level", "province_code", "action",
    "source_kind", "reader",
)  # fmt: skip # names read better on few lines


def upgrade() -> None:
    made = op.create_table(
        NAME,
        sa.Column("name", TEXT, nullable=False),
        sa.Column("value", TEXT, nullable=False),
        sa.Column("observations", BIG, nullable=False),
        sa.PrimaryKeyConstraint("name", "value", name=f"pk_{NAME}"),
    )
    for name in COLUMNS:
        counted = [{"name": name, "value": value, "observations": n} for value, n in counts(name).items()]
        if counted:
            op.bulk_insert(made, counted)


def counts(name: str) -> Counter[str]:
    """The number of observations with each value; a row with several flags counts for each."""
    found: Counter[str] = Counter()
    statement = f"SELECT {name}, count(*) FROM observations GROUP BY {name}"  # noqa: S608 # our names
    for cell, number in op.get_bind().execute(sa.text(statement)):
        values = (json.loads(cell) or [None]) if name == "flags" else [cell]
        found.update(dict.fromkeys(("" if value is None else f"={value}" for value in values), number))
    return found


def downgrade() -> None:
    op.drop_table(NAME)
