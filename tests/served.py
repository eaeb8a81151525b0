"""Runs the service as users do: a process that listens on a free port, with the seed in its database."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

SEEDS = Path(__file__).parents[1] / "seeds"
ZHIBIAO = [sys.executable, "-c", "import sys; from app.cli import main; sys.exit(main())"]
PATIENCE = 60


@contextmanager
def served(folder: Path, *paths: Path, **settings: str) -> Iterator[str]:
    """The URL of a server with a database in the folder. The server must not have logged a failure.

    ``paths`` are ingested besides the seed; ``settings`` are additional environment variables.
    """
    log = folder / "server.log"
    environment = {**os.environ, "ZHIBIAO_DATABASE_URL": f"sqlite:///{folder / 'served.db'}", **settings}
    command = [*ZHIBIAO, "serve", str(SEEDS), *map(str, paths), "--port", "0"]
    with log.open("w") as errors, subprocess.Popen(command, stderr=errors, env=environment) as server:
        try:
            address = _address(log, server)
            wait_until_ready(address, server)
            yield address
        finally:
            server.terminate()
    assert "Traceback" not in log.read_text(encoding="utf-8")


def wait_until_ready(address: str, server: subprocess.Popen[bytes] | subprocess.Popen[str]) -> None:
    """Return when the server has ingested its files."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        try:
            with urlopen(f"{address}/readyz", timeout=20):  # noqa: S310 # our own
                return
        except HTTPError:
            time.sleep(0.05)
    raise AssertionError("the server is not ready")


def _address(log: Path, server: subprocess.Popen[bytes]) -> str:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        said = log.read_text(encoding="utf-8")
        if found := re.search(r"serving on (http://127\.0\.0\.1:\d+)", said):
            return found[1]
        time.sleep(0.05)
    raise AssertionError(f"no server: {log.read_text(encoding='utf-8')}")
