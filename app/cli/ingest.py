"""``zhibiao ingest``: reads files and folders into the database."""

from __future__ import annotations

import json
import os
from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from app.cli.migrate import configured_database, migrated_database
from app.cli.output import PROGRAM, CommandError, say
from app.cli.progress import steps
from app.cli.reread import say_stale
from app.config import load_settings
from app.services.database import Database, DatabaseError
from app.services.ingesting.files import FileResult, IngestEffect, find_files, find_left_out, find_nothing
from app.services.ingesting.folders import is_folder
from app.services.ingesting.garbage import collect_rarely
from app.services.ingesting.ingestion import ReadingOptions, WorkerError, ingest, try_file
from app.services.ingesting.manifest import Manifest, ManifestError, find_manifests, ignore, read_manifests

#: Files for each process: starting a process costs as much as reading a few files.
WORTH_A_WORKER = 8


def run(arguments: Namespace) -> None:
    """Ingest the paths. A bad file is reported at the end, after all others are stored."""
    paths = [Path(path) for path in arguments.paths]
    manifest = manifest_of(paths, arguments.manifest, say_warning)
    results = [*find_nothing(paths), *find_left_out(paths)]
    for result in results:
        if result.change is IngestEffect.FAILED:
            say(f"{result.source} {result.reason}")
    files = find_files(paths)
    reading = ReadingOptions(
        arguments.region, arguments.report_year, manifest, keep_files=load_settings().keep_files
    )
    if arguments.dry_run:
        results = _try(files, reading, results)
    elif files:
        with migrated_database() as database:
            collect_rarely()
            ingested = ingest_files(
                database, files, reading, besides=results, workers=arguments.workers or workers_for(files)
            )
            results += ingested
            say_stale(database)
    if arguments.report:
        _write_report(Path(arguments.report), results)
    failed = sum(result.change is IngestEffect.FAILED for result in results)
    if failed:
        raise CommandError(f"{failed} of {len(results)} could not be ingested, see above")


def _try(files: Sequence[Path], reading: ReadingOptions, besides: Sequence[FileResult]) -> list[FileResult]:
    """Print what would happen to each file, skipped ones too; write nothing and create no database."""
    with configured_database() as database:
        tried = [try_file(database, file, reading) for file in files]
    results = [*(one for one in besides if one.change is not IngestEffect.FAILED), *tried]
    for result in results:
        about = result.reason or f"{result.report_id} ({'; '.join(result.warnings) or 'nothing in doubt'})"
        print(f"{result.change} {result.source}: {about}")
    results = [*besides, *tried]
    say(f"dry run, nothing is written: {_counts(results)}")
    return results


def workers_for(files: Sequence[Path]) -> int:
    """The number of processes that read the files: at most one for each core; 0 for a few files."""
    return min(os.cpu_count() or 1, len(files) // WORTH_A_WORKER)


def manifest_of(
    paths: Sequence[Path], named: str | None = None, warn: Callable[[str], None] = ignore
) -> Manifest:
    """The manifest that the user named; by default the manifests in the folders.

    ``warn`` is called with each warning about a manifest.
    """
    try:
        if named:
            return read_manifests([Path(named)], [path for path in paths if is_folder(path)], warn)
        return read_manifests(find_manifests(paths), warn=warn)
    except ManifestError as error:
        raise CommandError(str(error)) from None


def say_warning(message: str) -> None:
    """Print a warning about a manifest."""
    say(f"warning: {message}")


def _write_report(file: Path, results: Sequence[FileResult]) -> None:
    """Write what happened to each file, as JSON."""
    rows = [asdict(result) for result in results]
    try:
        file.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{file} can't be written: {error.strerror}") from None


def ingest_files(
    database: Database,
    files: Sequence[Path],
    reading: ReadingOptions,
    *,
    besides: Sequence[FileResult] = (),
    workers: int = 1,
    note: Path | None = None,
) -> Sequence[FileResult]:
    """Ingest files, show the progress, and print a summary.

    ``besides`` are the results of other files, for the summary; ``note`` is a file to write the progress to.
    """
    with steps("ingesting", len(files), note) as progress:

        def on_result(result: FileResult) -> None:
            progress.advance()
            if line := _remark(result):
                progress.console.print(line, markup=False, highlight=False, soft_wrap=True)

        try:
            results = ingest(database, files, reading, on_result, workers=workers)
        except (DatabaseError, WorkerError) as error:
            raise CommandError(str(error)) from None
    skipped = [result for result in besides if result.change is IngestEffect.SKIPPED]
    say(_summary([*results, *skipped]))
    return results


def _remark(result: FileResult) -> str | None:
    """The message about a file that failed or has warnings; None for others."""
    if result.change is IngestEffect.FAILED:
        return f"{PROGRAM}: {result.source} {result.reason}"
    if result.change is IngestEffect.UNCHANGED or not result.warnings:
        return None
    return f"{PROGRAM}: {result.source}: warning: {'; '.join(result.warnings)}"


def _summary(results: Sequence[FileResult]) -> str:
    # A copy of a file has the observations of the report that it is a copy of.
    of_reports = {one.report_id or one.source: one.observations for one in results if one.observations}
    observations = sum(of_reports.values())
    return f"{_counts(results)}; {observations} observations in all{_endings(results)}"


def _counts(results: Sequence[FileResult]) -> str:
    counts = Counter(result.change for result in results)
    changes = ", ".join(f"{counts[change]} {change}" for change in IngestEffect if counts[change])
    files = "1 file" if len(results) == 1 else f"{len(results)} files"
    return f"{files}: {changes}"


def _endings(results: Sequence[FileResult]) -> str:
    """How many files were skipped, by file name extension."""
    skipped = Counter(
        Path(result.source).suffix.lower() or Path(result.source).name
        for result in results
        if result.change is IngestEffect.SKIPPED
    )
    if not skipped:
        return ""
    return f"; skipped: {', '.join(f'{count} {ending}' for ending, count in sorted(skipped.items()))}"
