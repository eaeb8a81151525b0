"""One database over two PostgreSQL servers: partitions by region on both, read through postgres_fdw.

The coordinator stands for that of Citus. Observations and comparisons are partitioned by region, at
``BORDER``; what belongs to their rows (documents, words) lies beside them and has no region of its own, so
that here a view joins its parts.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

import psycopg
from sqlalchemy.engine import make_url

from app.services.computing.comparing import compare_regions
from app.services.database import migrate, open_database
from app.store.connections.session import Database
from app.store.rows import state
from app.store.rows.keys import ROW_BITS
from app.store.selecting.word_index import SENTENCE_KEYS
from tests.faults.postgres import PROGRAMS, Postgres, own_postgres
from tests.made import observed, reported
from tests.store.storing import store

#: Regions before it are on the first server, others, and rows without region, on the second.
BORDER: Final = "370000"
#: The column that rows are distributed by, of each table that has one.
BY_REGION: Final = {"observations": "region_code", "comparisons": "region_key"}
BESIDE: Final = ("observation_documents", "comparison_documents", "observation_words")
REGIONS: Final = ("110101", "330212", "330213", "331000", "410100", "440300", "510104", "650100")
_PLAN: Final = "plan:\n"


class Scan(NamedTuple):
    """What a statement asked of one server: the table there, the SQL, and what was filtered only here."""

    server: int
    table: str
    sql: str
    filtered_here: str


@dataclass(frozen=True, slots=True)
class Cluster:
    """The distributed database, and one that has all rows in one place."""

    spread: Database
    whole: Database
    server: Postgres

    def scans(self) -> list[Scan]:
        """What was asked of the servers since the last call."""
        log = self.server.folder / "log"
        content = log.read_text(encoding="utf-8").replace("\n\t", "\n")
        # The server goes on at the end of what it has written.
        log.write_text("", encoding="utf-8")
        plans = [json.JSONDecoder().raw_decode(part)[0]["Plan"] for part in content.split(_PLAN)[1:]]
        return [scan for plan in plans for scan in _scans(plan)]

    def remote(self, statement: str) -> list[Scan]:
        """What a statement asks of the servers."""
        run(self.spread.url.render_as_string(hide_password=False), statement)
        return self.scans()


def _scans(node: dict[str, Any]) -> Iterator[Scan]:
    if node["Node Type"] == "Foreign Scan":
        name = node.get("Relation Name") or node["Relations"]
        yield Scan(
            1 if "_1" in name else 2,
            name.rpartition("_")[0],
            node["Remote SQL"],
            node.get("Filter", ""),
        )
    for below in node.get("Plans", ()):
        yield from _scans(below)


def run(url: str, *statements: str) -> None:
    """Run statements on a database."""
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Two servers with the same data twice: in one database, and distributed."""
    with own_postgres() as first, own_postgres() as second:
        run(first.url(), "CREATE DATABASE whole")
        with open_database(first.url("whole")) as database:
            fill(database)
        _copy(first, second)
        for name in ("shard", "spread"):
            run(first.url(), f"CREATE DATABASE {name} TEMPLATE whole")
        _keep(first.url("shard"), "<")
        _keep(second.url("shard"), ">=")
        run(first.url("spread"), *_distribution((first, second)))
        with open_database(first.url("spread")) as spread, open_database(first.url("whole")) as whole:
            yield Cluster(spread, whole, first)


def fill(database: Database) -> None:
    """Reports of some places and years, with targets and results, and one without region."""
    migrate(database)
    for place, code in enumerate((*REGIONS, None)):
        for year in range(2018, 2022):
            report = reported(year, id=f"{code or 'zone'}-{year}", region=f"第{place}区", region_code=code)
            rows = [
                observed(
                    str(number),
                    id=f"{report.id}-{number:02}",
                    report_id=report.id,
                    region=report.region,
                    region_code=code,
                    year=year - number % 2,
                    status=("target", "actual")[number % 2],
                    indicator_code=("GDP", None)[number % 3 == 0],
                    indicator=("地区生产总值", "新建书屋")[number % 3 == 0],
                    category=("economy", "culture")[number % 3 == 0],
                    province_code=f"{code[:2]}0000" if code else None,
                    sentence=f"全年新建书屋{number}家，养老服务{place}处。",
                    value_start=number,
                )
                for number in range(60)
            ]
            store(database, report, rows)
    with database.writing() as connection:
        turn = state.begin_change(connection)
        compare_regions(connection, turn, set(REGIONS))
        state.end_change(connection, turn)


def _copy(first: Postgres, second: Postgres) -> None:
    assert PROGRAMS
    run(second.url(), "CREATE DATABASE shard")
    dump = [str(PROGRAMS / "pg_dump"), _plain(first.url("whole"))]
    restore = [str(PROGRAMS / "psql"), "--quiet", "--set", "ON_ERROR_STOP=1", _plain(second.url("shard"))]
    made = subprocess.run(dump, check=True, capture_output=True)
    subprocess.run(restore, input=made.stdout, check=True, stdout=subprocess.DEVNULL)


def _plain(url: str) -> str:
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def _keep(url: str, side: str) -> None:
    """Delete the rows of the other shard."""
    other = " OR region_code IS NULL" if side == "<" else ""
    run(
        url,
        f"DELETE FROM observations WHERE NOT region_code {side} '{BORDER}'{other}",  # noqa: S608 # ours
        f"DELETE FROM comparisons WHERE NOT region_key {side} '{BORDER}'",  # noqa: S608 # ours
        f"DELETE FROM observation_words WHERE (number & {SENTENCE_KEYS}) << {ROW_BITS} NOT IN "  # noqa: S608 # ours
        "(SELECT key FROM observations)",
        "ANALYZE",
    )


def _distribution(servers: Sequence[Postgres]) -> Iterator[str]:
    """Statements that put the two shards in the place of a database's own tables, and log every plan."""
    yield "CREATE EXTENSION postgres_fdw"
    for number, server in enumerate(servers, start=1):
        yield (
            f"CREATE SERVER shard_{number} FOREIGN DATA WRAPPER postgres_fdw OPTIONS "
            f"(host '{server.folder}', dbname 'shard', use_remote_estimate 'true')"
        )
        yield f"CREATE USER MAPPING FOR CURRENT_USER SERVER shard_{number} OPTIONS (user 'zhibiao')"
    for table, column in BY_REGION.items():
        yield f"ALTER TABLE {table} RENAME TO {table}_before"
        yield f"CREATE TABLE {table} (LIKE {table}_before) PARTITION BY RANGE ({column})"
        limits = (f"FOR VALUES FROM (MINVALUE) TO ('{BORDER}')", "DEFAULT")
        for number, limit in enumerate(limits, start=1):
            yield (
                f"CREATE FOREIGN TABLE {table}_{number} PARTITION OF {table} {limit} "
                f"SERVER shard_{number} OPTIONS (table_name '{table}')"
            )
    for table in BESIDE:
        yield f"ALTER TABLE {table} RENAME TO {table}_before"
        for number in (1, 2):
            yield f"IMPORT FOREIGN SCHEMA public LIMIT TO ({table}) FROM SERVER shard_{number} INTO public"
            yield f"ALTER FOREIGN TABLE {table} RENAME TO {table}_{number}"
        yield f"CREATE VIEW {table} AS SELECT * FROM {table}_1 UNION ALL SELECT * FROM {table}_2"  # noqa: S608 # ours
    for setting, value in (
        ("session_preload_libraries", "auto_explain"),
        ("auto_explain.log_min_duration", "0"),
        ("auto_explain.log_verbose", "on"),
        ("auto_explain.log_format", "json"),
    ):
        yield f"ALTER DATABASE spread SET {setting} = '{value}'"
