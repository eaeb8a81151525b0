"""``zhibiao reread``: extracts again from reports that an older extractor read."""

from __future__ import annotations

from argparse import Namespace

from app.cli.migrate import migrated_database
from app.cli.output import CommandError, say
from app.cli.progress import steps
from app.services.database import Database, DatabaseError
from app.services.ingesting.rereading import Reread, count_stale, reread


def run(arguments: Namespace) -> None:  # noqa: ARG001 # every command is run with its arguments
    """Extract again from stale reports, and print how many observations changed."""
    with migrated_database() as database:
        try:
            say(_summary(_reread(database, count_stale(database))))
        except DatabaseError as error:
            raise CommandError(str(error)) from None


def say_stale(database: Database) -> None:
    """Print how many reports are stale and what to do; print nothing if none is."""
    stale = count_stale(database)
    if stale:
        were = "1 stored report was" if stale == 1 else f"{stale} stored reports were"
        say(f"{were} read by another version of the extractor: `zhibiao reread` reads them again")


def _reread(database: Database, stale: int) -> Reread:
    with steps("reading again", stale) as progress:
        return reread(database, progress.advance)


def _summary(done: Reread) -> str:
    if not done.reports:
        return "all stored reports were read by this version of the extractor"
    reports = "1 report" if done.reports == 1 else f"{done.reports} reports"
    counts = f"{done.added} added, {done.changed} changed, {done.removed} removed"
    return f"{reports} read again, {done.altered} with other observations: {counts}"
