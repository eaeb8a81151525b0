"""Clients that keep a server busy on purpose: what they cost it, and how others are answered meanwhile.

    python -m tests.hostile.clients [--observations 100000] [--seconds 20]

Starts a server on a large database (``tests.benchmarks.data``) and lets, one after the other, a client send
one header without end, others ask for long streams and not read them, and others ask the costliest questions.
"""

from __future__ import annotations

import argparse
import random
import socket
import statistics
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from typing import Final

from app.extraction.rules import RULES
from app.store.declared.resources import RESOURCES
from tests.benchmarks.data import ensure, folder
from tests.benchmarks.load import HOST, fetch, request, run
from tests.benchmarks.processes import Server

MEGABYTE: Final = 1_000_000
#: What others ask meanwhile; the last is a question of its own each time.
OTHERS: Final = ("/livez", "/readyz", "/v1/observations?limit=5&value_from={}")
_FACETS: Final = 9
_VALUES: Final = 100


@dataclass(slots=True)
class Meanwhile:
    """How others were answered: the seconds of each answer, and what was no 200, by address."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: {address: [] for address in OTHERS})
    wrong: list[str] = field(default_factory=list)

    def slowest(self, address: str) -> float:
        """Seconds of the slowest answer."""
        return max(self.seconds[address])

    def lines(self) -> Iterator[str]:
        """One for each address."""
        for address, seconds in self.seconds.items():
            median, slowest = statistics.median(seconds) * 1000, max(seconds) * 1000
            yield f"  {address}: p50 {median:.0f} ms, slowest {slowest:.0f} ms of {len(seconds)}"
        yield f"  answers that were no 200: {len(self.wrong)} {self.wrong[:3]}"


@contextmanager
def others(port: int) -> Iterator[Meanwhile]:
    """Ask what others ask, again and again, until the block ends; each at least once."""
    found, ended = Meanwhile(), threading.Event()

    def ask() -> None:
        while not ended.is_set() or not found.seconds[OTHERS[-1]]:
            for address in OTHERS:
                started = time.perf_counter()
                answer = fetch(port, address.format(random.random()))
                found.seconds[address].append(time.perf_counter() - started)
                if answer.status != 200:
                    found.wrong.append(f"{answer.status} {address} {answer.body[:200]!r}")
            ended.wait(0.02)

    thread = threading.Thread(target=ask)
    thread.start()
    try:
        yield found
    finally:
        ended.set()
        thread.join()


def endless_header(port: int, size: int) -> int:
    """Send one header of so many bytes; how many the server took."""
    part = b"a" * 100_000
    with socket.create_connection((HOST, port)) as client:
        client.sendall(b"GET / HTTP/1.1\r\nHost: a\r\nX-Long: ")
        for sent in range(0, size, len(part)):
            try:
                client.sendall(part)
            except ConnectionError:
                return sent
    return size


@contextmanager
def unread(port: int, target: str, clients: int) -> Iterator[None]:
    """So many clients that ask for a long answer and read nothing of it."""
    with ExitStack() as stack:
        for _ in range(clients):
            client = stack.enter_context(socket.socket())
            # A small window, so that little of the answer is on its way.
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            client.connect((HOST, port))
            client.sendall(request(target))
        yield


def costly(seed: int) -> Iterator[bytes]:
    """Questions with as many rules and facets as are allowed to cost much, each another one."""
    chosen, rules = random.Random(seed), sorted(RULES)
    facets = "".join(f"&facet={name}" for name in RESOURCES["observations"].facets[-_FACETS:])
    while True:
        values = "&".join(f"rule={rule}" for rule in chosen.sample(rules, _VALUES))
        yield request(f"/v1/observations?{values}{facets}")


def starve(port: int, connections: int, seconds: float) -> str:
    """Ask costly questions over so many connections; what came of them."""
    done = run(port, costly(connections), connections, seconds, status=None)
    return f"{done.requests} answers {dict(done.statuses)}, p50 {done.median:.2f} s"


def in_another_process(attack: Callable[..., str], *given: object) -> str:
    """Attack from another process, which leaves this one the time to measure."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(attack, *given).result()


def _stay(port: int, clients: int, seconds: float) -> str:
    with unread(port, "/v1/observations?format=ndjson", clients):
        time.sleep(seconds)
    return f"{clients} clients for {seconds:.0f} s"


def main(given: Sequence[str] | None = None) -> None:
    """Run all three, and print what they cost."""
    parser = argparse.ArgumentParser(description="Clients that keep a server busy on purpose")
    parser.add_argument("--observations", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=20)
    chosen = parser.parse_args(given)
    attacks: dict[str, Callable[[int], str]] = {
        "nobody else": lambda port: _stay(port, 0, chosen.seconds),
        "one header of 200 MB": lambda port: f"{endless_header(port, 200 * MEGABYTE):,} bytes taken",
        "64 clients that do not read": lambda port: _stay(port, 64, chosen.seconds),
        "48 connections with 100 rules and nine facets": lambda port: in_another_process(
            starve, port, 48, chosen.seconds
        ),
    }
    database = ensure(chosen.observations)
    command = [sys.executable, "-c", "from app.cli import main; main()", "serve", "--port", "{port}"]
    environment = {"ZHIBIAO_DATABASE_URL": f"sqlite:///{database}"}
    with Server(command, environment, folder() / "hostile.log", "/readyz") as server:
        for name, attack in attacks.items():
            cpu, memory = server.cpu(), server.memory()
            with others(server.port) as meanwhile:
                came = attack(server.port)
            print(f"{name}: {came}; {server.cpu() - cpu:.1f} CPU s, {server.memory() - memory:+.0f} MB")
            print(*meanwhile.lines(), sep="\n", flush=True)


if __name__ == "__main__":
    main()
