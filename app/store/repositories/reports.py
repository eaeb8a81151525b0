"""Reports: the list, a single report with or without its text, and storing reports."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import msgspec
from sqlalchemy import Connection, RowMapping, bindparam, delete, func, insert, select, update

from app.model.citation import cite
from app.model.report import ChoiceReason, Report, ReportKind
from app.store.declared.fields import Row
from app.store.declared.resources import RESOURCES
from app.store.repositories import report_files
from app.store.rows import cells, keys
from app.store.rows.tables import ObservationRow, ReportFileRow, ReportRow, ReportTextRow
from app.store.selecting.conditions import QueriedTable
from app.store.selecting.table_lists import TableList

SOURCE = QueriedTable(ReportRow.__table__)
LIST = TableList(RESOURCES["reports"], SOURCE, ("region_key", "report_year", "number"))
_SHOWN = tuple(LIST.shown(name) for name in LIST.resource.columns)


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A stored report that a new one may replace or repeat."""

    number: int
    id: str
    region_key: str
    sha256: str
    extractor_version: str
    observations: int
    description: dict[str, object]


def find(connection: Connection, report_id: str) -> Row | None:
    """The cells of one report, in the order of ``REPORT_FIELDS``."""
    row = connection.execute(select(*_SHOWN).where(ReportRow.id == report_id)).first()
    return None if row is None else tuple(row)


def text(connection: Connection, report_id: str) -> str | None:
    """The original text of one report."""
    statement = select(ReportTextRow.text).join(ReportRow, ReportRow.number == ReportTextRow.number)
    return connection.execute(statement.where(ReportRow.id == report_id)).scalar_one_or_none()


def load(connection: Connection, report_id: str) -> tuple[Report, str]:
    """One stored report with its text, and the version of the extractor that read it."""
    row = connection.execute(_WITH_TEXT.where(ReportRow.id == report_id)).mappings().one()
    return _report(row), row["extractor_version"]


_WITH_TEXT = (
    select(*ReportRow.__table__.c, ReportTextRow.text, ReportFileRow.places)
    .join(ReportTextRow, ReportRow.number == ReportTextRow.number)
    .outerjoin(ReportFileRow, ReportRow.number == ReportFileRow.number)
)


def _report(row: RowMapping) -> Report:
    read = {
        "warnings": json.loads(row["warnings"]),
        "region_shared": row["region_key"] == _alone(row["id"]),
        "places": report_files.unpack(row["places"] or b""),
    }
    return msgspec.convert({**row, **read}, Report)


def stored_table(connection: Connection, parts: Sequence[Report]) -> dict[str, StoredReport]:
    """The stored reports by id: those of the table that has ``parts``, and those with their ids or texts."""
    same = (
        ((ReportRow.kind == ReportKind.TABLE.value) & (ReportRow.source == parts[0].source))
        | ReportRow.id.in_([part.id for part in parts])
        | ReportRow.sha256.in_([part.sha256 for part in parts])
    )
    found = select(*ReportRow.__table__.c).where(same).order_by(ReportRow.number)
    described = description(parts[0])
    return {row["id"]: _stored_report(row, described) for row in connection.execute(found).mappings()}


def stored(connection: Connection, report_id: str) -> StoredReport | None:
    """The stored report with this id; None if there is none."""
    row = connection.execute(_STORED, {"of": report_id}).mappings().first()
    return None if row is None else _stored_report(row, ())


_STORED = select(*ReportRow.__table__.c).where(ReportRow.id == bindparam("of"))


def _stored_report(row: RowMapping, described: Iterable[str]) -> StoredReport:
    return StoredReport(
        number=row["number"],
        id=row["id"],
        region_key=row["region_key"],
        sha256=row["sha256"],
        extractor_version=row["extractor_version"],
        observations=row["observations"],
        description={name: row[name] for name in described},
    )


def description(report: Report) -> dict[str, object]:
    """The stored description of a report; it does not include where the report was found."""
    described = msgspec.to_builtins(replace(report, text="", places=()))
    return {
        **{name: described[name] for name in _DESCRIBED},
        "region_key": region_key(report),
        "characters": report.characters,
        "warnings": cells.listed(report.warnings),
    }


#: The parts of a report that are stored in columns of the same name.
_DESCRIBED = {field.name for field in fields(Report)} & set(ReportRow.__table__.c.keys()) - {"source"}


def region_key(report: Report) -> str:
    """The key of reports that are compared with each other: the region's code, else its name, else the id.

    A name that several places share is not used: such a report is compared with no other.
    ``~`` sorts places without a code after those with one.
    """
    if report.region_shared or not report.region:
        return report.region_code or _alone(report.id)
    return report.region_code or f"~{report.region}"


def _alone(report_id: str) -> str:
    return f"~{report_id}"


def put(connection: Connection, report: Report, observations: int, version: str, at: str) -> int:
    """Store a report and its text, replacing one with the same id, and return its number.

    ``version`` is that of the extractor. ``put_file`` stores the path of its file.
    """
    values: dict[str, Any] = description(report) | {
        "source": report.source,
        "observations": observations,
        "extractor_version": version,
        "ingested_at": at,
        "citation": cite(report, version).text,
    }
    number = stored_number(connection, report.id)
    if number is not None:
        connection.execute(update(ReportRow).where(ReportRow.number == number).values(values))
        connection.execute(
            update(ReportTextRow).where(ReportTextRow.number == number).values(text=report.text)
        )
        return number
    number = connection.execute(_LAST).scalar_one() + 1
    first = {"number": number, "path": "", "versions": 1, "choice": ChoiceReason.ONLY.value}
    connection.execute(_ADD, values | first)
    connection.execute(_ADD_TEXT, {"number": number, "text": report.text})
    return number


_ADD, _ADD_TEXT = insert(ReportRow), insert(ReportTextRow)


def stored_number(connection: Connection, report_id: str) -> int | None:
    """The number of the report with this id, if there is one."""
    return connection.execute(_NUMBER, {"of": report_id}).scalar_one_or_none()


_NUMBER = select(ReportRow.number).where(ReportRow.id == bindparam("of"))


def put_file(connection: Connection, report: Report, path: str, content: bytes | None) -> None:
    """Store the path of a report's file, and its content if it is given."""
    number = connection.execute(_NUMBER, {"of": report.id}).scalar_one()
    connection.execute(_SET_PATH, {"of": number, "to": path})
    report_files.put(connection, number, report.places, content)


_SET_PATH = update(ReportRow).where(ReportRow.number == bindparam("of")).values(path=bindparam("to"))


def put_choice(connection: Connection, report_id: str, versions: int, choice: ChoiceReason) -> None:
    """Store how many texts a report has, and why this one is read for observations."""
    connection.execute(_SET_CHOICE, {"of": report_id, "number_of": versions, "why": choice.value})


_SET_CHOICE = (
    update(ReportRow)
    .where(ReportRow.id == bindparam("of"))
    .values(versions=bindparam("number_of"), choice=bindparam("why"))
)


def remove(connection: Connection, number: int) -> None:
    """Delete a report and its text. The content of its file stays if other reports come from it.

    Raises:
        ValueError: it has observations.
    """
    key = ObservationRow.__table__.c.key
    if connection.execute(select(key).where(keys.of_report(key, number)).limit(1)).first():
        raise ValueError(f"The report {number} can't be removed: its observations must be removed before.")
    report_files.pass_on(connection, number)
    report_files.remove(connection, number)
    connection.execute(delete(ReportTextRow).where(ReportTextRow.number == number))
    connection.execute(delete(ReportRow).where(ReportRow.number == number))


def has_uncited(connection: Connection) -> bool:
    """Whether there are reports without a citation, stored by older versions."""
    uncited = select(ReportRow.id).where(ReportRow.citation == "").limit(1)
    return connection.execute(uncited).first() is not None


def cite_uncited(connection: Connection) -> None:
    """Write the citations of reports that have none."""
    uncited = _WITH_TEXT.where(ReportRow.citation == "")
    for row in connection.execute(uncited).mappings().all():
        text = cite(_report(row), row["extractor_version"]).text
        connection.execute(update(ReportRow).where(ReportRow.number == row["number"]).values(citation=text))


_LAST = select(func.coalesce(func.max(ReportRow.number), 0))


def stale(connection: Connection, version: str, limit: int) -> list[Report]:
    """At most ``limit`` reports that another version of the extractor read, with their texts, by region."""
    statement = (
        _WITH_TEXT.where(ReportRow.extractor_version != version)
        .order_by(ReportRow.region_key, ReportRow.number)
        .limit(limit)
    )
    return [_report(row) for row in connection.execute(statement).mappings()]


def count_stale(connection: Connection, version: str) -> int:
    """The number of reports that another version of the extractor read."""
    statement = select(func.count()).select_from(ReportRow).where(ReportRow.extractor_version != version)
    return int(connection.execute(statement).scalar_one())


def sha256(connection: Connection, report_id: str) -> str | None:
    """The hash of a stored report's text; None if there is no report with this id."""
    return connection.execute(select(ReportRow.sha256).where(ReportRow.id == report_id)).scalar_one_or_none()


def chosen_by_hand(connection: Connection, report_id: str) -> bool:
    """Whether a person chose which text of a report is read."""
    return connection.execute(_CHOICE, {"of": report_id}).scalar_one_or_none() == ChoiceReason.HAND


_CHOICE = select(ReportRow.choice).where(ReportRow.id == bindparam("of"))
