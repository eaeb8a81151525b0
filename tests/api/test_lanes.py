"""Queries with facets wait for each other; no request waits for the end of a slow one."""

from __future__ import annotations

import anyio
import pytest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.edge.lanes import COSTLY, TURN_SECONDS, CostlyLane, TurnLane

FACETS = ("/v1/observations", b"facet=category")


class Slow:
    """An application that responds when the test allows it."""

    def __init__(self) -> None:
        self.may_answer = anyio.Event()
        self.working = 0

    async def __call__(self, _: Scope, receive: Receive, send: Send) -> None:
        await receive()
        self.working += 1
        await self.may_answer.wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})


async def ask(app: ASGIApp, statuses: list[int], path: str, query: bytes) -> None:
    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None:
        if "status" in message:
            statuses.append(message["status"])

    await app({"type": "http", "path": path, "query_string": query, "headers": []}, receive, send)


@pytest.mark.parametrize(
    "path, query, at_once",
    [
        (*FACETS, COSTLY),
        ("/v1/observations", b"year=2020&facet=year", COSTLY),
        ("/explore", b"", COSTLY),
        ("/en/explore", b"category=fiscal", COSTLY),
        ("/v1/observations", b"year=2020", COSTLY + 3),
        ("/livez", b"", COSTLY + 3),
    ],
)
def test_so_many_are_worked_on_at_once(path: str, query: bytes, at_once: int) -> None:
    async def run() -> None:
        slow, statuses = Slow(), list[int]()
        lane = CostlyLane(slow)
        async with anyio.create_task_group() as tasks:
            for _ in range(COSTLY + 3):
                tasks.start_soon(ask, lane, statuses, path, query)
            await anyio.wait_all_tasks_blocked()
            assert slow.working == at_once
            slow.may_answer.set()
        assert statuses == [200] * (COSTLY + 3)

    anyio.run(run)


def test_who_waits_too_long_is_refused_and_the_next_is_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.api.edge.lanes.PATIENCE", 0.05)

    async def run() -> None:
        slow, statuses = Slow(), list[int]()
        lane = CostlyLane(slow)
        async with anyio.create_task_group() as tasks:
            for _ in range(COSTLY):
                tasks.start_soon(ask, lane, statuses, *FACETS)
            await anyio.wait_all_tasks_blocked()
            await ask(lane, statuses, *FACETS)
            assert statuses == [503]
            slow.may_answer.set()
        await ask(lane, statuses, *FACETS)
        assert statuses == [503] + [200] * (COSTLY + 1)

    anyio.run(run)


@pytest.mark.parametrize(
    "path, query, at_once",
    [("/v1/observations", b"year=2020", 2), (*FACETS, 2), ("/livez", b"", 5), ("/readyz", b"", 5)],
)
def test_few_requests_begin_at_a_time(
    monkeypatch: pytest.MonkeyPatch, path: str, query: bytes, at_once: int
) -> None:
    monkeypatch.setattr("app.api.edge.lanes.TURN_SECONDS", 60)

    async def run() -> None:
        slow, statuses = Slow(), list[int]()
        lane = TurnLane(slow, 2)
        async with anyio.create_task_group() as tasks:
            for _ in range(5):
                tasks.start_soon(ask, lane, statuses, path, query)
            await anyio.wait_all_tasks_blocked()
            assert slow.working == at_once
            slow.may_answer.set()
        assert statuses == [200] * 5

    anyio.run(run)


def test_a_slow_request_lets_the_next_one_begin(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each turn ends once, by its time or by its response: the number of turns stays the same."""

    async def run() -> None:
        slow, statuses = Slow(), list[int]()
        lane = TurnLane(slow, 1)
        async with anyio.create_task_group() as tasks:
            for number in range(3):
                tasks.start_soon(ask, lane, statuses, "/v1/observations", b"")
                while slow.working == number:  # noqa: ASYNC110 # no event says so
                    await anyio.sleep(TURN_SECONDS / 10)
            slow.may_answer.set()
        slow.may_answer = anyio.Event()
        monkeypatch.setattr("app.api.edge.lanes.TURN_SECONDS", 60)
        async with anyio.create_task_group() as tasks:
            for _ in range(2):
                tasks.start_soon(ask, lane, statuses, "/v1/observations", b"")
            await anyio.wait_all_tasks_blocked()
            assert slow.working == 3 + 1
            slow.may_answer.set()
        assert statuses == [200] * 5

    anyio.run(run)


def test_a_request_that_fails_ends_its_turn() -> None:
    async def fail(scope: Scope, receive: Receive, send: Send) -> None:
        raise ConnectionError

    async def run() -> None:
        lane = TurnLane(fail, 1)
        for _ in range(3):
            with pytest.raises(ConnectionError):
                await ask(lane, [], "/v1/observations", b"")

    anyio.run(run)
