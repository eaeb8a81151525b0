"""The list of the rules of an observation as a number of a table that has each list once.

Revision ID: 0024
Revises: 0023
"""

from __future__ import annotations

from hashlib import blake2b

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OBSERVATIONS = sa.table("observations", sa.column("rules"), sa.column("rule_list"))
LISTS = sa.table("rule_lists", sa.column("number"), sa.column("rules"))
#: Bytes of the number of a list.
BYTES = 6


def upgrade() -> None:
    op.create_table(
        "rule_lists",
        sa.Column("number", BIG, autoincrement=False, nullable=False),
        sa.Column("rules", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_rule_lists"),
    )
    found = op.get_bind().execute(sa.select(OBSERVATIONS.c.rules).distinct()).scalars().all()
    op.bulk_insert(LISTS, [{"number": number(rules), "rules": rules} for rules in found])
    op.add_column("observations", sa.Column("rule_list", BIG, nullable=False, server_default="0"))
    op.create_index("ix_rule_lists_rules", "rule_lists", ["rules"])
    same = sa.select(LISTS.c.number).where(LISTS.c.rules == OBSERVATIONS.c.rules)
    op.execute(sa.update(OBSERVATIONS).values(rule_list=same.scalar_subquery()))
    op.drop_index("ix_rule_lists_rules", table_name="rule_lists")
    op.drop_column("observations", "rules")


def downgrade() -> None:
    op.add_column("observations", sa.Column("rules", TEXT, nullable=False, server_default="[]"))
    same = sa.select(LISTS.c.rules).where(LISTS.c.number == OBSERVATIONS.c.rule_list)
    op.execute(sa.update(OBSERVATIONS).values(rules=same.scalar_subquery()))
    op.drop_column("observations", "rule_list")
    op.drop_table("rule_lists")


def number(rules: str) -> int:
    """The number of a list, as ``app/store/rows/rule_lists.py`` computes it."""
    return int.from_bytes(blake2b(rules.encode(), digest_size=BYTES).digest(), "big")
