"""Pages on the event loop: which are answered there, and what happens to slow ones."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import anyio
import pytest
from sqlalchemy import text
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from app.api.responses import quick
from app.store.connections.session import Database
from tests.databases import migrated_file

#: Takes SQLite seconds.
SLOW = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n LIMIT 3000000) SELECT count(*) FROM n"


def asked(database: Database, query: str = "", accept: str = "") -> Request:
    app = SimpleNamespace(state=SimpleNamespace(database=database))
    headers = [(b"accept", accept.encode())] if accept else []
    return Request({"type": "http", "app": app, "query_string": query.encode(), "headers": headers})


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with Database(migrated_file(tmp_path / "quick.db")) as found:
        yield found


@pytest.mark.parametrize(
    "name, query, accept, on_loop",
    [
        ("observations", "", "", True),
        ("observations", "category=fiscal&year=2020&sort=-value", "*/*", True),
        ("comparisons", "region=330212", "text/html", True),
        ("observations", "format=csv", "", False),
        ("observations", "", "text/csv", False),
        ("observations", "facet=year", "", False),
        ("observations", f"region={'x' * 500}", "", False),
        ("ledger", "region_code=330212", "", False),
        ("reports", "", "", False),
    ],
)
def test_where_a_request_is_answered(
    database: Database, monkeypatch: pytest.MonkeyPatch, name: str, query: str, accept: str, on_loop: bool
) -> None:
    threads: list[int] = []

    def note(*_: object) -> Response:
        threads.append(threading.get_ident())
        return Response()

    monkeypatch.setattr(quick, "answer_list", note)
    anyio.run(quick.answer_soon, asked(database, query, accept), name)
    assert (threads == [threading.get_ident()]) is on_loop


def test_no_page_is_answered_on_the_loop_while_a_thread_works(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[int] = []
    ends = threading.Event()

    def note(*_: object) -> Response:
        threads.append(threading.get_ident())
        ends.set()
        return Response()

    monkeypatch.setattr(quick, "answer_list", note)

    async def run() -> None:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(run_in_threadpool, ends.wait)
            await anyio.wait_all_tasks_blocked()
            await quick.answer_soon(asked(database), "observations")

    anyio.run(run)
    assert len(threads) == 1
    assert threads[0] != threading.get_ident()


def test_a_slow_page_is_stopped_and_answered_in_a_thread(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: list[int] = []

    def slow(*_: object) -> Response:
        threads.append(threading.get_ident())
        with database.reader() as reader:
            ((found,),) = reader.rows(text(SLOW), {})
        return Response(str(found))

    monkeypatch.setattr(quick, "answer_list", slow)
    response = anyio.run(quick.answer_soon, asked(database), "observations")
    assert response.body == b"3000000"
    first, second = threads
    assert first == threading.get_ident() != second
