"""The command line as processes: what they load, how they serve, what they do when their reader goes away."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.texts import REPORT_2020


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a report, and a database that is not there yet."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ZHIBIAO_DATABASE_URL", "sqlite:///own.db")
    (tmp_path / "yunxi.txt").write_text(REPORT_2020, encoding="utf-8")
    return tmp_path


ZHIBIAO = [sys.executable, "-c", "import sys; from app.cli import main; sys.exit(main())"]


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
    "arguments, unwanted",
    [
        (["--help"], {"dataclasses", "decimal", "pathlib", "msgspec", "sqlalchemy", "app.store.filters"}),
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


def test_serve(place: Path) -> None:
    """From nothing to an answer, and a clean end."""
    (place / "bad.txt").touch()
    server = subprocess.Popen([*ZHIBIAO, "serve", ".", "--port", "0"], stderr=subprocess.PIPE)
    assert server.stderr
    with server, server.stderr as told:
        said = [next(told).decode() for _ in range(4)]
        address = re.search(r"serving on (http://127\.0\.0\.1:(\d+))", said[-1])
        assert address, said
        assert any("bad.txt" in line for line in said)
        with urlopen(f"{address[1]}/v1/observations?limit=2", timeout=20) as answer:  # noqa: S310 # our own
            assert json.load(answer)["total"] == 9
        taken = subprocess.run([*ZHIBIAO, "serve", "--port", address[2]], capture_output=True, check=False)
        assert (taken.returncode, b"Address already in use" in taken.stderr) == (1, True)
        server.send_signal(signal.SIGTERM)
        assert b"Traceback" not in told.read()
