"""The background work of ``zhibiao serve``: migrates and ingests in a separate process."""

from __future__ import annotations

import multiprocessing
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path

from app.cli.ingest import ingest_files, manifest_of, say_warning, workers_for
from app.cli.migrate import migrated_database
from app.cli.output import FAILED, CommandError, say
from app.cli.reread import say_stale
from app.config import announce_starting, load_settings
from app.services.ingesting.files import IngestEffect, find_files, find_left_out
from app.services.ingesting.ingestion import ReadingOptions


class Start:
    """The state of the work: whether it has failed."""

    failed = False


@contextmanager
def starting(paths: Sequence[Path], on_failure: Callable[[], None]) -> Iterator[Start]:
    """Ingest the paths while the block runs; stop the ingestion when the block ends.

    A file contains the progress for all server processes: see ``Settings.starting``.
    """
    start = Start()
    if not paths:
        yield start
        return
    with tempfile.TemporaryDirectory(prefix="zhibiao-") as folder:
        note = Path(folder) / "under-way"
        note.write_text("The reports are being ingested.", encoding="utf-8")
        announce_starting(note)
        process = multiprocessing.get_context("spawn").Process(target=prepare, args=(paths, note))
        process.start()
        watcher = threading.Thread(target=_watch, args=(process, note, start, on_failure), daemon=True)
        watcher.start()
        try:
            yield start
        finally:
            process.terminate()
            watcher.join()


def _watch(process: BaseProcess, note: Path, start: Start, on_failure: Callable[[], None]) -> None:
    process.join()
    note.unlink(missing_ok=True)
    if process.exitcode == FAILED:
        start.failed = True
        on_failure()


def prepare(paths: Sequence[Path], note: Path) -> None:
    """Migrate the database and ingest the paths; print the name of each bad file and skip it."""
    try:
        with migrated_database() as database:
            left_out = find_left_out(paths)
            for result in left_out:
                if result.change is IngestEffect.FAILED:
                    say(f"{result.source} {result.reason}")
            if files := find_files(paths):
                reading = ReadingOptions(
                    manifest=manifest_of(paths, warn=say_warning), keep_files=load_settings().keep_files
                )
                ingest_files(
                    database, files, reading, besides=left_out, workers=workers_for(files), note=note
                )
            say_stale(database)
    except CommandError as error:
        say(str(error))
        raise SystemExit(FAILED) from None
    except KeyboardInterrupt:
        raise SystemExit from None
