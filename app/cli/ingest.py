"""``zhibiao ingest``: files and folders into the database."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from app.cli.migrate import migrated_database
from app.cli.output import PROGRAM, CommandError, say
from app.cli.reread import say_stale
from app.services.database import Database, DatabaseError
from app.services.ingestion import Change, FileResult, find_files, find_nothing, ingest


def run(arguments: Namespace) -> None:
    """Ingest the paths; fails, after all that can go in is in, if a file was bad."""
    paths = [Path(path) for path in arguments.paths]
    results = [*find_nothing(paths)]
    for result in results:
        say(f"{result.source} {result.reason}")
    if files := find_files(paths):
        with migrated_database() as database:
            results += ingest_files(database, files, arguments.region, arguments.report_year)
            say_stale(database)
    failed = sum(result.change is Change.FAILED for result in results)
    if failed:
        raise CommandError(f"{failed} of {len(results)} could not be ingested, see above")


def ingest_files(
    database: Database, files: Sequence[Path], region: str | None = None, report_year: int | None = None
) -> Sequence[FileResult]:
    """Ingest with a progress bar where someone watches, and say what came of it."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("ingesting", total=len(files))

        def told(result: FileResult) -> None:
            progress.advance(task)
            if line := _remark(result):
                console.print(line, markup=False, highlight=False, soft_wrap=True)

        try:
            results = ingest(database, files, region=region, report_year=report_year, on_result=told)
        except DatabaseError as error:
            raise CommandError(str(error)) from None
    say(_summary(results))
    return results


def _remark(result: FileResult) -> str | None:
    """What is to be said of a file beyond its place in the summary."""
    if result.change is Change.FAILED:
        return f"{PROGRAM}: {result.source} {result.reason}"
    if result.change is Change.UNCHANGED or not result.warnings:
        return None
    return f"{PROGRAM}: {result.source}: warning: {'; '.join(result.warnings)}"


def _summary(results: Sequence[FileResult]) -> str:
    counts = Counter(result.change for result in results)
    changes = ", ".join(f"{counts[change]} {change}" for change in Change if counts[change])
    observations = sum(result.observations for result in results)
    files = "1 file" if len(results) == 1 else f"{len(results)} files"
    return f"{files}: {changes}; {observations} observations in all"
