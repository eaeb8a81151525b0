"""CPU time and memory of this process and its children while a file is read; by /proc, so on Linux only."""

from __future__ import annotations

import os
import resource
import time
from pathlib import Path

_SELF = Path("/proc/self")
_TICKS = os.sysconf("SC_CLK_TCK")


class Meter:
    """Measures from when it is made."""

    def __init__(self) -> None:
        for process in (_SELF, *_children()):
            # Forgets the peak so far.
            (process / "clear_refs").write_text("5", encoding="ascii")
        self._memory = {process: _status(process, "VmRSS") for process in (_SELF, *_children())}
        self._time = _time()

    def seconds(self) -> float:
        """CPU time, that of children included, also where they have ended."""
        return _time() - self._time

    def megabytes(self) -> float:
        """The highest peak of a process above what it used before; of a new one, all that it uses."""
        grown = (_status(one, "VmHWM") - self._memory.get(one, 0.0) for one in (_SELF, *_children()))
        return max(grown)


def _children() -> list[Path]:
    tasks = (_SELF / "task").glob("*/children")
    return [Path("/proc") / pid for task in tasks for pid in _read(task).split()]


def _read(file: Path) -> str:
    """The text of a file of /proc; empty if its thread or process has ended since it was listed."""
    try:
        return file.read_text(encoding="ascii")
    except (FileNotFoundError, ProcessLookupError):
        return ""


def _time() -> float:
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime + sum(map(_running, _children()))


def _running(process: Path) -> float:
    fields = _read(process / "stat").rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS if fields else 0.0


def _status(process: Path, name: str) -> float:
    """A figure of memory in megabytes."""
    lines = _read(process / "status").splitlines()
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith(name)), 0.0)
