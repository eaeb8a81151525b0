"""The commands as processes: what they import, how they serve, and what happens when a pipe is closed."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from urllib.request import urlopen

import pytest

from app.services.database import open_database
from app.services.ingesting.ingestion import ingest_text
from tests.databases import migrated_file
from tests.served import PATIENCE, ZHIBIAO, running, under_way, wait_until_ready, while_running
from tests.texts import REPORT_2020


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a report, and the path of a database that does not exist yet."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ZHIBIAO_DATABASE_URL", "sqlite:///own.db")
    (tmp_path / "yunxi.txt").write_text(REPORT_2020, encoding="utf-8")
    return tmp_path


def test_a_reader_that_goes_away_is_no_failure_to_shout_about(place: Path) -> None:
    (place / "long.txt").write_text(REPORT_2020 + "新建书屋3家。\n" * 9000, encoding="utf-8")
    command = subprocess.Popen(
        [*ZHIBIAO, "extract", "long.txt", "--explain"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert command.stdout
    assert command.stderr
    command.stdout.readline()
    command.stdout.close()
    said = command.stderr.read().decode()
    command.stderr.close()
    assert command.wait() == 1
    assert "Traceback" not in said
    assert "Exception" not in said


@pytest.mark.parametrize(
    "arguments",
    [
        ["corrections", "list"],
        ["corrections", "export", "--format", "csv"],
        ["reports"],
        ["export", "--format", "csv"],
    ],
)
def test_a_closed_pipe_ends_a_command_without_a_message(place: Path, arguments: list[str]) -> None:
    with open_database(migrated_file(place / "own.db")) as database:
        ingest_text(database, REPORT_2020.encode(), "yunxi.txt")
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        ended = subprocess.run([*ZHIBIAO, *arguments], stdout=closed, stderr=subprocess.PIPE, check=False)
    assert (ended.returncode, ended.stderr) == (1, b"")


@pytest.mark.parametrize(
    "arguments, unwanted",
    [
        (
            ["--help"],
            {"dataclasses", "decimal", "pathlib", "msgspec", "sqlalchemy", "app.store.declared.filters"},
        ),
        (
            ["extract", "yunxi.txt"],
            {"sqlalchemy", "fastapi", "starlette", "alembic", "rich", "uvicorn", "pydantic"},
        ),
    ],
)
def test_commands_load_what_they_need(place: Path, arguments: list[str], unwanted: set[str]) -> None:
    code = (
        "import sys; from app.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, check=True)
    assert not unwanted & set(ran.stderr.decode().split())


@pytest.mark.parametrize("workers", [1, 2])
def test_serve_ends_where_nothing_can_be_ingested(place: Path, workers: int) -> None:
    (place / "own.db").write_bytes(b"no database at all, but a file of the same name" * 100)
    command = [*ZHIBIAO, "serve", ".", "--port", "0", "--workers", str(workers)]
    ran = subprocess.run(command, capture_output=True, check=False, timeout=PATIENCE)
    assert ran.returncode == 1
    assert b"is not a SQLite database" in ran.stderr
    assert b"Traceback" not in ran.stderr


def test_serve_by_several_processes(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes that load slowly, as on a busy machine, are waited for."""
    slow = 'import sys, time\nif "spawn_main" in str(sys.orig_argv): time.sleep(6)'
    (place / "slow").mkdir()
    (place / "slow" / "sitecustomize.py").write_text(slow, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(place / "slow"))
    command = [*ZHIBIAO, "serve", "yunxi.txt", "--port", "0", "--workers", "2"]
    with running(command, stderr=subprocess.PIPE) as server:
        assert server.stderr
        address = re.search(rb"serving on (http://\S+)", next(server.stderr))
        assert address
        wait_until_ready(address[1].decode(), server)
        server.send_signal(signal.SIGTERM)
        assert server.wait(PATIENCE) == 0
        assert b"Traceback" not in server.stderr.read()
    assert not [path.name for path in place.iterdir() if path.name.startswith("own.db-")], "a log is left"


def close(pipe: Path, server: subprocess.Popen[bytes]) -> None:
    """End a pipe that the server reads or will read, with nothing in it."""
    for _ in while_running(server):
        with suppress(OSError):
            os.close(os.open(pipe, os.O_WRONLY | os.O_NONBLOCK))
            return
    raise AssertionError("nobody reads it")


def test_serve(place: Path) -> None:
    """The server starts without a database, responds while it ingests, and stops cleanly."""
    # Ingestion waits for what is written into a pipe.
    os.mkfifo(place / "bad.txt")
    with running([*ZHIBIAO, "serve", ".", "bad.txt", "--port", "0"], stderr=subprocess.PIPE) as server:
        assert server.stderr
        output = server.stderr
        address = re.search(r"serving on (http://127\.0\.0\.1:(\d+))", next(output).decode())
        assert address
        assert "ingest" in str(under_way(address[1], server))
        with urlopen(f"{address[1]}/livez", timeout=PATIENCE) as answer:  # noqa: S310 # our own
            assert answer.read() == b"ok\n"
        close(place / "bad.txt", server)
        wait_until_ready(address[1], server)
        said = [next(output).decode() for _ in range(3)]
        assert any("bad.txt" in line for line in said)
        with urlopen(f"{address[1]}/v1/observations?limit=2", timeout=PATIENCE) as answer:  # noqa: S310 # our own
            assert json.load(answer)["total"] == 9
        taken = subprocess.run([*ZHIBIAO, "serve", "--port", address[2]], capture_output=True, check=False)
        assert (taken.returncode, b"Address already in use" in taken.stderr) == (1, True)
        server.send_signal(signal.SIGTERM)
        assert b"Traceback" not in output.read()
