"""Reads and extracts files in several processes; one process stores the results, in the order of the files.

A worker looks up what is stored before it extracts, so a second run costs little. The result does not
depend on the process: the storing process checks that the report is still the same, and extracts it again
if it is not.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from multiprocessing import forkserver
from multiprocessing.connection import wait
from multiprocessing.context import BaseContext
from pathlib import Path
from threading import Thread
from typing import Final

from app.lexicon.lexicon import load_lexicon
from app.model.observation import Observation
from app.model.report import Report
from app.services.ingesting.garbage import collect_rarely
from app.services.ingesting.sources import ReadingOptions, SourceFile, read_source
from app.services.ingesting.storing import look, observations_of
from app.store.connections.session import Database

#: How many files each worker reads ahead of the stored one; this limits the memory.
AHEAD: Final = 4
_LOADED: Final = "app.services.ingesting.loaded"


class WorkerError(RuntimeError):
    """A worker was killed; the message says what to do."""


@dataclass(frozen=True, slots=True)
class PreparedFile:
    """A file that was read and, if necessary, extracted; ``rows`` are the observations of ``report``."""

    source: SourceFile
    report: Report | None = None
    rows: tuple[Observation, ...] = ()

    def extract(self, report: Report) -> tuple[Observation, ...]:
        """The observations of a report: the prepared ones if they are of an equal report."""
        return self.rows if report == self.report else observations_of(report)


def prepare(
    database: Database, files: Sequence[Path], reading: ReadingOptions, workers: int
) -> Iterator[PreparedFile]:
    """Read the files, in order. Several workers also extract them.

    Raises:
        WorkerError: a worker was killed.
    """
    if workers < 2 or len(files) < 2:  # noqa: PLR2004 # a single one needs no other process
        return (PreparedFile(read_source(file, reading)) for file in files)
    return _ahead(str(database.url.render_as_string(hide_password=False)), files, reading, workers)


def _ahead(url: str, files: Sequence[Path], reading: ReadingOptions, workers: int) -> Iterator[PreparedFile]:
    pool = ProcessPoolExecutor(min(workers, len(files)), _context(), _begin, (url, reading))
    waiting = iter(files)
    try:
        going = deque(_submitted(pool, waiting, AHEAD * workers))
        while going:
            prepared = going.popleft().result()
            going.extend(_submitted(pool, waiting, 1))
            yield prepared
    except BrokenProcessPool:
        raise WorkerError(
            "a worker was killed, perhaps because memory ran out; stored files stay stored. Run the command "
            "again; if it happens again, use --workers 1"
        ) from None
    finally:
        pool.shutdown(cancel_futures=True)


def _context() -> BaseContext:
    """How workers start: as copies of a process that has loaded what they need, or each loads it.

    Windows has no such process, and on macOS libraries of the system can fail in copies. The process needs
    a socket in the folder for temporary files, which can be read-only, or have a name that is too long.
    """
    if sys.platform == "linux":
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([_LOADED])
        with suppress(OSError):
            forkserver.ensure_running()
            return context
    return multiprocessing.get_context("spawn")


def _submitted(
    pool: ProcessPoolExecutor, waiting: Iterator[Path], most: int
) -> Iterator[Future[PreparedFile]]:
    return (pool.submit(_work, file) for file in islice(waiting, most))


class _Worker:
    """The state of a worker process for all its files."""

    database: Database
    reading: ReadingOptions


def _begin(url: str, reading: ReadingOptions) -> None:
    # The storing process handles the interruption and ends the workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    _Worker.database, _Worker.reading = Database(url), reading
    load_lexicon()
    collect_rarely()


def _end_with_parent() -> None:
    """End this worker when the storing process is killed; otherwise it would wait for a file for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _work(file: Path) -> PreparedFile:
    source = read_source(file, _Worker.reading)
    if source.report is None:
        return PreparedFile(source)
    new, _, known = look(_Worker.database, source.report, source.path)
    if known is not None:
        return PreparedFile(source)
    return PreparedFile(source, new.report, observations_of(new.report))
