"""Stores one text, next to the other texts of its report or in place of an older one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from app.model.observation import Observation
from app.model.report import ChoiceReason, Report
from app.services.extracting.extractor import extractor_version
from app.services.extracting.whole import extract_report
from app.services.ingesting.batch import Batch
from app.services.ingesting.files import FileResult, IngestEffect
from app.services.ingesting.versions import (
    WHY,
    Chosen,
    choose,
    has_file,
    is_same_file,
    remove_report,
    with_own_id,
    write,
)
from app.store.connections.session import Connection, Database
from app.store.repositories import report_places, reports, versions
from app.store.repositories.versions import Version
from app.store.rows.state import Turn

Extract = Callable[[Report], tuple[Observation, ...]]
#: Longer texts, in characters, take seconds to extract; no transaction stays open meanwhile.
_LONG = 200_000


class Look(NamedTuple):
    """The stored versions of a text.

    ``new`` is the text itself, ``same`` the earlier versions of its file, ``known`` the stored text that it
    repeats, if there is nothing to store.
    """

    new: Version
    same: list[Version]
    known: Version | None


def observations_of(report: Report) -> tuple[Observation, ...]:
    """The observations that today's extractor reads from a report."""
    return extract_report(report, explained=False).observations


def look(database: Database, report: Report, path: str, content: bytes | None = None) -> Look:
    """Compare a text with the stored texts; nothing is written."""
    with database.reading() as connection:
        return _look(connection, report, path, content)


def _look(connection: Connection, report: Report, path: str, content: bytes | None) -> Look:
    new = Version(with_own_id(connection, report, path), path, content, "")
    same = _same_files(_known(connection, new), new)
    return Look(new, same, _unchanged(connection, new, same))


def store(
    batch: Batch,
    report: Report,
    path: str = "",
    content: bytes | None = None,
    extract: Extract = observations_of,
) -> FileResult:
    """Extract a report and store it in the transaction of a batch, unless it is stored already.

    ``path`` is the path of its file, ``content`` the content of the file; None if it is not to be stored.
    """
    with batch.reading() as connection:
        new, same, known = _look(connection, report, path, content)
        observed = 0 if known is None or known.number else _observations(connection, known.report.id)
    if known is not None:
        copied = has_file(known) and known.path != path
        if not copied and known.path != path:
            _move(batch, known, path)
        result = _result(new, IngestEffect.UNCHANGED, observed)
        return replace(result, reason=f"has the same text as {known.report.source}") if copied else result
    if report.characters > _LONG:
        batch.flush()
    rows = extract(new.report)
    texts, chosen = _put(batch, new, rows)
    observed = _observations(batch.writing()[0], new.report.id)
    if chosen[0] is not new:
        return _result(new, IngestEffect.KEPT, 0, _notice(texts, chosen, new))
    return _result(
        new, IngestEffect.REPLACED if same else IngestEffect.ADDED, observed, _notice(texts, chosen, new)
    )


def _known(connection: Connection, new: Version) -> list[Version]:
    """All texts of the reports that have the new report's id or include the same text."""
    ids = versions.ids_of(connection, new.report)
    return [text for report_id in ids for text in versions.all_of(connection, report_id)]


def _same_files(known: Sequence[Version], new: Version) -> list[Version]:
    return [one for one in known if is_same_file(one, new.report, new.path)]


def _unchanged(connection: Connection, new: Version, same: Sequence[Version]) -> Version | None:
    """The stored text that equals this one and need not be stored again, or of which this is a copy."""
    if len(same) != 1 or same[0].report.id != new.report.id:
        return None
    known = same[0]
    is_copy = known.report.sha256 == new.report.sha256 and known.path != new.path and has_file(known)
    if not is_copy and reports.description(known.report) != reports.description(new.report):
        return None
    stored = reports.stored(connection, known.report.id)
    is_stale = known.number is None and stored and stored.extractor_version != extractor_version()
    return None if is_stale else known


def _observations(connection: Connection, report_id: str) -> int:
    """How many observations a report has after its corrections."""
    stored = reports.stored(connection, report_id)
    return stored.observations if stored else 0


def _move(batch: Batch, known: Version, path: str) -> None:
    """Store the new path of the file of a text; this does not change the data."""
    batch.flush()
    with batch.database.writing() as connection:
        versions.move(connection, known, path)


def _put(batch: Batch, new: Version, rows: Sequence[Observation]) -> tuple[list[Version], Chosen]:
    """Store a text. Returns all texts of its report, and the one that observations are read from."""
    connection, turn = batch.writing()
    known = _known(connection, new)
    same = _same_files(known, new)
    left = [one for one in known if one not in same]
    ids = {new.report.id, *(one.report.id for one in same)}
    touched = {reports.region_key(new.report), *report_places.region_keys_of(connection, ids)}
    pinned = reports.chosen_by_hand(connection, new.report.id)
    for report_id in ids - {new.report.id}:
        _leave(connection, turn, report_id, [one for one in left if one.report.id == report_id])
    texts = [one for one in left if one.report.id == new.report.id] + [new]
    chosen = _pinned(texts, same) if pinned else choose(texts)
    write(connection, turn, texts, chosen, rows if chosen[0] is new else None)
    batch.stored(touched)
    return texts, chosen


def _pinned(texts: Sequence[Version], same: Sequence[Version]) -> Chosen:
    """The text that a person chose: the one in use now, or the new one if it replaces that."""
    replaced = any(one.number is None for one in same)
    return (texts[-1] if replaced else texts[0]), ChoiceReason.HAND


def _leave(connection: Connection, turn: Turn, report_id: str, left: Sequence[Version]) -> None:
    """Remove a text from its former report, which keeps the texts ``left``."""
    if left:
        write(connection, turn, left, choose(left))
    else:
        remove_report(connection, turn, report_id)


def _notice(texts: Sequence[Version], chosen: Chosen, new: Version) -> tuple[str, ...]:
    """The notice for a report with several texts; empty if it has only one."""
    best, choice = chosen
    others = [one for one in texts if one is not new]
    if not others:
        return ()
    if best is new:
        names = ", ".join(one.report.source for one in others)
        return (f"is read for {new.report.id} instead of {names}: {WHY[choice]}; all are kept",)
    return (f"is kept, and {best.report.source} is read for {new.report.id}: {WHY[choice]}",)


def _result(new: Version, change: IngestEffect, observed: int, notice: tuple[str, ...] = ()) -> FileResult:
    warnings = (*notice, *new.report.warnings)
    return FileResult(new.report.source, change, new.report.id, observed, warnings=warnings)
