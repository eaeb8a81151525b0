"""Keys of observations that count sentences, and a full-text index with one document for each sentence.

A key was the report's number and the row's place in the report. Now it has the sentence's place and the row's
place in the sentence, so the rows of a sentence are a range of keys (``app/store/rows/keys.py``). What refers
to keys is computed again: comparisons, restatements, checks and the full-text index.

Revision ID: 0021
Revises: 0020
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby, islice

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

ROW_BITS, PLACE_BITS = 4, 24
OBSERVATIONS, DOCUMENTS = "observations", "observation_documents"
REFERENCE = "fk_observation_documents_key"
COMPUTED = ("comparison_documents", "comparisons", "restatements", "checks")
#: The number of keys that are in memory at the same time.
BATCH = 5000
ROWS = sa.table(OBSERVATIONS, sa.column("key"), sa.column("sentence_start"), sa.column("sentence"))
NEW_KEYS = sa.table("new_keys", sa.column("old"), sa.column("new"))

Row = tuple[int, object]
"""The key and the sentence of an observation."""
Pair = tuple[int, int]
"""The key of an observation before and after."""


def upgrade() -> None:
    words("words")
    rekey(by_sentences)


def downgrade() -> None:
    words("name, again, rest")
    rekey(by_rows)


def words(columns: str) -> None:
    """Create the index again, empty and with these columns; the program fills it."""
    if op.get_context().dialect.name == "sqlite":
        op.drop_table("observation_words")
        op.execute(
            f"CREATE VIRTUAL TABLE observation_words USING fts5({columns}, content='', tokenize='ascii', "
            "columnsize=0)"
        )
    else:
        op.execute("TRUNCATE observation_words")
    op.execute("UPDATE state SET index_version = '', comparison_version = ''")


def rekey(changed: Callable[[Iterable[Row]], Iterator[Pair]]) -> None:
    """Give each observation and its document its new key."""
    for table in COMPUTED:
        op.execute(f"DELETE FROM {table}")  # noqa: S608 # our names
    op.create_table(
        "new_keys",
        sa.Column("old", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("new", sa.BigInteger(), nullable=False),
    )
    pairs = changed(rows())
    while some := list(islice(pairs, BATCH)):
        op.bulk_insert(NEW_KEYS, [{"old": old, "new": new} for old, new in some])
    if op.get_context().dialect.name == "sqlite":
        op.execute("PRAGMA defer_foreign_keys = ON")
        move()
    else:
        op.drop_constraint(REFERENCE, DOCUMENTS, type_="foreignkey")
        move()
        op.create_foreign_key(REFERENCE, DOCUMENTS, OBSERVATIONS, ["key"], ["key"], ondelete="CASCADE")
    op.drop_table("new_keys")


def move() -> None:
    """Update the keys in two steps, because a new key may be another row's old one."""
    for table in (OBSERVATIONS, DOCUMENTS):
        op.execute(f"UPDATE {table} SET key = -1 - (SELECT new FROM new_keys WHERE old = key)")  # noqa: S608 # ours
        op.execute(f"UPDATE {table} SET key = -1 - key")  # noqa: S608 # our names


def rows() -> Iterator[Row]:
    """Key and sentence of all observations, in their order."""
    last = -1
    while True:
        some = sa.select(ROWS.c.key, ROWS.c.sentence_start, ROWS.c.sentence).where(ROWS.c.key > last)
        found = op.get_bind().execute(some.order_by(ROWS.c.key).limit(BATCH)).all()
        if not found:
            return
        last = found[-1].key
        yield from ((row.key, (row.sentence_start, row.sentence)) for row in found)


def by_sentences(found: Iterable[Row]) -> Iterator[Pair]:
    """Count the sentences of each report, and the rows of each sentence."""
    for report, of_report in groupby(found, lambda row: row[0] >> PLACE_BITS):
        sentence = 0
        for _, same in groupby(of_report, lambda row: row[1]):
            for place, (key, _) in enumerate(same):
                more, row = divmod(place, 1 << ROW_BITS)
                yield key, (report << PLACE_BITS) + (sentence + more << ROW_BITS) + row
            sentence += more + 1


def by_rows(found: Iterable[Row]) -> Iterator[Pair]:
    """Count the rows of each report."""
    for report, of_report in groupby(found, lambda row: row[0] >> PLACE_BITS):
        for place, (key, _) in enumerate(of_report):
            yield key, (report << PLACE_BITS) + place
