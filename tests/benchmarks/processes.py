"""Starts processes, reads their CPU time and memory, and stops them."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, Self

from tests.benchmarks.load import HOST, fetch

_PROC = Path("/proc")
_START_LIMIT = 60.0
_STOP_LIMIT = 20.0


class Watched:
    """The CPU time and memory of a running process with all its threads.

    CPU time is exact to nanoseconds on Linux; elsewhere ``psutil`` (tests/benchmarks/requirements.txt)
    returns it in hundredths of a second.
    """

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self._other: Any = None if _PROC.is_dir() else import_module("psutil").Process(pid)

    def cpu(self) -> float:
        """Seconds of CPU that all its threads have taken."""
        if self._other:
            times = self._other.cpu_times()
            return float(times.user + times.system)
        # clock_getcpuclockid(3): the clock of all threads of a process, including those that have ended.
        return time.clock_gettime((~self.pid << 3) | 2)

    def memory(self) -> float:
        """Resident megabytes, without the pages of mapped files."""
        if self._other:
            return float(self._other.memory_info().rss) / 1e6
        return self._resident("RssAnon")

    def mapped(self) -> float:
        """Resident megabytes of mapped files, which the system takes back if it needs them; 0 if unknown."""
        return 0 if self._other else self._resident("RssFile")

    def _resident(self, kind: str) -> float:
        lines = (_PROC / str(self.pid) / "status").read_text().splitlines()
        return sum(int(line.split()[1]) for line in lines if line.startswith(kind)) / 1e3

    @contextmanager
    def peak(self) -> Iterator[list[float]]:
        """Append to a list, at the end of the block, by how many megabytes memory rose at most."""
        idle, seen, ended = self.memory(), [0.0], threading.Event()

        def look() -> None:
            while not ended.wait(0.01):
                seen[0] = max(seen[0], self.memory() - idle)

        watcher = threading.Thread(target=look)
        watcher.start()
        try:
            yield seen
        finally:
            ended.set()
            watcher.join()


class Server(Watched):
    """A server on a local port; it stops at the end of the block.

    Args:
        command: words of the command, with ``{port}`` for the port.
        environment: variables in addition to those of this process.
        log: the file for its output.
        ready: an address that returns 200 when the server is ready.
    """

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str], log: Path, ready: str = "/"
    ) -> None:
        self.port = _free_port()
        self._log = log
        self._words = [word.replace("{port}", str(self.port)) for word in command]
        with log.open("wb") as output:
            self._process = subprocess.Popen(
                self._words, env=os.environ | environment, stdout=output, stderr=subprocess.STDOUT
            )
        super().__init__(self._process.pid)
        self._wait(ready)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(_STOP_LIMIT)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _wait(self, ready: str) -> None:
        until = time.monotonic() + _START_LIMIT
        while time.monotonic() < until and self._process.poll() is None:
            try:
                if fetch(self.port, ready).status == 200:
                    return
            except OSError:
                time.sleep(0.05)
        self.__exit__()
        raise RuntimeError(f"{self._words} did not start:\n{self._log.read_text()[-2000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def uvicorn(application: str, *more: str, python: str = sys.executable) -> list[str]:
    """The command that starts uvicorn with one worker, the same for every server."""
    words = ["-m", "uvicorn", application, "--host", HOST, "--port", "{port}", "--log-level", "warning"]
    return [python, *words, "--no-access-log", *more]
