"""The first tables: reports, observations, comparisons, changes, full-text index.

Revision ID: 0001
Revises:
"""

from __future__ import annotations

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Both databases compare text byte by byte. SQLite's numbers are binary, so it stores decimals as text.
TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
EXACT = sa.Numeric().with_variant(sa.Text(), "sqlite")


def words(*names: str, nullable: bool = False) -> list[sa.Column[str]]:
    """Columns of text."""
    return [sa.Column(name, TEXT, nullable=nullable) for name in names]


def numbers(*names: str) -> list[sa.Column[int]]:
    """Columns of whole numbers that are never null."""
    return [sa.Column(name, sa.Integer(), nullable=False) for name in names]


def amounts(*names: str, nullable: bool = False) -> list[sa.Column[object]]:
    """Columns of exact decimals."""
    return [sa.Column(name, EXACT, nullable=nullable) for name in names]


def key(table: str, name: str = "key") -> list[sa.schema.SchemaItem]:
    """An integer primary key that the program assigns."""
    column = sa.Column(name, BIG, autoincrement=False, nullable=False)
    return [column, sa.PrimaryKeyConstraint(name, name=f"pk_{table}")]


def index(table: str, *columns: str) -> None:
    """An index named after its columns."""
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))


def upgrade() -> None:
    """Create all tables."""
    state()
    reports()
    observations()
    comparisons()
    changes()
    full_text()


def state() -> None:
    """The one row about the database; its id distinguishes the database from others."""
    table = op.create_table(
        "state",
        *key("state", "id"),
        *words("database_id", "comparison_version"),
        sa.Column("version", BIG, nullable=False),
    )
    row = {"id": 1, "database_id": secrets.token_hex(4), "comparison_version": "", "version": 0}
    op.bulk_insert(table, [row])


def reports() -> None:
    """Reports, with their texts in a separate table."""
    op.create_table(
        "reports",
        *key("reports", "number"),
        *words("id", "region_key", "source", "sha256", "extractor_version", "ingested_at", "warnings"),
        *words("title", "region", "region_code", "level", "delivered_on", "speaker", nullable=True),
        *numbers("report_year", "characters", "observations"),
        sa.UniqueConstraint("id", name="uq_reports_id"),
    )
    index("reports", "region_key", "report_year")
    index("reports", "region_code", "report_year")
    index("reports", "sha256")
    op.create_table(
        "report_texts",
        *key("report_texts", "number"),
        *words("text"),
        sa.ForeignKeyConstraint(
            ["number"], ["reports.number"], name="fk_report_texts_number", ondelete="CASCADE"
        ),
    )


def observations() -> None:
    """The flat rows of the contract."""
    op.create_table(
        "observations",
        *key("observations"),
        *words("id", "indicator", "category", "measure", "status", "bound", "unit", "scope", "report_id"),
        *words("value_text", "bound_text", "commitment", "sentence", "rules", "flags", "value_order"),
        *words("indicator_code", "region", "region_code", nullable=True),
        *amounts("value"),
        *amounts("value_high", nullable=True),
        *numbers("start_year", "year", "value_start", "value_end", "sentence_start", "sentence_end"),
        sa.UniqueConstraint("id", name="uq_observations_id"),
        sa.ForeignKeyConstraint(
            ["report_id"], ["reports.id"], name="fk_observations_report_id", ondelete="CASCADE"
        ),
    )
    index("observations", "category", "year", "key")
    op.create_index("ix_observations_year_key", "observations", [sa.text("year DESC"), "key"])
    index("observations", "indicator_code", "year", "key")
    index("observations", "region_code", "year", "key")
    index("observations", "report_id", "key")
    index("observations", "indicator", "key")
    index("observations", "value_order", "key")


def comparisons() -> None:
    """Targets and their outcomes."""
    op.create_table(
        "comparisons",
        *key("comparisons"),
        *words("region_key", "scope", "indicator", "category", "measure", "unit", "vintage"),
        *words("target_bound", "outcome", "target_observation_id", "target_value_order"),
        *words("region", "region_code", "indicator_code", "actual_bound", nullable=True),
        *words("actual_observation_id", "previous_observation_id", nullable=True),
        *words("actual_value_order", "ambition_order", "gap_order", "attainment_order", nullable=True),
        *numbers("year"),
        *amounts("target_value", "tolerance"),
        *amounts("target_value_high", "actual_value", "previous_value", nullable=True),
        *amounts("ambition", "gap", "attainment", nullable=True),
    )
    index("comparisons", "vintage", "region_key", "year", "key")
    index("comparisons", "vintage", "indicator_code", "year", "key")
    index("comparisons", "vintage", "year", "key")
    index("comparisons", "vintage", "outcome", "key")
    index("comparisons", "region_key")


def changes() -> None:
    """What was added, changed and removed, in order."""
    op.create_table(
        "changes",
        *key("changes", "sequence"),
        sa.Column("version", BIG, nullable=False),
        *words("change", "observation_id", "report_id", "changed_at"),
    )
    index("changes", "report_id")


def full_text() -> None:
    """The full-text index: without a copy of the text on SQLite, a vector for each row on PostgreSQL."""
    if op.get_context().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE observation_words USING fts5(words, content='', tokenize='unicode61')"
        )
        return
    op.execute(
        "CREATE TABLE observation_words ("
        "key BIGINT PRIMARY KEY REFERENCES observations (key) ON DELETE CASCADE, words TSVECTOR NOT NULL)"
    )
    op.execute("CREATE INDEX ix_observation_words_words ON observation_words USING gin (words)")


def downgrade() -> None:
    """Remove all tables with their rows."""
    for table in (
        "observation_words",
        "changes",
        "comparisons",
        "observations",
        "report_texts",
        "reports",
        "state",
    ):
        op.drop_table(table)
