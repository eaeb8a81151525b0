"""Corrections: the list, those of one report, and their states."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Index, bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from app.model.correction import Correction, CorrectionState, Statement, Verdict
from app.model.observation import Reader
from app.store.declared.fields import Cell, Row
from app.store.declared.resources import RESOURCES
from app.store.rows.column_types import TEXT
from app.store.rows.tables import Base, Number, PrimaryKey, Words
from app.store.selecting.conditions import QueriedTable
from app.store.selecting.table_lists import TableList

# Reports may have thousands of corrections: an item of a dictionary is found faster than a member of an enum.
_VERDICTS = {one.value: one for one in Verdict}
_READERS = {one.value: one for one in Reader}
_STATES = {one.value: one for one in CorrectionState}
#: The most ids in one statement: databases limit its parameters.
_BATCH = 5000


class CorrectionRow(Base):
    """A reader's correction of one statement; it is kept when the report is removed or read again."""

    __tablename__ = "corrections"
    __table_args__ = (Index(None, "report_id", "key"),)

    key: Mapped[PrimaryKey]
    id: Mapped[str] = mapped_column(TEXT, unique=True)
    report_id: Mapped[Words]
    sentence_hash: Mapped[Words]
    number_offset: Mapped[Number]
    value_text: Mapped[Words]
    place: Mapped[Number]
    value_start: Mapped[Number]
    sentence: Mapped[Words]
    verdict: Mapped[Words]
    reading: Mapped[Words]
    reader: Mapped[Words]
    reader_name: Mapped[Words]
    made_at: Mapped[Words]
    reason: Mapped[Words]
    state: Mapped[Words]


LIST = TableList(RESOURCES["corrections"], QueriedTable(CorrectionRow.__table__), ("key",))


def add(connection: Connection, found: Iterable[Correction]) -> list[Correction]:
    """Store the corrections that are not stored yet, and return them in order; the caller has the turn."""
    given = {one.id: one for one in found}
    known = _known(connection, list(given))
    new = [one for one in given.values() if one.id not in known]
    last = connection.execute(select(func.coalesce(func.max(CorrectionRow.key), 0))).scalar_one()
    rows = [{"key": key, **_cells(one)} for key, one in enumerate(new, last + 1)]
    if rows:
        connection.execute(insert(CorrectionRow), rows)
    return new


def _known(connection: Connection, ids: list[str]) -> set[str]:
    row = CorrectionRow
    return {
        id_
        for part in _parts(ids)
        for id_ in connection.execute(select(row.id).where(row.id.in_(part))).scalars()
    }


def _parts(ids: list[str]) -> Iterator[list[str]]:
    return (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))


def find(connection: Connection, correction_id: str) -> Correction | None:
    """The correction with this id, if there is one."""
    row = connection.execute(select(CorrectionRow.__table__).where(CorrectionRow.id == correction_id)).first()
    return None if row is None else _correction(row)


def of_report(connection: Connection, report_id: str) -> list[Correction]:
    """All corrections of a report, in the order in which they were stored."""
    return [_correction(row) for row in connection.execute(_OF_REPORT, {"of": report_id})]


_OF_REPORT = (
    select(CorrectionRow.__table__)
    .where(CorrectionRow.report_id == bindparam("of"))
    .order_by(CorrectionRow.key)
)


def report_ids(connection: Connection) -> list[str]:
    """The ids of the reports that have corrections, in order."""
    row = CorrectionRow
    return list(connection.execute(select(row.report_id).distinct().order_by(row.report_id)).scalars())


def remove(connection: Connection, correction_id: str) -> None:
    """Delete a correction."""
    connection.execute(delete(CorrectionRow).where(CorrectionRow.id == correction_id))


def put_states(connection: Connection, states: Mapping[str, CorrectionState]) -> None:
    """Store the states of corrections by their ids."""
    of_state: dict[CorrectionState, list[str]] = {}
    for id_, state in states.items():
        of_state.setdefault(state, []).append(id_)
    for state, ids in of_state.items():
        for part in _parts(ids):
            chosen = update(CorrectionRow).where(CorrectionRow.id.in_(part))
            connection.execute(chosen.values(state=state.value))


def row_of(correction: Correction) -> Row:
    """The cells of a correction, in the order of the fields of the list."""
    cells = _cells(correction)
    return tuple([cells[name] for name in LIST.resource.columns])


def _cells(correction: Correction) -> dict[str, Cell]:
    statement = correction.statement
    return {
        "id": correction.id,
        "report_id": correction.report_id,
        "sentence_hash": statement.sentence_hash,
        "number_offset": statement.offset,
        "value_text": statement.value_text,
        "place": statement.place,
        "value_start": correction.value_start,
        "sentence": correction.sentence,
        "verdict": correction.verdict.value,
        "reading": json.dumps(dict(correction.fields), ensure_ascii=False),
        "reader": correction.reader.value,
        "reader_name": correction.reader_name,
        "made_at": correction.made_at,
        "reason": correction.reason,
        "state": correction.state.value,
    }


def _correction(row: Sequence[Any]) -> Correction:
    """The correction in a row whose cells are in the order of the table's columns."""
    _, id_, report_id, digest, offset, value_text, place, start, sentence, verdict, reading, *others = row
    reader, reader_name, made_at, reason, state = others
    return Correction(
        id=id_,
        report_id=report_id,
        statement=Statement(digest, offset, value_text, place),
        value_start=start,
        sentence=sentence,
        verdict=_VERDICTS[verdict],
        fields=tuple(msgspec.json.decode(reading).items()),
        reader=_READERS[reader],
        reader_name=reader_name,
        made_at=made_at,
        reason=reason,
        state=_STATES[state],
    )
