"""What each documented query of a database costs: each list with each filter, sort key and facet.

    python -m tests.benchmarks.queries URL [--limit 100] [--all] [--only LIST...]

Starts a server and prints the milliseconds of each query that takes longer than the limit, wall time and CPU
time of the server: of the first request, which also counts rows that no cache has counted, and of the fastest
of three others. Responses are not cached, as each request is for another host. PostgreSQL works in processes
of its own, so only its wall time says what it does. Exit code 1 if any query is beyond the limit.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import urlencode

import msgspec

from app.store.declared.filters import Filter
from app.store.declared.resource import Resource
from app.store.declared.resources import LISTS
from tests.benchmarks.bulk import ZHIBIAO
from tests.benchmarks.load import fetch
from tests.benchmarks.processes import Server

AGAIN: Final = 3
Pairs = list[tuple[str, str]]
_HOSTS = count()


class Spent(NamedTuple):
    """Milliseconds of a request."""

    wall: float
    cpu: float


def values(server: Server) -> dict[str, str]:
    """Examples of a place and a report that the database has, by filter."""
    answer = fetch(server.port, "/v1/observations?limit=1&region_code=330212")
    if not msgspec.json.decode(answer.body)["data"]:
        answer = fetch(server.port, "/v1/observations?limit=1&level=county")
    (row,) = msgspec.json.decode(answer.body)["data"]
    code = str(row["region_code"])
    places = dict.fromkeys(("region_code", "region"), code)
    return places | {"report_id": row["report_id"], "within": f"{code[:2]}0000", "city": code[:4] + "00"}


def queries(resource: Resource, known: dict[str, str]) -> Iterator[Pairs]:
    """The parameters of each query of a list; each has what the list needs."""

    def of(row: Filter) -> tuple[str, str]:
        return row.name, known.get(row.name, row.example)

    needed = [of(row) for row in resource.needed()]
    yield needed
    for row in resource.filters:
        if row not in resource.needed():
            # One of several filters that say the same replaces the other.
            others = resource.one_of if row.name in resource.one_of else ()
            yield [*(pair for pair in needed if pair[0] not in others), of(row)]
    for name in resource.sorts:
        yield [*needed, ("sort", name)]
        yield [*needed, ("sort", f"-{name}")]
    for name in resource.facets:
        yield [*needed, ("facet", name), ("limit", "1")]


def ask(server: Server, address: str) -> Spent:
    """The cost of a request to a host that was never asked before."""
    before, began = server.cpu(), time.perf_counter()
    answer = fetch(server.port, address, {"Host": f"host{next(_HOSTS)}.test"})
    wall, cpu = time.perf_counter() - began, server.cpu() - before
    if answer.status != 200:
        raise SystemExit(f"{address}: {answer.status} {answer.body[:300]!r}")
    return Spent(wall * 1000, cpu * 1000)


def look(server: Server, names: list[str], limit: float, *, all_: bool) -> int:
    """Print the queries beyond the limit, or all. Returns how many are beyond it."""
    known, slow = values(server), 0
    print(f"{'first':>7}{'CPU':>7}{'again':>7}{'CPU':>7}")
    for resource in (LISTS[name] for name in names):
        for pairs in queries(resource, known):
            address = f"/v1/{resource.path}?{urlencode(pairs)}"
            first = ask(server, address)
            again = min(ask(server, address) for _ in range(AGAIN))
            beyond = min(first) > limit or min(again) > limit
            slow += beyond
            if beyond or all_:
                figures = "".join(f"{number:7.0f}" for number in (*first, *again))
                shown = " ".join(f"{name}={value}" for name, value in pairs)
                print(f"{figures}  {resource.name} {shown}{' !' if beyond else ''}", flush=True)
    return slow


def main() -> int:
    parser = argparse.ArgumentParser(description="What each documented query costs")
    parser.add_argument("database", metavar="URL")
    parser.add_argument("--limit", type=float, default=100, help="milliseconds (default: %(default)s)")
    parser.add_argument("--all", action="store_true", help="print all queries")
    parser.add_argument("--only", nargs="+", metavar="LIST", help="only these lists")
    chosen = parser.parse_args()
    names = chosen.only or [name for name, one in LISTS.items() if not one.private]
    with tempfile.TemporaryDirectory() as folder:
        environment = {"ZHIBIAO_DATABASE_URL": chosen.database}
        command = [*ZHIBIAO, "serve", "--port", "{port}"]
        with Server(command, environment, Path(folder) / "log", "/readyz") as server:
            slow = look(server, names, chosen.limit, all_=chosen.all)
    print(f"beyond {chosen.limit:.0f} ms: {slow}")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
