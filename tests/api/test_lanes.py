"""Queries with facets wait for each other; no other request waits for them."""

from __future__ import annotations

import anyio
import pytest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.edge.lanes import COSTLY, CostlyLane

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
