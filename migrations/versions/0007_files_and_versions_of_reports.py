"""The files of reports, the places of the text in them, other texts of the same report, and citations.

Revision ID: 0007
Revises: 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NEEDED = {"path": "''", "choice": "'only'", "citation": "''"}
"""Columns that are never null, with their values for existing reports; `zhibiao migrate` cites these."""
WORDS = ("report_id", "sha256", "path", "added_at", "report", "text")


def upgrade() -> None:
    for name, value in NEEDED.items():
        op.add_column("reports", sa.Column(name, TEXT, nullable=False, server_default=sa.text(value)))
    op.add_column("reports", sa.Column("versions", sa.Integer(), nullable=False, server_default=sa.text("1")))
    op.add_column("reports", sa.Column("file_sha256", TEXT, nullable=True))
    op.create_table(
        "report_files",
        sa.Column("number", BIG, autoincrement=False, nullable=False),
        sa.Column("places", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_report_files"),
        sa.ForeignKeyConstraint(
            ["number"], ["reports.number"], name="fk_report_files_number", ondelete="CASCADE"
        ),
    )
    op.create_table(
        "report_versions",
        sa.Column("number", BIG, autoincrement=False, nullable=False),
        *(sa.Column(name, TEXT, nullable=False) for name in WORDS),
        sa.Column("places", sa.LargeBinary(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_report_versions"),
    )
    for column in ("report_id", "sha256"):
        op.create_index(f"ix_report_versions_{column}", "report_versions", [column])


def downgrade() -> None:
    op.drop_table("report_versions")
    op.drop_table("report_files")
    for name in ("versions", "file_sha256", *NEEDED):
        op.drop_column("reports", name)
