"""Other texts of reports: stored whole, but not read for observations unless one is chosen."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace

import msgspec
from sqlalchemy import ColumnElement, Connection, bindparam, delete, func, insert, select, update

from app.model.report import Report
from app.store.repositories import report_files, reports
from app.store.rows.tables import ReportRow, ReportVersionRow


@dataclass(frozen=True, slots=True)
class Version:
    """One text of a report: the path of its file, the file if it is stored, the time of the first reading.

    ``number`` identifies it among the texts that are not read for observations; None for the one that is.
    """

    report: Report
    path: str
    content: bytes | None
    added_at: str
    number: int | None = None


def add(connection: Connection, version: Version) -> None:
    """Store a text that is not read for observations."""
    last = connection.execute(select(func.coalesce(func.max(ReportVersionRow.number), 0))).scalar_one()
    report = version.report
    described = msgspec.json.encode(replace(report, text="", places=()))
    connection.execute(
        insert(ReportVersionRow).values(
            number=last + 1,
            report_id=report.id,
            sha256=report.sha256,
            path=version.path,
            added_at=version.added_at,
            report=described.decode(),
            text=report.text,
            places=report_files.pack(report.places),
            content=None if version.content is None else zlib.compress(version.content),
        )
    )


def all_of(connection: Connection, report_id: str) -> list[Version]:
    """All texts of a report, first the one that is read for observations; empty if there is no report."""
    row = connection.execute(_READ, {"of": report_id}).first()
    if row is None:
        return []
    report, _ = reports.load(connection, report_id)
    return [
        Version(report, row[1], report_files.content(connection, row[0]), row[2]),
        *_found(connection, ReportVersionRow.report_id == report_id),
    ]


def ids_of(connection: Connection, report: Report) -> list[str]:
    """The ids of the reports that have this report's id, or the same text among their texts."""
    of = {"id": report.id, "sha256": report.sha256}
    read = connection.execute(_READ_WITH_TEXT, of).scalars()
    return sorted({*read, *connection.execute(_OTHER_WITH_TEXT, {"sha256": report.sha256}).scalars()})


def id_of_unplaced(connection: Connection, report: Report, path: str) -> str | None:
    """The id of a stored report without a code that has the same year, kind, and text or path."""
    same = (ReportRow.sha256 == report.sha256) | ((ReportRow.path == path) & (ReportRow.path != ""))
    statement = select(ReportRow.id).where(
        same,
        ReportRow.region_code.is_(None),
        ReportRow.report_year == report.report_year,
        ReportRow.kind == report.kind.value,
    )
    return connection.execute(statement.order_by(ReportRow.number)).scalars().first()


def move(connection: Connection, version: Version, path: str) -> None:
    """Store the new path of a text's file."""
    table, of_it = (
        (ReportRow, ReportRow.id == version.report.id)
        if version.number is None
        else (ReportVersionRow, ReportVersionRow.number == version.number)
    )
    connection.execute(update(table).where(of_it).values(path=path))


def remove_all(connection: Connection, report_id: str) -> None:
    """Delete the other texts of a report."""
    connection.execute(_REMOVE_ALL, {"of": report_id})


_READ = select(ReportRow.number, ReportRow.path, ReportRow.ingested_at).where(ReportRow.id == bindparam("of"))
_READ_WITH_TEXT = select(ReportRow.id).where(
    (ReportRow.id == bindparam("id")) | (ReportRow.sha256 == bindparam("sha256"))
)
_OTHER_WITH_TEXT = select(ReportVersionRow.report_id).where(ReportVersionRow.sha256 == bindparam("sha256"))
_REMOVE_ALL = delete(ReportVersionRow).where(ReportVersionRow.report_id == bindparam("of"))


def _found(connection: Connection, condition: ColumnElement[bool]) -> list[Version]:
    table = ReportVersionRow.__table__
    rows = connection.execute(select(*table.c).where(condition).order_by(ReportVersionRow.number)).mappings()
    return [
        Version(
            replace(
                msgspec.json.decode(row["report"], type=Report),
                text=row["text"],
                places=report_files.unpack(row["places"]),
            ),
            row["path"],
            None if row["content"] is None else report_files.unpacked(row["content"]),
            row["added_at"],
            row["number"],
        )
        for row in rows
    ]
