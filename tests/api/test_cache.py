"""Cached responses: their size, and the requests that need nothing else."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from starlette.responses import Response
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from app.api.edge.cache import CACHED_BYTES, CachedAnswer, Question, size
from app.api.edge.methods import Methods
from app.api.edge.middleware import AnswerMiddleware
from tests.api.clients import asking
from tests.api.stored import fill


def answer(length: int) -> CachedAnswer:
    start: Message = {"type": "http.response.start", "status": 200, "headers": []}
    body: Message = {"type": "http.response.body", "body": b"a" * length}
    return CachedAnswer(b'W/"1"', {**start, "status": 304}, (start, body))


def test_a_response_counts_with_its_question() -> None:
    question: Question = ("/v1/years", b"", "host")
    assert size(question, answer(10_000)) - size(question, answer(0)) == 10_000
    assert size((*question, b"x" * 5000), answer(0)) - size(question, answer(0)) == 5000
    assert size(question, answer(0)._replace(whole=None)) == size(question, answer(0))


def test_a_cached_answer_is_not_asked_for_again(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    first = client.get("/v1/observations")
    monkeypatch.setattr("app.services.lists.observations.page", None)
    again = client.get("/v1/observations")
    assert (again.content, again.headers) == (first.content, first.headers)
    assert client.head("/v1/observations").content == b""
    # A different query does need the service.
    assert client.get("/v1/observations?limit=2").status_code == 500


def test_a_304_is_cached_without_its_response(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = fill(tmp_path)
    with asking(settings) as client:
        whole = client.get("/v1/observations")
    known = {"if-none-match": whole.headers["etag"]}
    with asking(settings) as client:
        first = client.get("/v1/observations", headers=known)
        with monkeypatch.context() as patched:
            patched.setattr("app.api.edge.middleware.etag", None)
            again = client.get("/v1/observations", headers=known)
        assert (first.status_code, again.status_code, again.headers) == (304, 304, first.headers)
        assert client.get("/v1/observations").content == whole.content


def request(query: bytes = b"") -> Scope:
    return {
        "type": "http",
        "method": "GET",
        "path": "/",
        "query_string": query,
        "scheme": "http",
        "headers": [],
    }


def test_requests_that_begin_together_read_the_version_once() -> None:
    class Counting:
        cheap_version = True
        read = 0

        def version(self) -> str:
            self.read += 1
            return str(self.read)

    tags: list[bytes] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await Response("x")(scope, receive, send)

    async def send(message: Message) -> None:
        tags.extend(value for name, value in message.get("headers", ()) if name == b"etag")

    async def requests() -> None:
        for _ in range(2):
            await asyncio.gather(*(middleware(request(), None, send) for _ in range(3)))  # type: ignore[arg-type]  # nothing is received

    database: Any = Counting()
    middleware = AnswerMiddleware(app, database, {}, Methods())
    asyncio.run(requests())
    assert [tag.split(b"-")[0] for tag in tags] == [b'W/"1'] * 3 + [b'W/"2'] * 3


def test_memory_is_given_back_when_many_answers_are_dropped(monkeypatch: pytest.MonkeyPatch) -> None:
    class Changing:
        cheap_version = True
        changes = 0

        def version(self) -> str:
            return str(self.changes)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await Response(bytes(CACHED_BYTES // 2))(scope, receive, send)

    async def send(message: Message) -> None:
        pass

    async def requests() -> None:
        for answers in (20, 2, 1):
            for number in range(answers):
                await middleware(request(b"%d" % number), None, send)  # type: ignore[arg-type]  # nothing is received
                await asyncio.sleep(0)
            database.changes += 1

    database: Any = Changing()
    middleware = AnswerMiddleware(app, database, {}, Methods())
    given_back: list[int] = []
    monkeypatch.setattr("app.api.edge.middleware.give_back", lambda: given_back.append(database.changes))
    asyncio.run(requests())
    # Only of the 20, which are more than 8 MB.
    assert given_back == [1]
