"""The servers that are measured, on one database: ours, Datasette, FastAPI with an ORM, memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from tests.benchmarks.data import folder
from tests.benchmarks.load import Answer
from tests.benchmarks.processes import Server, uvicorn

_ROOT = Path(__file__).parents[2]
_LIST = Path(__file__).parent / "servers" / "datasette.txt"
_SERVERS = "tests.benchmarks.servers"
# Libraries that uvicorn can use; Datasette gets the same ones as our server.
_UNDER_UVICORN = ("httptools", "uvloop")


def ours(database: Path) -> Server:
    """The project's own command, as a user starts it."""
    command = [str(Path(sys.executable).with_name("zhibiao")), "serve", "--port", "{port}"]
    return _server("ours", command, {"ZHIBIAO_DATABASE_URL": f"sqlite:///{database}"}, "/readyz")


def plain(database: Path) -> Server:
    """FastAPI, ORM, response_model."""
    command = uvicorn(f"{_SERVERS}.plain:app")
    return _server("plain", command, {"BENCHMARK_DATABASE": str(database)}, "/observations?limit=1")


def memory(answer: Answer) -> Server:
    """Raw ASGI that sends the same bytes with the same headers."""
    path = folder() / "answer"
    # uvicorn adds these itself.
    headers = {k: v for k, v in answer.headers.items() if k not in ("date", "server", "connection")}
    path.write_bytes(json.dumps(headers).encode() + b"\n" + answer.body)
    return _server("memory", uvicorn(f"{_SERVERS}.memory:app"), {"BENCHMARK_ANSWER": str(path)}, "/")


def datasette(database: Path, threads: int) -> Server | None:
    """Datasette in a separate environment; None, with a printed note, if it can't be installed.

    ``threads`` is its ``num_sql_threads``: 3 by default, 0 for queries in the event loop.
    """
    python = folder() / "datasette" / "bin" / "python"
    try:
        _install(python)
    except subprocess.CalledProcessError as error:
        print(f"Datasette can't be installed, its questions are left out: {error}", file=sys.stderr)
        return None
    command = uvicorn(f"{_SERVERS}.tables:app", python=str(python))
    environment = {"BENCHMARK_DATABASE": str(database), "BENCHMARK_THREADS": str(threads)}
    return _server(f"datasette-{threads}", command, environment, "/-/versions.json")


def _install(python: Path) -> None:
    wanted = ["-r", str(_LIST), *(name for name in _UNDER_UVICORN if find_spec(name))]
    done = python.parents[1] / "installed.txt"
    if done.exists() and done.read_text() == repr(wanted) + _LIST.read_text():
        return
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(python.parents[1])], check=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", *wanted], check=True, stdout=sys.stderr)
    done.write_text(repr(wanted) + _LIST.read_text())


def _server(name: str, command: list[str], environment: dict[str, str], ready: str) -> Server:
    # The other environment imports the folders of the benchmark by the same names.
    path = {"PYTHONPATH": os.pathsep.join([str(_ROOT), os.environ.get("PYTHONPATH", "")])}
    return Server(command, path | environment, folder() / f"{name}.log", ready)
