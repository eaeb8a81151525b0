"""Texts of reports, compressed.

Revision ID: 0018
Revises: 0017
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
import zstandard
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
TABLES = ("report_texts", "report_versions")
LEVEL = 9
#: The number of texts that are in memory at the same time.
BATCH = 50


def upgrade() -> None:
    for table in TABLES:
        convert(table, sa.LargeBinary(), lambda text: zstandard.compress(text.encode(), LEVEL))


def downgrade() -> None:
    for table in TABLES:
        convert(table, TEXT, lambda packed: zstandard.decompress(packed).decode())


def convert(name: str, kind: sa.types.TypeEngine[Any], make: Callable[..., object]) -> None:
    """Change the type of the column, and convert each text."""
    # A new column that can't be null needs a default for the existing rows.
    empty = (
        "''" if isinstance(kind, sa.Text) else "X''" if op.get_context().dialect.name == "sqlite" else "''"
    )
    op.alter_column(name, "text", new_column_name="old_text")
    op.add_column(name, sa.Column("text", kind, nullable=False, server_default=sa.text(empty)))
    table = sa.table(name, sa.column("number"), sa.column("text"), sa.column("old_text"))
    connection, last = op.get_bind(), -1
    while True:
        some = sa.select(table.c.number, table.c.old_text).where(table.c.number > last)
        rows = connection.execute(some.order_by(table.c.number).limit(BATCH)).all()
        if not rows:
            break
        last = rows[-1][0]
        connection.execute(
            sa.update(table).where(table.c.number == sa.bindparam("of")).values(text=sa.bindparam("made")),
            [{"of": number, "made": make(old)} for number, old in rows],
        )
    op.drop_column(name, "old_text")
