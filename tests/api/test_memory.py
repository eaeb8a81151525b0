"""Requests that are refused leave nothing in memory; what is no longer used is given back."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.api.edge import memory
from app.main import create_app
from app.services.lists.queries import parse_query
from tests.api import stored
from tests.api.raw import Asker

#: Bytes of each request: just below the limits of addresses and headers.
LONG, REQUESTS, MOST_KEPT = 30_000, 60, 600_000
#: Prints the heaps of a server process to standard error.
HEAPS = """
import ctypes, threading
from app.main import create_served
create_served()
together = threading.Barrier(8)
def use():
    used = bytes(5000)
    together.wait()
threads = [threading.Thread(target=use) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
ctypes.CDLL(None).malloc_stats()
"""


@pytest.fixture(scope="module")
def asker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asker]:
    asker = Asker(create_app(stored.fill(tmp_path_factory.mktemp("asked"))))
    yield asker
    asker.close()


def refuse(asker: Asker, place: str, text: bytes) -> None:
    """Send one refused request with a text in this place."""
    path, query, header = "/v1/observations", b"limit=0", b"x-nothing"
    if place == "path":
        path = f"/v1/reports/{text.decode()}"
    elif place in ("value", "page"):
        query = b"limit=0&q=" + text
    elif place == "name":
        query = text + b"=1"
    else:
        header = place.encode()
    headers = [(b"accept", b"text/html")] if place == "page" else [(header, text)]
    answer = asker.ask("/explore" if place == "page" else path, query, headers)
    assert 400 <= answer.status < 500


@pytest.mark.parametrize(
    "place", ["path", "name", "value", "page", "accept", "accept-language", "accept-encoding", "host"]
)
def test_refused_requests_leave_nothing(asker: Asker, place: str) -> None:
    """What they left was 41,000 bytes each."""
    refuse(asker, place, b"first")
    tracemalloc.start()
    try:
        for number in range(REQUESTS):
            refuse(asker, place, b"%d" % number + b"a" * LONG)
        gc.collect()
        assert tracemalloc.get_traced_memory()[0] < MOST_KEPT
    finally:
        tracemalloc.stop()


def test_only_short_queries_are_kept() -> None:
    def same(places: int) -> bool:
        pairs = [("region", str(place) * 10) for place in range(1000, 1000 + places)]
        return parse_query("observations", pairs) is parse_query("observations", pairs)

    assert same(5)
    assert not same(60)


def resident() -> int:
    """Bytes of this process, without the pages of files."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return sum(int(line.split()[1]) << 10 for line in lines if line.startswith("RssAnon"))


@pytest.mark.skipif(memory.TRIM is None, reason="the C library is not glibc")
def test_memory_between_what_is_used_is_given_back() -> None:
    pieces = [b"a" * (5_000 + number % 2) for number in range(20_000)]
    del pieces[:-1:2], pieces[:-1:2], pieces[:-1:2]
    kept = resident()
    memory.give_back()
    assert kept - resident() > 30_000_000
    assert pieces


@pytest.mark.skipif(memory.TRIM is None, reason="the C library is not glibc")
def test_threads_of_a_server_share_two_heaps(tmp_path: Path) -> None:
    """Counted by glibc, in a new process whose threads all use memory at the same time."""
    heaps = subprocess.run(
        [sys.executable, "-c", HEAPS],
        env={**os.environ, "ZHIBIAO_DATABASE_URL": f"sqlite:///{tmp_path}/x.db"},
        check=True,
        capture_output=True,
        text=True,
    ).stderr.count("Arena ")
    assert heaps == 2
