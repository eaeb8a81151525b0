"""The questions about pages: each function prints its rows of the table."""

from __future__ import annotations

from itertools import repeat
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

import msgspec

from tests.benchmarks import addresses as ask
from tests.benchmarks import report
from tests.benchmarks.addresses import endless
from tests.benchmarks.load import fetch, request
from tests.benchmarks.measure import Effort, Result, Side, measure
from tests.benchmarks.processes import Server
from tests.benchmarks.report import Goal, milliseconds, rate
from tests.benchmarks.sides import memory

CONNECTIONS = (1, 16)


class Bench(NamedTuple):
    """The servers that get the questions; ``deep`` is the number of rows before a deep page."""

    ours: Server
    datasette: Server | None
    threadless: Server | None
    plain: Server
    effort: Effort
    deep: int

    def side(self, template: str, **cells: object) -> Side:
        """Our server, with requests that differ only in their limit."""
        return Side(self.ours, endless(ask.limited(template, **cells)))


def total_counted_first(bench: Bench) -> None:
    """What counting a new selection costs: only valid on a fresh server."""
    lap = [ask.OURS.format(category=c, year=y, limit=100) for c, y in ask.selections()]
    seconds = []
    for more in ("&total=none", ""):
        before = bench.ours.cpu()
        for target in lap:
            fetch(bench.ours.port, target + more)
        seconds.append(bench.ours.cpu() - before)
    share = 1 - seconds[0] / seconds[1]
    report.note("exact total, asked for the first time", f"{share:.1%} of the page's CPU (no goal)")


def lists(bench: Bench) -> None:
    """A hundred rows by category and year, without a cache."""
    others = [
        ("FastAPI + ORM", bench.plain, ask.PLAIN, Goal(4, 8)),
        ("Datasette", bench.datasette, ask.DATASETTE, Goal(6, 8)),
        ("Datasette without threads", bench.threadless, ask.DATASETTE, None),
    ]
    sides = [Side(bench.ours, endless(ask.lists(ask.OURS)))]
    sides += [Side(server, endless(ask.lists(words))) for _, server, words, _ in others if server]
    for connections in CONNECTIONS:
        ours, *results = measure(sides, connections, bench.effort)
        for (name, _, _, goal), theirs in zip([row for row in others if row[1]], results, strict=True):
            _against(f"list uncached, {name}, {connections} conn.", ours, theirs, goal)


def kept(bench: Bench) -> None:
    """A cached list, and one that the client has already, compared with a response from memory."""
    target = ask.OURS.format(category="welfare", year=2020, limit=100)
    answer = fetch(bench.ours.port, target)
    known = request(target, {"If-None-Match": answer.headers["etag"]})
    with memory(answer) as limit:
        for name, asked, status, goal in (
            ("list cached, raw ASGI", request(target), 200, Goal(0.6, 0.75)),
            ("304, raw ASGI", known, 304, Goal(0.7, 0.9)),
        ):
            sides = [Side(server, repeat(asked), status) for server in (bench.ours, limit)]
            for connections in CONNECTIONS:
                ours, raw = measure(sides, connections, bench.effort)
                _against(f"{name}, {connections} conn.", ours, raw, goal)


def comparisons(bench: Bench) -> None:
    """The comparisons of one region."""
    if bench.datasette is None:
        return
    listed = msgspec.json.decode(fetch(bench.ours.port, "/v1/regions?limit=300&fields=region_code").body)
    regions = [row["region_code"] for row in listed["data"]]
    sides = [
        Side(bench.ours, endless(ask.of_regions(ask.OURS_COMPARISONS, regions))),
        Side(bench.datasette, endless(ask.of_regions(ask.DATASETTE_COMPARISONS, regions))),
    ]
    for connections in CONNECTIONS:
        ours, tables = measure(sides, connections, bench.effort)
        _against(f"comparisons of a region, Datasette, {connections} conn.", ours, tables, Goal(2.5, 6))


def first_times(bench: Bench) -> None:
    """The CPU time of lists that are computed or counted at their first request, without a cache."""
    listed = msgspec.json.decode(
        fetch(bench.ours.port, "/v1/regions?limit=40&fields=region_code,region").body
    )
    for question, targets in ask.first_requests(listed["data"]).items():
        # Results that are computed once for each version of the data exist before the measurement.
        fetch(bench.ours.port, targets[0])
        spent = [fetch_seconds(bench.ours, target) * 1000 for target in targets[1:]]
        mean, longest = sum(spent) / len(spent), max(spent)
        report.row(
            f"{question}, asked for the first time", f"{mean:.1f} ms", f"at most {longest:.0f} ms", mean,
            Goal(50, 30, most=True), " ms",
        )  # fmt: skip # as many arguments a line as it holds


def depth(bench: Bench) -> None:
    """A page far down compared with the first."""
    cursor = _cursor(bench.ours, bench.deep)
    sides = [bench.side(ask.OURS_DEEP, cursor=cursor), bench.side(ask.OURS_ALL)]
    deep, first = measure(sides, 1, bench.effort)
    _slower(f"page at depth {bench.deep:,}, first page", deep, first, Goal(1.1, 1.05, most=True))


def total(bench: Bench) -> None:
    """The share of the exact total in the CPU of a page."""
    sides = [Side(bench.ours, endless(ask.lists(words))) for words in (ask.OURS, ask.OURS_NO_TOTAL)]
    counted, uncounted = measure(sides, 1, bench.effort)
    share = (1 - counted.rate / uncounted.rate) * 100
    report.row(
        "exact total, share of the page's CPU", rate(counted.rate), rate(uncounted.rate), share,
        Goal(5, 2, most=True), " %",
    )  # fmt: skip # as many arguments a line as it holds


def search(bench: Bench) -> None:
    """A search for two words that must both occur, compared with a list."""
    began = fetch_seconds(bench.ours, ask.OURS_WORDS.format(limit=100))
    sides = [bench.side(ask.OURS_WORDS), Side(bench.ours, endless(ask.lists(ask.OURS)))]
    found, listed = measure(sides, 1, bench.effort)
    _slower(f"q={ask.WORDS}, list uncached", found, listed, Goal(3, 1.5, most=True))
    report.note(f"q={ask.WORDS}, asked for the first time", f"{began * 1000:.0f} ms of CPU (no goal)")


def fetch_seconds(server: Server, target: str) -> float:
    """CPU seconds of one response."""
    before = server.cpu()
    fetch(server.port, target)
    return server.cpu() - before


def _cursor(server: Server, rows: int) -> str:
    """The cursor of the page after so many rows."""
    target, cursor = "/v1/observations?fields=id&total=none&limit=1000", ""
    for _ in range(rows // 1000):
        following = msgspec.json.decode(fetch(server.port, target).body)["next"]
        parts = urlsplit(following)
        target, cursor = f"{parts.path}?{parts.query}", parse_qs(parts.query)["cursor"][0]
    return cursor


def _against(question: str, ours: Result, theirs: Result, goal: Goal | None) -> None:
    report.row(question, rate(ours.rate), rate(theirs.rate), ours.rate / theirs.rate, goal)


def _slower(question: str, ours: Result, base: Result, goal: Goal) -> None:
    report.row(
        question, milliseconds(ours.seconds), milliseconds(base.seconds), ours.seconds / base.seconds, goal
    )
