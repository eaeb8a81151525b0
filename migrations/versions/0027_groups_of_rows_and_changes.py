"""Documents of up to four rows of a sentence, batches of changes, and smaller indexes.

The rows of a report are a range of keys, so their index and the reference to the report go: observations are
deleted before their report. Times of observations become seconds since 1970.

Revision ID: 0027
Revises: 0026
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from alembic import op

from app.store.rows import dictionaries
from app.store.upkeep.rebuilding import rebuild

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OBSERVATIONS, DOCUMENTS = "observations", "observation_documents"
#: The rows of a sentence, and those of a document, have equal keys but for so many last bits.
SENTENCE_BITS, GROUP_BITS = 4, 2
BATCH = 2000
REFERENCE = "fk_observations_report_id"
CODED = "ix_observations_indicator_code_year_key"
ONLY_POSTGRESQL = ("action", "head", "province_code", "reader")
PACKED = sa.table(DOCUMENTS, sa.column("key"), sa.column("document", sa.LargeBinary()))
#: What a batch says of its changes.
SHARED = {"version": BIG, "change": TEXT, "report_id": TEXT, "changed_at": TEXT}
BATCHES = """
    INSERT INTO change_batches (number, last, version, change, report_id, changed_at)
    SELECT min(sequence), max(sequence), min(version), min(change), min(report_id), min(changed_at)
    FROM (
        SELECT *, sum(new) OVER (ORDER BY sequence) AS batch FROM (
            SELECT *, CASE WHEN (version, change, report_id, changed_at, sequence)
                = (lag(version) OVER w, lag(change) OVER w, lag(report_id) OVER w, lag(changed_at) OVER w,
                   lag(sequence) OVER w + 1) THEN 0 ELSE 1 END AS new
            FROM changes WINDOW w AS (ORDER BY sequence)
        ) AS marked
    ) AS counted GROUP BY batch
"""
OF_CHANGE = "(SELECT max(number) FROM change_batches WHERE number <= changes.sequence)"
SECONDS = {
    "sqlite": "coalesce(CAST(strftime('%s', updated_at) AS INTEGER), 0)",
    "postgresql": "coalesce(extract(epoch FROM nullif(updated_at, '')::timestamptz), 0)::bigint",
}
MOMENT = {
    "sqlite": "strftime('%Y-%m-%dT%H:%M:%SZ', updated_at, 'unixepoch')",
    "postgresql": "to_char(to_timestamp(updated_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')",
}


def upgrade() -> None:
    write(grouped)
    for name in (CODED, "ix_observations_updated_at_key", "ix_observations_report_id_key"):
        op.drop_index(name, table_name=OBSERVATIONS)
    change_times(BIG, SECONDS)
    index(CODED, "indicator_code", "year", coded=True)
    op.create_index("ix_observations_updated_at", OBSERVATIONS, ["updated_at"])
    if not on_sqlite():
        for name in ONLY_POSTGRESQL:
            op.create_index(f"ix_observations_{name}", OBSERVATIONS, [name])
    make_batches()


def downgrade() -> None:
    drop_batches()
    if not on_sqlite():
        for name in ONLY_POSTGRESQL:
            op.drop_index(f"ix_observations_{name}", table_name=OBSERVATIONS)
    for name in (CODED, "ix_observations_updated_at"):
        op.drop_index(name, table_name=OBSERVATIONS)
    change_times(TEXT, MOMENT, refer=True)
    index(CODED, "indicator_code", "year")
    index("ix_observations_updated_at_key", "updated_at")
    index("ix_observations_report_id_key", "report_id")
    write(separate)


def on_sqlite() -> bool:
    return op.get_context().dialect.name == "sqlite"


def index(name: str, *columns: str, coded: bool = False) -> None:
    """Create an index of observations, on PostgreSQL with the key."""
    where = sa.text("indicator_code IS NOT NULL") if coded else None
    keyed = [*columns] if on_sqlite() else [*columns, "key"]
    op.create_index(name, OBSERVATIONS, keyed, sqlite_where=where, postgresql_where=where)


def change_times(kind: Any, made: dict[str, str], *, refer: bool = False) -> None:  # noqa: ANN401 # a type
    """Give the times of observations another type, and remove or add the reference to the report."""
    reference = sa.ForeignKeyConstraint(["report_id"], ["reports.id"], name=REFERENCE, ondelete="CASCADE")
    if on_sqlite():
        rebuild(
            op.get_bind(),
            OBSERVATIONS,
            dropped=() if refer else (REFERENCE,),
            added={"updated_at": (sa.Column("updated_at", kind, nullable=False), made["sqlite"])},
            constraints=[reference] if refer else (),
        )
        return
    if not refer:
        op.drop_constraint(REFERENCE, OBSERVATIONS, type_="foreignkey")
    op.execute("ALTER TABLE observations ALTER updated_at DROP DEFAULT")
    op.alter_column(OBSERVATIONS, "updated_at", type_=kind, postgresql_using=made["postgresql"])
    if refer:
        op.create_foreign_key(REFERENCE, OBSERVATIONS, "reports", ["report_id"], ["id"], ondelete="CASCADE")


def make_batches() -> None:
    op.create_table(
        "change_batches",
        sa.Column("number", BIG, autoincrement=False, nullable=False),
        sa.Column("last", BIG, nullable=False),
        *(sa.Column(name, kind, nullable=False) for name, kind in SHARED.items()),
        sa.PrimaryKeyConstraint("number", name="pk_change_batches"),
    )
    op.execute(BATCHES)
    for name in ("ix_changes_report_id", "ix_changes_changed_at_sequence"):
        op.drop_index(name, table_name="changes")
    replace_columns([*SHARED], {"batch": BIG}, {"batch": OF_CHANGE})
    for name in ("report_id", "changed_at"):
        op.create_index(f"ix_change_batches_{name}", "change_batches", [name])


def drop_batches() -> None:
    cells = {
        name: f"(SELECT {name} FROM change_batches WHERE number = changes.batch)"  # noqa: S608 # our names
        for name in SHARED
    }
    replace_columns(["batch"], SHARED, cells)
    op.drop_table("change_batches")
    op.create_index("ix_changes_report_id", "changes", ["report_id"])
    timed = ["changed_at"] if on_sqlite() else ["changed_at", "sequence"]
    op.create_index("ix_changes_changed_at_sequence", "changes", timed)


def replace_columns(old: list[str], new: dict[str, Any], cells: dict[str, str]) -> None:
    """Replace columns of changes; ``cells`` says in SQL what is in the new ones."""
    if on_sqlite():
        added = {name: (sa.Column(name, kind, nullable=False), cells[name]) for name, kind in new.items()}
        rebuild(op.get_bind(), "changes", dropped=old, added=added)
        return
    for name, kind in new.items():
        op.add_column("changes", sa.Column(name, kind))
    op.execute(f"UPDATE changes SET {', '.join(f'{name} = {cell}' for name, cell in cells.items())}")  # noqa: S608 # ours
    for name in new:
        op.alter_column("changes", name, nullable=False)
    for name in old:
        op.drop_column("changes", name)


def write(changed: Callable[[list[tuple[int, bytes]]], Iterable[tuple[int, bytes]]]) -> None:
    """Write all documents again, as ``changed`` makes them of the documents of whole sentences."""
    for rows in sentences():
        documents = dictionaries.unpacked_by(op.get_bind(), [document for _, document in rows])
        keys = [key for key, _ in rows]
        made = list(changed(list(zip(keys, documents, strict=True))))
        # Updates would leave pages almost empty.
        op.execute(sa.delete(PACKED).where(PACKED.c.key.between(keys[0], keys[-1])))
        packed = dictionaries.packed(op.get_bind(), PACKED, [document for _, document in made], 0)  # type: ignore[arg-type]  # its name is used
        op.bulk_insert(
            PACKED, [{"key": key, "document": one} for (key, _), one in zip(made, packed, strict=True)]
        )


def sentences() -> Iterator[list[Any]]:
    """Keys and documents of all rows in the order of the keys, whole sentences at a time."""
    last = -1
    while True:
        some = sa.select(PACKED.c.key, PACKED.c.document).where(PACKED.c.key > last).order_by(PACKED.c.key)
        rows = list(op.get_bind().execute(some.limit(BATCH)).all())
        if len(rows) == BATCH:
            sentence = rows[-1][0] >> SENTENCE_BITS
            rows = [row for row in rows if row[0] >> SENTENCE_BITS != sentence]
        if not rows:
            return
        yield rows
        # The rows of a document have keys after its own.
        last = rows[-1][0] | (1 << GROUP_BITS) - 1


def grouped(rows: list[tuple[int, bytes]]) -> Iterator[tuple[int, bytes]]:
    """One document for the rows of a group."""
    for group, some in groupby(rows, lambda row: row[0] >> GROUP_BITS):
        yield group << GROUP_BITS, b"\n".join(document for _, document in some)


def separate(rows: list[tuple[int, bytes]]) -> Iterator[tuple[int, bytes]]:
    """One document for each row."""
    for key, document in rows:
        yield from enumerate(document.split(b"\n"), key)
