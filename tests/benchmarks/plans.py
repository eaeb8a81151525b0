"""How a database finds a page of each documented filter of observations, in the default order.

    .ci/services python -m tests.benchmarks.plans [--observations 1000000]
    python -m tests.benchmarks.plans --database URL

The first stores generated reports in PostgreSQL as ingestion does, and copies them within the database to
other places; the second reads a database that exists. Both print the steps of each plan that read
observations, with the milliseconds of the fastest of five equal pages. Exit code 1 if one reads the whole
table.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from app.lexicon.regions import load_regions
from app.services.database import Database, migrate, open_database
from app.store.declared.filters import OBSERVATION_FILTERS
from app.store.declared.resources import RESOURCES
from app.store.queries.parsing import parse_pairs
from app.store.repositories import observations
from tests.databases import KINDS, new_address
from tests.store.test_plans import example, fill, plan, reads_all

#: The rows that are stored by the program, and copied.
STORED = 20_000
TABLES = ("observations", "observation_documents", "observation_words")
#: What generated rows lack: periods of several years, actions, other documents, readers.
VARIED = """
    UPDATE observations SET
        start_year = CASE WHEN key % 5 = 0 THEN year - 4 ELSE year END,
        action = CASE WHEN indicator ~ '^(新增|建成|改造|完成|新建|扩建|引进|培育|整治|提升)'
            THEN left(indicator, 2) ELSE '' END,
        source_kind = CASE WHEN key % 29 = 0 THEN 'bulletin' ELSE 'report' END,
        reader = CASE WHEN key % 997 = 0 THEN 'person' ELSE 'rules' END,
        corrected = CASE WHEN key % 1997 = 0 THEN '["indicator"]' ELSE '[]' END,
        head = CASE WHEN key % 499 = 0 THEN '就业' ELSE head END
"""
#: Makes a copy of all rows; ``:shift`` is added to the numbers of reports, ``:copy`` is the copy's number.
COPIES = (
    """
    CREATE TEMP TABLE moved ON COMMIT DROP AS SELECT region_code, (array(SELECT code FROM places))[
        :copy * (SELECT count(DISTINCT region_code) FROM reports WHERE number <= :stored)
        + row_number() OVER ()] AS code
    FROM (SELECT DISTINCT region_code FROM reports WHERE number <= :stored) AS found
    """,
    """
    INSERT INTO reports SELECT (r).* FROM (SELECT jsonb_populate_record(reports, jsonb_build_object(
        'number', number + :shift, 'id', id || '-' || :copy,
        'region_code', moved.code, 'region_key', moved.code
    )) AS r FROM reports JOIN moved USING (region_code) WHERE number <= :stored) AS made
    """,
    """
    INSERT INTO observations SELECT (o).* FROM (SELECT jsonb_populate_record(observations, jsonb_build_object(
        'key', key + (:shift << 24), 'id', left(md5(id || :copy), 16), 'report_id', report_id || '-' || :copy,
        'region_code', moved.code, 'province_code', left(moved.code, 2) || '0000', 'series', series + :copy,
        'updated_at', updated_at + 86400 * :copy
    )) AS o FROM observations JOIN moved USING (region_code) WHERE key < (:stored + 1) << 24) AS made
    """,
    """
    INSERT INTO observation_documents SELECT key + (:shift << 24), document FROM observation_documents
    WHERE key < (:stored + 1) << 24
    """,
    """
    INSERT INTO observation_words SELECT number + (:shift << 20), words FROM first_words
    """,
)


def multiply(connection: Connection, copies: int) -> None:
    """Copy the stored rows to other places; indexes are made afterwards."""
    made = text(
        "SELECT indexname, indexdef FROM pg_indexes "
        "WHERE tablename = ANY(:tables) AND indexdef NOT LIKE '%UNIQUE%'"
    )
    indexes = connection.execute(made, {"tables": list(TABLES)}).all()
    for name, _ in indexes:
        connection.execute(text(f"DROP INDEX {name}"))
    connection.execute(text(VARIED))
    connection.execute(text("CREATE TEMP TABLE places (code TEXT)"))
    codes = sorted({region.code for region in load_regions()})
    connection.execute(text("INSERT INTO places SELECT unnest(CAST(:codes AS text[]))"), {"codes": codes})
    connection.execute(text("CREATE TEMP TABLE first_words AS SELECT * FROM observation_words"))
    stored = connection.execute(text("SELECT max(number) FROM reports")).scalar_one()
    for copy in range(1, copies):
        for statement in COPIES:
            filled = statement.replace(":shift", f"{copy * stored}::bigint").replace(
                ":stored", f"{stored}::bigint"
            )
            connection.exec_driver_sql(filled.replace("%", "%%").replace(":copy", str(copy)))
        connection.exec_driver_sql("DROP TABLE moved")
        print(f"\r{copy + 1} of {copies} copies", end="", file=sys.stderr)
    for _, statement in indexes:
        connection.exec_driver_sql(statement.replace("%", "%%"))
    connection.execute(text("ANALYZE"))


@contextmanager
def made(wanted: int) -> Iterator[Database]:
    """A database with so many observations."""
    if "postgresql" not in KINDS:
        raise SystemExit("There is no PostgreSQL: run this with .ci/services.")
    with (
        tempfile.TemporaryDirectory() as folder,
        new_address("postgresql", Path(folder)) as address,
        open_database(address) as database,
    ):
        migrate(database)
        fill(database, STORED)
        with database.writing() as connection:
            multiply(connection, wanted // STORED)
        yield database


def page_time(database: Database, name: str) -> float:
    """Milliseconds of the fastest of five equal pages."""
    query = parse_pairs(
        RESOURCES["observations"], [(name, example(name, database)), ("total", "none")], lambda _: ()
    )
    times = []
    for _ in range(5):
        began = time.perf_counter()
        observations.LIST.page(database, query)
        times.append(time.perf_counter() - began)
    return min(times) * 1000


def look(database: Database) -> list[str]:
    """Print the plan of each filter. Returns the filters that read the whole table."""
    whole = []
    for row in OBSERVATION_FILTERS:
        with pytest.MonkeyPatch.context() as patch:
            steps = plan(database, row.name, patch)
        whole += [row.name] if reads_all(database, steps) else []
        scans = dict.fromkeys(
            step.split(" (cost")[0].strip(" ->") for step in steps if "observations" in step
        )
        print(f"{row.name:<16} {page_time(database, row.name):8.1f} ms  {'; '.join(scans)}", flush=True)
    return whole


def main() -> int:
    """Print the plans."""
    parser = argparse.ArgumentParser(description="Print how a database finds a page of each filter")
    parser.add_argument("--observations", type=int, default=1_000_000, help="in a new PostgreSQL database")
    parser.add_argument("--database", metavar="URL", help="of an existing database, which is only read")
    chosen = parser.parse_args()
    with open_database(chosen.database) if chosen.database else made(chosen.observations) as database:
        whole = look(database)
    print(f"reading the whole table: {', '.join(whole) or 'none'}")
    return 1 if whole else 0


if __name__ == "__main__":
    sys.exit(main())
