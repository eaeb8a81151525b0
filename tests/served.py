"""Runs the service as users do: a process that listens on a free port, with the seed in its database."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

SEEDS = Path(__file__).parents[1] / "seeds"
ZHIBIAO = [sys.executable, "-c", "import sys; from app.cli import main; sys.exit(main())"]
#: Seconds after which something that hangs is a failure. Nothing takes so long, also not on a busy machine.
PATIENCE = 300


@contextmanager
def served(folder: Path, *paths: Path, **settings: str) -> Iterator[str]:
    """The URL of a server with a database in the folder. The server must not have logged a failure.

    ``paths`` are ingested besides the seed; ``settings`` are additional environment variables.
    """
    log = folder / "server.log"
    environment = {**os.environ, "ZHIBIAO_DATABASE_URL": f"sqlite:///{folder / 'served.db'}", **settings}
    command = [*ZHIBIAO, "serve", str(SEEDS), *map(str, paths), "--port", "0"]
    with log.open("w") as errors, running(command, stderr=errors, env=environment) as server:
        address = _address(log, server)
        wait_until_ready(address, server)
        yield address
    assert "Traceback" not in log.read_text(encoding="utf-8")


@contextmanager
def running(command: list[str], **more: Any) -> Iterator[subprocess.Popen[bytes]]:  # noqa: ANN401 # as Popen
    """A process that is ended by SIGTERM with the block, also where a test fails."""
    with subprocess.Popen(command, **more) as process:
        try:
            yield process
        finally:
            process.terminate()


def wait_until_ready(address: str, server: subprocess.Popen[bytes] | subprocess.Popen[str]) -> None:
    """Return when the server has ingested its files."""
    while under_way(address, server) is not None:
        time.sleep(0.05)


def under_way(address: str, server: subprocess.Popen[bytes] | subprocess.Popen[str]) -> str | None:
    """What the server says to be under way; None when it is ready. Waits until it responds."""
    for _ in while_running(server):
        try:
            with urlopen(f"{address}/readyz", timeout=PATIENCE):  # noqa: S310 # our own
                return None
        except HTTPError as error:
            return str(json.load(error)["detail"])
        except OSError:
            # One of several processes that is killed or replaced cuts its connections.
            continue
    raise AssertionError("the server does not respond")


def _address(log: Path, server: subprocess.Popen[bytes]) -> str:
    for _ in while_running(server):
        said = log.read_text(encoding="utf-8")
        if found := re.search(r"serving on (http://127\.0\.0\.1:\d+)", said):
            return found[1]
    raise AssertionError(f"no server: {log.read_text(encoding='utf-8')}")


def while_running(server: subprocess.Popen[bytes] | subprocess.Popen[str]) -> Iterator[None]:
    """Yield at short intervals while a process runs."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        yield
        time.sleep(0.05)
