"""Compares servers: requests per second of CPU, medians of interleaved rounds."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tests.benchmarks.load import run
from tests.benchmarks.processes import Server


class Effort(NamedTuple):
    """The duration: rounds of each server, seconds of each round."""

    rounds: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Side:
    """A server and its requests."""

    server: Server
    requests: Iterator[bytes]
    status: int = 200


class Result(NamedTuple):
    """Medians over the rounds: requests per second of the server's CPU, seconds of the median answer."""

    rate: float
    seconds: float


def measure(sides: Sequence[Side], connections: int, effort: Effort) -> list[Result]:
    """The medians of each server. Rounds are interleaved, so that a busy machine slows all equally."""
    for side in sides:
        run(side.server.port, side.requests, connections, min(effort.seconds, 0.3), side.status)
    taken: list[list[Result]] = [[] for _ in sides]
    for _ in range(effort.rounds):
        for side, results in zip(sides, taken, strict=True):
            results.append(_round(side, connections, effort.seconds))
    return [
        Result(statistics.median(r.rate for r in results), statistics.median(r.seconds for r in results))
        for results in taken
    ]


def _round(side: Side, connections: int, seconds: float) -> Result:
    before = side.server.cpu()
    done = run(side.server.port, side.requests, connections, seconds, side.status)
    return Result(done.requests / (side.server.cpu() - before), done.median)
