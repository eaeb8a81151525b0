"""Chooses between several texts of a report: observations are read from one; all texts stay stored.

The text that a person chose comes first, then the one with the surer place and year, then the longer one,
then the one that was ingested first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

from app.comparison import series
from app.model.observation import Observation
from app.model.report import Basis, ChoiceReason, Level, Report
from app.services.extracting.corrected import corrected
from app.services.extracting.extractor import extractor_version
from app.services.extracting.whole import extract_report
from app.services.ingesting.folders import exists
from app.store.connections.session import Connection
from app.store.repositories import observations, reports, versions
from app.store.repositories.changes import Difference
from app.store.repositories.versions import Version
from app.store.rows.state import Turn

WHY = {
    ChoiceReason.ONLY: "there is no other text",
    ChoiceReason.SURER: "its place and year are surer",
    ChoiceReason.LONGER: "it is longer",
    ChoiceReason.EARLIER: "it came first",
    ChoiceReason.HAND: "a person chose it",
}
_SUREST = (Basis.STATED, Basis.MANIFEST, Basis.HEADING, Basis.FILE_NAME, Basis.ASSUMED)

Chosen = tuple[Version, ChoiceReason]
"""The text that observations are read from, and why."""


def with_own_id(connection: Connection, report: Report, path: str) -> Report:
    """The report with an id that no other place uses.

    The id of a place without a code is the name of its file. Files of other places may have the same name,
    but their reports are never versions of each other.
    """
    if report.region_code is not None or report.level is Level.NATIONAL:
        return report
    known = versions.id_of_unplaced(connection, report, path)
    if known:
        return replace(report, id=known)
    head, _, year = report.id.rpartition("-")
    for number in count(1):
        own = report if number == 1 else replace(report, id=f"{head}-{number}-{year}")
        if not any(not is_same_file(one, own, path) for one in versions.all_of(connection, own.id)):
            return own
    raise AssertionError  # Unreachable: the loop never ends by itself.


def is_same_file(known: Version, report: Report, path: str) -> bool:
    """Whether a stored text comes from the same file, which may have been moved, edited or read differently.

    An equal text is the same file at any path. A different text is an edited file if report and path are the
    same, or report and name if the old path no longer has a file.
    """
    if known.report.sha256 == report.sha256:
        return True
    if known.report.id != report.id:
        return False
    if known.path == path:
        return True
    moved = known.report.source == report.source and not has_file(known)
    return moved and report.region_code is not None


def has_file(text: Version) -> bool:
    """Whether the file of a text is still at its path."""
    return bool(text.path) and exists(Path(text.path))


def choose(texts: Sequence[Version]) -> Chosen:
    """The text to read observations from; the first of equal ones."""
    best = max(texts, key=lambda one: (_surety(one), one.report.characters))
    others = [one for one in texts if one is not best]
    if not others:
        return best, ChoiceReason.ONLY
    if _surety(best) > max(map(_surety, others)):
        return best, ChoiceReason.SURER
    rivals = [one.report.characters for one in others if _surety(one) == _surety(best)]
    return best, ChoiceReason.LONGER if best.report.characters > max(rivals) else ChoiceReason.EARLIER


def _surety(text: Version) -> int:
    """How sure place and year are: the lower rank of the two. Higher is surer."""
    bases = (text.report.year_basis, text.report.region_basis)
    return -max(len(_SUREST) if basis is None else _rank(basis) for basis in bases)


def _rank(basis: Basis) -> int:
    """The rank of a basis; a manifest is as sure as a person's statement."""
    return 0 if basis is Basis.MANIFEST else _SUREST.index(basis)


def put_report(connection: Connection, turn: Turn, report: Report, rows: Sequence[Observation]) -> Difference:
    """Store a report and its observations in place of those with its id, in the caller's turn.

    ``rows`` are the rows that the extractor reads; the corrections of the report are applied to them.
    """
    applied = corrected(connection, report, rows)
    number = reports.put(connection, report, len(applied.rows), extractor_version(), turn.at)
    placed = [(row, series(row)) for row in applied.rows]
    by = {id_: correction.id for id_, correction in applied.last.items()}
    return observations.replace(connection, turn, number, report.id, placed, by)


def write(
    connection: Connection,
    turn: Turn,
    texts: Sequence[Version],
    chosen: Chosen,
    rows: Sequence[Observation] | None = None,
) -> None:
    """Store all texts of one report; observations are read from the chosen one.

    ``rows`` are the observations of the chosen text; None if they are not to be stored again.
    """
    best, choice = chosen
    report = best.report
    stored = reports.stored(connection, report.id)
    if rows is not None or stored is None or stored.sha256 != report.sha256:
        extracted = extract_report(report, explained=False).observations if rows is None else rows
        put_report(connection, turn, report, extracted)
        reports.put_file(connection, report, best.path, best.content)
    versions.remove_all(connection, report.id)
    for other in texts:
        if other is not best:
            versions.add(connection, replace(other, added_at=other.added_at or turn.at))
    reports.put_choice(connection, report.id, len(texts), choice)


def remove_report(connection: Connection, turn: Turn, report_id: str) -> None:
    """Remove a report with its observations and all its texts, in the caller's turn."""
    stored = reports.stored(connection, report_id)
    if stored:
        observations.forget(connection, turn, report_id)
        versions.remove_all(connection, report_id)
        reports.remove(connection, stored.number)
