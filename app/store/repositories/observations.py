"""Observations: the list, a single one, those of a region, and their replacement report by report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, bindparam, delete, select, update

from app.model.observation import Observation
from app.store.connections.bulk import insert_cells
from app.store.declared.fields import Field, Row
from app.store.declared.resources import RESOURCES
from app.store.repositories import reports
from app.store.repositories.changes import Difference, record
from app.store.rows import dictionaries, keys, ready, rule_lists
from app.store.rows.cells import observation_cells, observation_of
from app.store.rows.documents import cells
from app.store.rows.ordering import order_of
from app.store.rows.state import NewRow, Turn, seconds
from app.store.rows.tables import ObservationDocumentRow, ObservationRow, ReportRow
from app.store.selecting import search, totals
from app.store.selecting.conditions import QueriedTable
from app.store.selecting.table_lists import TableList

BATCH = 5000
NONE: Mapping[str, str] = {}
_READ: Mapping[int, Mapping[int, NewRow]] = {}

SOURCE = QueriedTable(ObservationRow.__table__, {"value": "value_order", "confidence": "confidence_order"})
LIST = TableList(
    RESOURCES["observations"],
    SOURCE,
    ("key",),
    searched=True,
    documents=ObservationDocumentRow,
    tallied=True,
)
_COLUMNS = LIST.resource.columns
#: The cells of an observation that are also columns of the table.
CELLS = tuple(name for name in _COLUMNS if name in ObservationRow.__table__.c)
_cells_queried = itemgetter(*map(_COLUMNS.index, CELLS))
#: The columns of the table, in the order of ``columns``.
NAMES = (*CELLS, "key", "value_order", "confidence_order", "rule_list", "series", "updated_at")
_DOCUMENT = tuple(map(_COLUMNS.index, ("year", "indicator", "scope", "sentence")))
_VALUE = _COLUMNS.index("value")
_CONFIDENCE = _COLUMNS.index("confidence")
_FLAGS = _COLUMNS.index("flags")
_RULES = _COLUMNS.index("rules")


class StoredObservation(NamedTuple):
    """A stored observation: its key, its cells, and the time when it was added or last changed."""

    key: int
    cells: Row
    updated_at: int


def with_documents(*columns: Any) -> Select[*tuple[Any, ...]]:  # noqa: ANN401 # columns of any type
    """Select these columns and, last, the keys and documents of observations; ``read`` reads them."""
    row, of = ObservationDocumentRow, ObservationRow.__table__.c.key
    found = select(*columns, of.label("row_key"), row.document).select_from(ObservationRow)
    return found.join(row, row.key == ready.group_of(row, of))


def read(
    connection: Connection, rows: Sequence[Any], fields: Sequence[Field] = LIST.resource.fields
) -> list[Row]:
    """The cells of these fields in the documents that are the last of each row, after the keys."""
    table, packed = ObservationDocumentRow, {}
    for row in rows:
        packed[ready.group(table, row[-2])] = row[-1]
    unpacked = dictionaries.unpacked_by(connection, list(packed.values()))
    return cells(fields, ready.rows_of(table, (row[-2] for row in rows), packed, unpacked))


def find(connection: Connection, observation_id: str) -> Observation | None:
    """The observation with this id, if there is one."""
    rows = connection.execute(with_documents().where(ObservationRow.id == observation_id)).all()
    return next(map(observation_of, read(connection, rows)), None)


def find_all(connection: Connection, ids: Iterable[str]) -> dict[str, Observation]:
    """The observations with these ids, by id; ids that no observation has are left out."""
    found: dict[str, Observation] = {}
    wanted = list(dict.fromkeys(ids))
    for start in range(0, len(wanted), BATCH):
        some = wanted[start : start + BATCH]
        rows = connection.execute(with_documents().where(ObservationRow.id.in_(some))).all()
        found |= {row.id: row for row in map(observation_of, read(connection, rows))}
    return found


def of_region(
    connection: Connection, region_key: str, new: Mapping[int, Mapping[int, NewRow]] = _READ
) -> list[tuple[int, int, Observation]]:
    """All observations of one region in the order of keys, as (key, year of the report, observation).

    ``new`` are those that a turn has not written yet (see ``Turn``).
    """
    years = dict(connection.execute(_YEARS, {"of": region_key}).all())
    found = [
        (key, years[number], row.observation)
        for number in years.keys() & new
        for key, row in new[number].items()
    ]
    for number in years.keys() - new.keys():
        rows = connection.execute(_OF_REPORT, keys.range_of(number)).all()
        found += [
            (row[0], years[number], observation_of(cells))
            for row, cells in zip(rows, read(connection, rows), strict=True)
        ]
    return sorted(found, key=itemgetter(0))


def replace(
    connection: Connection,
    turn: Turn,
    number: int,
    report_id: str,
    rows: Sequence[tuple[Observation, int]],
    corrections: Mapping[str, str] = NONE,
) -> Difference:
    """Replace all observations of the report with these, and record the changes.

    ``number`` is the report's; ``rows`` are its observations in the order of the text, each with the
    number of its series. ``corrections`` maps the ids of observations to the ids
    of the corrections that were applied.

    Raises:
        LookupError: there is no such report.
    """
    if reports.stored_number(connection, report_id) != number:
        raise LookupError(f"There is no report {report_id} with the number {number}.")
    before = _before(connection, turn, number)
    old, now = {row.cells[0]: row for row in before}, seconds(turn.at)
    new: dict[int, NewRow] = {}
    places = keys.keys(number, ((row.sentence_start, row.sentence) for row, _ in rows))
    for key, (observation, series) in zip(places, rows, strict=True):
        cells = observation_cells(observation)
        known = old.get(cells[0])
        since = known.updated_at if known and known.cells == cells else now
        new[key] = NewRow(observation, cells, since, series)
    remove(connection, turn, before)
    if new:
        _add(connection, turn, number, new)
    old_cells, new_cells = [row.cells for row in before], [row.cells for row in new.values()]
    totals.change(turn, old_cells, new_cells)
    return record(turn, report_id, old_cells, new_cells, corrections)


def _before(connection: Connection, turn: Turn, number: int) -> list[StoredObservation]:
    """The observations of a report, whether the turn has written them or not."""
    new = turn.rows.get(number)
    return _stored(connection, number) if new is None else list(_as_stored(new))


def _as_stored(rows: Mapping[int, NewRow]) -> Iterator[StoredObservation]:
    return (StoredObservation(key, row.cells, row.updated_at) for key, row in rows.items())


def _add(connection: Connection, turn: Turn, number: int, rows: dict[int, NewRow]) -> None:
    """Let the turn write the rows of a report when it ends."""
    if not turn.rows:
        turn.at_end.append(write)
    turn.rows[number] = rows
    rule_lists.keep(turn, (str(row.cells[_RULES]) for row in rows.values()))
    search.add(connection, turn, map(document, _as_stored(rows)))


def write(connection: Connection, turn: Turn) -> None:
    """Write the new rows of the turn and their documents, in the order of their keys."""
    rows = {key: row for number in sorted(turn.rows) for key, row in turn.rows[number].items()}
    turn.rows.clear()
    if rows:
        after = list(_as_stored(rows))
        stored = (columns(row, new.series) for row, new in zip(after, rows.values(), strict=True))
        insert_cells(connection, ObservationRow.__tablename__, NAMES, stored)
        keep_documents(connection, after, keys.report_number(after[-1].key))


def flag(connection: Connection, turn: Turn, rows: Sequence[tuple[int, Observation, Observation]]) -> None:
    """Store new flags of observations, and record the changes.

    Each of ``rows`` has the key, the stored observation, and the observation with its new flags.
    """
    after = [StoredObservation(key, observation_cells(row), seconds(turn.at)) for key, _, row in rows]
    written: dict[int, Row] = {}
    by_report: dict[str, list[tuple[Row, Row]]] = {}
    for (key, old, new), row in zip(rows, after, strict=True):
        unwritten = turn.rows.get(keys.report_number(key))
        if unwritten is None:
            written[key] = row.cells
        else:
            unwritten[key] = NewRow(new, row.cells, row.updated_at, unwritten[key].series)
        by_report.setdefault(old.report_id, []).append((observation_cells(old), row.cells))
    _write_flags(connection, written, seconds(turn.at))
    for report_id, pairs in sorted(by_report.items()):
        old_cells, new_cells = zip(*pairs, strict=True)
        totals.change(turn, old_cells, new_cells)
        record(turn, report_id, old_cells, new_cells, NONE)


def _write_flags(connection: Connection, rows: Mapping[int, Row], at: int) -> None:
    if not rows:
        return
    connection.execute(
        update(ObservationRow)
        .where(ObservationRow.key == bindparam("of"))
        .values(flags=bindparam("now"), updated_at=at),
        [{"of": key, "now": cells[_FLAGS]} for key, cells in rows.items()],
    )
    ready.change(
        connection, ObservationDocumentRow, LIST.resource.fields, rows, keys.report_number(max(rows))
    )


def forget(connection: Connection, turn: Turn, report_id: str) -> Difference:
    """Remove the observations of a report that is being removed."""
    number = reports.stored_number(connection, report_id)
    before = [] if number is None else _before(connection, turn, number)
    remove(connection, turn, before)
    totals.change(turn, [row.cells for row in before], [])
    return record(turn, report_id, [row.cells for row in before], [], NONE)


def remove(connection: Connection, turn: Turn, rows: Sequence[StoredObservation]) -> None:
    """Remove all rows of one report from the table and from the full-text index."""
    if not rows:
        return
    search.remove(connection, turn, map(document, rows))
    number = keys.report_number(rows[0].key)
    if turn.rows.pop(number, None) is None:
        connection.execute(_REMOVE, keys.range_of(number))


def keep_documents(connection: Connection, rows: Sequence[StoredObservation], reports: int) -> None:
    """Write the documents of rows, whole sentences in the order of their keys."""
    keys, cells = [row.key for row in rows], (row.cells for row in rows)
    ready.keep(connection, ObservationDocumentRow, LIST.resource.fields, keys, cells, reports)


def _stored(connection: Connection, number: int) -> list[StoredObservation]:
    return read_stored(connection, _STORED_OF_REPORT, keys.range_of(number))


STORED = with_documents(ObservationRow.key, ObservationRow.updated_at).order_by(ObservationRow.key)
_YEARS = select(ReportRow.number, ReportRow.report_year).where(ReportRow.region_key == bindparam("of"))
_IN_RANGE = (ObservationRow.key >= bindparam("first"), ObservationRow.key < bindparam("end"))
_REMOVE = delete(ObservationRow).where(*_IN_RANGE)
_OF_REPORT = with_documents(ObservationRow.key).where(*_IN_RANGE)
_STORED_OF_REPORT = STORED.where(*_IN_RANGE)


def read_stored(
    connection: Connection, statement: Select[*tuple[Any, ...]], of: Mapping[str, int] | None = None
) -> list[StoredObservation]:
    """The rows that a statement, made of ``STORED``, selects."""
    rows = connection.execute(statement, of).all()
    return [
        StoredObservation(key, found, updated_at)
        for (key, updated_at, *_), found in zip(rows, read(connection, rows), strict=True)
    ]


def columns(row: StoredObservation, series: int) -> tuple[Any, ...]:
    """The cells of all columns of the table for an observation, in the order of ``NAMES``."""
    return (
        *_cells_queried(row.cells),
        row.key,
        order_of(str(row.cells[_VALUE])),
        order_of(str(row.cells[_CONFIDENCE])),
        rule_lists.number(str(row.cells[_RULES])),
        series,
        row.updated_at,
    )


def document(row: StoredObservation) -> search.SearchDocument:
    """The document of an observation in the full-text index."""
    year, indicator, scope, sentence = (row.cells[place] for place in _DOCUMENT)
    return search.SearchDocument(row.key, int(str(year)), str(indicator), str(scope), str(sentence))
