"""Texts of reports in GB 18030 before they are compressed, which makes them smaller than as UTF-8.

Revision ID: 0030
Revises: 0029
"""

from __future__ import annotations

import sqlalchemy as sa
import zstandard
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

TABLES = ("report_texts", "report_versions")
LEVEL = 6
#: The number of texts that are in memory at the same time.
BATCH = 50


def upgrade() -> None:
    for table in TABLES:
        recode(table, "utf-8", "gb18030")


def downgrade() -> None:
    for table in TABLES:
        recode(table, "gb18030", "utf-8")


def recode(name: str, before: str, after: str) -> None:
    """Compress each text again, in another encoding."""
    table = sa.table(name, sa.column("number"), sa.column("text"))
    update = sa.update(table).where(table.c.number == sa.bindparam("of")).values(text=sa.bindparam("made"))
    connection, last = op.get_bind(), -1
    while True:
        some = sa.select(table.c.number, table.c.text).where(table.c.number > last)
        rows = connection.execute(some.order_by(table.c.number).limit(BATCH)).all()
        if not rows:
            break
        last = rows[-1][0]
        made = ((number, zstandard.decompress(packed).decode(before)) for number, packed in rows)
        connection.execute(
            update,
            [{"of": number, "made": zstandard.compress(text.encode(after), LEVEL)} for number, text in made],
        )
