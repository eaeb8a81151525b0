"""Which questions ask one shard, and which all: the project's own SQL on a distributed PostgreSQL.

    python -m tests.shards [--sql]

Makes two PostgreSQL servers with partitions by region, asks the lists through postgres_fdw, compares each
answer with that of a database in one place, and prints for each step of a question which servers were asked,
and whether they filtered all, sorted and cut the rows. ``--sql`` prints what they were asked. Exit code 1
where an answer differs, a question with a region asks both for its rows, or a condition was not sent on.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from app.services.lists import any_list
from app.services.lists.queries import ListQuery, Page, parse_query
from app.store.connections.session import Database
from tests.shards.cluster import BY_REGION, Cluster, Scan, cluster

REGION: Final = ("region_code", "330212")
Pairs = list[tuple[str, str]]


class Question(NamedTuple):
    """A question to a list: whether it leads to one shard for its rows, and sends all conditions there."""

    list: str
    pairs: Pairs
    one_shard: bool
    sends_all: bool = True


QUESTIONS: Final = (
    Question("observations", [REGION], one_shard=True),
    Question("observations", [REGION, ("sort", "-year")], one_shard=True),
    Question("observations", [REGION, ("indicator_code", "GDP"), ("sort", "year,-value")], one_shard=True),
    # postgres_fdw sends neither functions of the schema (word_codes) nor LEAST, of which ranks are made.
    Question("observations", [REGION, ("q", "书屋")], one_shard=True, sends_all=False),
    Question("observations", [REGION, ("latest", "1")], one_shard=True),
    Question("observations", [("within", "330000")], one_shard=True),
    Question("observations", [("within", "330000"), ("sort", "-year")], one_shard=True),
    Question("observations", [("province_code", "330000")], one_shard=False),
    Question("observations", [], one_shard=False),
    Question("observations", [("sort", "-year")], one_shard=False),
    Question("observations", [("indicator_code", "GDP")], one_shard=False),
    Question("observations", [("category", "culture"), ("year", "2019")], one_shard=False),
    Question("observations", [("report_id", "330212-2020")], one_shard=False),
    Question("observations", [("q", "书屋")], one_shard=False, sends_all=False),
    Question("observations", [("value_from", "5"), ("sort", "-value")], one_shard=False),
    # PostgreSQL merges two columns that equal one value, with a collation that postgres_fdw keeps here.
    Question("comparisons", [REGION], one_shard=True, sends_all=False),
    Question("comparisons", [("within", "330000")], one_shard=True),
    Question("comparisons", [], one_shard=False),
    Question("comparisons", [("indicator_code", "GDP"), ("sort", "-year")], one_shard=False),
)
#: Rows and documents by keys that were found before.
_BY_KEY: Final = re.compile(r"\bkey = ANY|\bkey = \$")
#: After a row in the order of year and key: as the lists say it, and as a comparison of rows.
STEP: Final = "SELECT key FROM observations_1 WHERE year = 2019 AND key > 5 ORDER BY key LIMIT 5"
ROWS: Final = "SELECT key FROM observations_1 WHERE (year, key) > (2019, 5) ORDER BY year, key LIMIT 5"


def page(database: Database, query: ListQuery) -> Page:
    """One page; the two databases give the same if this is equal."""
    found: Page = any_list.page(database, query)
    return found


def described(scans: Sequence[Scan]) -> str:
    """Servers, and what they did: ``1 filtered sorted cut``."""
    if not scans:
        return "-"
    servers = "+".join(str(server) for server in sorted({scan.server for scan in scans}))
    did = {
        "filtered": not any(scan.filtered_here for scan in scans),
        "sorted": all(" ORDER BY " in scan.sql for scan in scans),
        "cut": all(" LIMIT " in scan.sql for scan in scans),
    }
    return " ".join([servers, *(word for word, so in did.items() if so)])


def ask(distributed: Cluster, asked: Question, *, sql: bool) -> bool:
    """Ask for two pages, and print how; whether all is as it should be."""
    query = parse_query(asked.list, [*asked.pairs, ("limit", "7"), ("total", "none")])
    title = f"{asked.list}?{'&'.join(f'{name}={value}' for name, value in asked.pairs)}"
    good = True
    for name in (title, "  next page"):
        expected = page(distributed.whole, query)
        distributed.scans()
        found = page(distributed.spread, query)
        scans = distributed.scans()
        first = [scan for scan in scans if scan.table in BY_REGION and not _BY_KEY.search(scan.sql)]
        others = [scan for scan in scans if scan not in first]
        equal = "equal" if found == expected else "DIFFERENT"
        print(f"{name:<72} | {described(first)} | {described(others)} | {equal}")
        if sql:
            print(*(f"      {scan.server}: {scan.sql} {scan.filtered_here}" for scan in scans), sep="\n")
        good = good and found == expected and _as_said(asked, first)
        if expected.next is None:
            break
        query = replace(query, cursor=expected.next)
    return good


def _as_said(asked: Question, scans: Sequence[Scan]) -> bool:
    alone = not asked.one_shard or {scan.server for scan in scans} == {1}
    return alone and not (asked.sends_all and any(scan.filtered_here for scan in scans))


def main() -> int:
    parser = argparse.ArgumentParser(description="Which questions ask one shard, and which all")
    parser.add_argument("--sql", action="store_true", help="print what the servers were asked")
    chosen = parser.parse_args()
    with cluster() as distributed:
        print("question | servers asked for the rows | for words and documents | answer")
        good = [ask(distributed, question, sql=chosen.sql) for question in QUESTIONS]
        for statement in (STEP, ROWS):
            print(f"{statement} | {described(distributed.remote(statement))}")
        sent = "filtered" in described(distributed.remote(STEP))
    return 0 if sent and all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
