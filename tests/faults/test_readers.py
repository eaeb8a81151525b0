"""What readers get while the data change, and while the database is restarted below them."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.config import Settings
from app.main import create_app
from app.services.database import DatabaseError, migrate, open_database
from app.services.ingesting.ingestion import ingest, ingest_text
from tests.databases import migrated_file
from tests.faults.kills import exported, make_reports
from tests.faults.postgres import PROGRAMS, own_postgres

READERS = 2
PATIENCE = 30


@contextmanager
def reading(read: Callable[[], None]) -> Iterator[None]:
    """Call a function again and again, by some threads, until the block ends; raises what it raised."""
    ended = threading.Event()

    def loop() -> None:
        while not ended.is_set():
            read()

    with ThreadPoolExecutor(READERS) as threads:
        readers = [threads.submit(loop) for _ in range(READERS)]
        try:
            yield
        finally:
            ended.set()
        for one in readers:
            one.result()


def wait_for(reached: Callable[[], object]) -> None:
    """Wait until a state is reached; fails after half a minute."""
    until = time.monotonic() + PATIENCE
    while not reached():
        assert time.monotonic() < until
        time.sleep(0.01)


def test_readers_see_one_state_and_never_an_older_one(migrated: str) -> None:
    """Every number of a state is the number of the state."""
    stored, answers = 0, Counter[int]()

    def put(number: int) -> None:
        nonlocal stored
        text = f"云溪市2020年政府工作报告\n新建书屋{number}家，公园{number}个，码头{number}座。\n"
        assert ingest_text(database, text.encode(), "yunxi.txt").reason is None
        stored = number

    def read() -> None:
        known: dict[str, int] = getattr(last, "known", {})
        least = stored
        answer = client.get("/v1/observations?fields=value", headers={"If-None-Match": ", ".join(known)})
        answers[answer.status_code] += 1
        if answer.status_code != 304:
            values = {row["value"] for row in answer.json()["data"]}
            assert len(values) == 1, "a mixture"
            last.known = known = {answer.headers["etag"]: values.pop()}
        assert known[answer.headers["etag"]] >= least, "an older state"

    last = threading.local()
    with open_database(migrated) as database, TestClient(create_app(Settings(migrated))) as client:
        put(1)
        with reading(read):
            for number in range(2, 12):
                put(number)
            # Quick changes can leave no reader the time to ask twice for one state.
            wait_for(lambda: answers[304])
    assert answers.keys() == {200, 304}


@pytest.mark.skipif(PROGRAMS is None, reason="PostgreSQL is not installed")
def test_a_restart_of_the_database_is_survived(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    make_reports(tmp_path / "reports", 6, lines=1)
    files = sorted((tmp_path / "reports").iterdir())
    statuses: list[int] = []

    def read() -> None:
        # Another question each time, so that none is answered from the cache.
        statuses.append(client.get(f"/v1/observations?limit=5&value_from=0.{len(statuses)}").status_code)

    with (
        own_postgres() as server,
        open_database(server.url()) as database,
        TestClient(create_app(Settings(server.url()))) as client,
    ):
        migrate(database)
        ingest(database, files[:1])
        with reading(read):
            _restart_below(server.stop, server.start, lambda: ingest(database, files))
            wait_for(lambda: client.get("/readyz").status_code == 200)
            after = len(statuses)
            wait_for(lambda: len(statuses) >= after + 2 * READERS)
        assert set(statuses) == {200, 503}
        assert [record.getMessage() for record in caplog.records if record.exc_info] == [], "a traceback"
        assert set(statuses[after + READERS :]) == {200}
        ingest(database, files)
        found = exported(database)
    with open_database(migrated_file(tmp_path / "clean.db")) as clean:
        ingest(clean, files)
        assert exported(clean) == found


def _restart_below(stop: Callable[[], None], start: Callable[[], None], work: Callable[[], object]) -> None:
    """Restart the database while something is at work; it may fail, and say so."""

    def try_to_work() -> None:
        try:
            work()
        except DatabaseError as error:
            assert "can't be used" in str(error)  # noqa: PT017 # it need not be raised

    with ThreadPoolExecutor(1) as threads:
        worker = threads.submit(try_to_work)
        time.sleep(0.1)
        stop()
        time.sleep(0.2)
        start()
        worker.result()
