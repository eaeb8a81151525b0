"""Diagnoses a database: its tables, its file, its counts, and reports that older rules have read."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass

from app.services.database import check
from app.services.ingesting.rereading import count_stale
from app.store.connections.session import Database, DatabaseError
from app.store.upkeep import backups, sizes

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The result of one check: what was found, and what is wrong with it; None if nothing is."""

    subject: str
    found: str
    wrong: str | None = None


def diagnose(database: Database) -> Iterator[Diagnosis]:
    """Check a database, with quick checks first. Stops if the database can't be used at all."""
    yield Diagnosis("database", database.name)
    try:
        check(database)
    except DatabaseError as error:
        yield Diagnosis("tables", "not usable", str(error))
        return
    yield Diagnosis("tables", "up to date")
    yield from _space(database)
    with database.reading() as connection:
        damaged = backups.damage(connection)
        yield Diagnosis("integrity", "damaged" if damaged else "whole", damaged)
        counts = sizes.counts(connection)
    yield from _counts(counts)
    stale = count_stale(database)
    advice = "read by another version of the extractor: run `zhibiao reread`" if stale else None
    yield Diagnosis("stale reports", str(stale), advice)


def _counts(counts: dict[str, int]) -> Iterator[Diagnosis]:
    """The number of rows of each table; tables with a row for each observation must agree."""
    rows = counts["observations"]
    for name, number in counts.items():
        same = name not in sizes.SAME or number == rows
        yield Diagnosis(name, str(number), None if same else f"should be as many as observations, {rows}")


def _space(database: Database) -> Iterator[Diagnosis]:
    if database.file is None:
        return
    size, free = database.file.stat().st_size, shutil.disk_usage(database.file.parent).free
    few = "less than the database: there is no room for a backup or a migration" if free < size else None
    yield Diagnosis("size", f"{size / _MEGABYTE:.0f} MB")
    yield Diagnosis("free disk", f"{free / _MEGABYTE:.0f} MB", few)
