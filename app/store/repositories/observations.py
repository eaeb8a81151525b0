"""Observations: the list, a single one, those of a region, and their replacement report by report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
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
from app.store.rows.state import Turn, seconds
from app.store.rows.tables import ObservationDocumentRow, ObservationRow, ReportRow
from app.store.selecting import search, totals
from app.store.selecting.conditions import QueriedTable
from app.store.selecting.table_lists import TableList

_BATCH = 5000
NONE: Mapping[str, str] = {}
_READ: Mapping[int, Sequence[tuple[int, Observation]]] = {}

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
_CELLS = tuple(name for name in _COLUMNS if name in ObservationRow.__table__.c)
_cells_queried = itemgetter(*map(_COLUMNS.index, _CELLS))
#: The columns of the table, in the order of ``columns``.
_NAMES = (*_CELLS, "key", "value_order", "confidence_order", "rule_list", "series", "updated_at")
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
    for start in range(0, len(wanted), _BATCH):
        some = wanted[start : start + _BATCH]
        rows = connection.execute(with_documents().where(ObservationRow.id.in_(some))).all()
        found |= {row.id: row for row in map(observation_of, read(connection, rows))}
    return found


def of_region(
    connection: Connection, region_key: str, stored: Mapping[int, Sequence[tuple[int, Observation]]] = _READ
) -> list[tuple[int, int, Observation]]:
    """All observations of one region in the order of keys, as (key, year of the report, observation).

    ``stored`` are observations that are known (see ``Turn``); they are not read.
    """
    years = dict(connection.execute(_YEARS, {"of": region_key}).all())
    found = [(key, years[number], row) for number in years.keys() & stored for key, row in stored[number]]
    for number in years.keys() - stored.keys():
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
    before = _stored(connection, number)
    old = {row.cells[0]: row for row in before}
    after, stored, now = [], [], seconds(turn.at)
    places = keys.keys(number, ((row.sentence_start, row.sentence) for row, _ in rows))
    for key, (observation, series) in zip(places, rows, strict=True):
        cells = observation_cells(observation)
        known = old.get(cells[0])
        since = known.updated_at if known and known.cells == cells else now
        after.append(StoredObservation(key, cells, since))
        stored.append(columns(after[-1], series))
    remove(connection, turn, before)
    if stored:
        rule_lists.keep(turn, (str(row.cells[_RULES]) for row in after))
        insert_cells(connection, ObservationRow.__tablename__, _NAMES, stored)
        search.add(connection, turn, map(document, after))
        _keep(connection, after, number)
    old_cells, new_cells = [row.cells for row in before], [row.cells for row in after]
    totals.change(turn, old_cells, new_cells)
    turn.stored[number] = [(row.key, observation) for row, (observation, _) in zip(after, rows, strict=True)]
    return record(turn, report_id, old_cells, new_cells, corrections)


def flag(connection: Connection, turn: Turn, rows: Sequence[tuple[int, Observation, Observation]]) -> None:
    """Store new flags of observations, and record the changes.

    Each of ``rows`` has the key, the stored observation, and the observation with its new flags.
    """
    if not rows:
        return
    at = seconds(turn.at)
    after = [StoredObservation(key, observation_cells(row), at) for key, _, row in rows]
    connection.execute(
        update(ObservationRow)
        .where(ObservationRow.key == bindparam("of"))
        .values(flags=bindparam("now"), updated_at=at),
        [{"of": row.key, "now": row.cells[_FLAGS]} for row in after],
    )
    ready.change(
        connection,
        ObservationDocumentRow,
        LIST.resource.fields,
        {row.key: row.cells for row in after},
        keys.report_number(after[-1].key),
    )
    by_report: dict[str, list[tuple[Row, Row]]] = {}
    for (key, old, _), row in zip(rows, after, strict=True):
        turn.stored.pop(keys.report_number(key), None)
        by_report.setdefault(old.report_id, []).append((observation_cells(old), row.cells))
    for report_id, pairs in sorted(by_report.items()):
        old_cells, new_cells = zip(*pairs, strict=True)
        totals.change(turn, old_cells, new_cells)
        record(turn, report_id, old_cells, new_cells, NONE)


def forget(connection: Connection, turn: Turn, report_id: str) -> Difference:
    """Remove the observations of a report that is being removed."""
    number = reports.stored_number(connection, report_id)
    before = [] if number is None else _stored(connection, number)
    for row in before[:1]:
        turn.stored.pop(keys.report_number(row.key), None)
    remove(connection, turn, before)
    totals.change(turn, [row.cells for row in before], [])
    return record(turn, report_id, [row.cells for row in before], [], NONE)


def remove(connection: Connection, turn: Turn, rows: Sequence[StoredObservation]) -> None:
    """Delete rows of one report from the table and from the full-text index."""
    if not rows:
        return
    search.remove(connection, turn, map(document, rows))
    keys = [row.key for row in rows]
    connection.execute(delete(ObservationRow).where(ObservationRow.key.between(min(keys), max(keys))))


def rebuild_index(connection: Connection, turn: Turn, series: Callable[[Observation], int]) -> None:
    """Fill the full-text index and the columns that lists do not show, for all observations.

    Rows without a time get the time of this turn.
    """
    search.forget_all(connection)
    last = -1
    while rows := _sentences_after(connection, last):
        last = rows[-1].key
        stored = [
            columns(
                row._replace(updated_at=row.updated_at or seconds(turn.at)), series(observation_of(row.cells))
            )
            for row in rows
        ]
        connection.execute(
            update(ObservationRow).where(ObservationRow.key == bindparam("of")),
            [_unshown(row) for row in stored],
        )
        search.add(connection, turn, map(document, rows))
        search.write(connection, turn)


def rewrite_documents(connection: Connection) -> None:
    """Write the documents of all observations again, and count all observations."""
    last = -1
    while rows := _sentences_after(connection, last):
        last = rows[-1].key
        groups = {ready.group(ObservationDocumentRow, row.key) for row in rows}
        ready.forget(connection, ObservationDocumentRow, sorted(groups))
        _keep(connection, rows, keys.report_number(last))
    totals.recount(connection)


def _keep(connection: Connection, rows: Sequence[StoredObservation], reports: int) -> None:
    keys, cells = [row.key for row in rows], (row.cells for row in rows)
    ready.keep(connection, ObservationDocumentRow, LIST.resource.fields, keys, cells, reports)


def _sentences_after(connection: Connection, key: int) -> list[StoredObservation]:
    """The next rows, without the last sentence if there may be more rows of it."""
    rows = _read_stored(connection, _STORED.where(ObservationRow.key > key).limit(_BATCH))
    if len(rows) < _BATCH:
        return rows
    last = rows[-1].key >> keys.ROW_BITS
    return [row for row in rows if row.key >> keys.ROW_BITS != last]


def _unshown(row: tuple[Any, ...]) -> dict[str, Any]:
    """The columns that no list shows, and the key as the parameter of a condition."""
    unshown = dict(zip(_NAMES[len(_CELLS) :], row[len(_CELLS) :], strict=True))
    return {"of": unshown.pop("key"), **unshown}


def _stored(connection: Connection, number: int) -> list[StoredObservation]:
    return _read_stored(connection, _STORED_OF_REPORT, keys.range_of(number))


_STORED = with_documents(ObservationRow.key, ObservationRow.updated_at).order_by(ObservationRow.key)
_YEARS = select(ReportRow.number, ReportRow.report_year).where(ReportRow.region_key == bindparam("of"))
_IN_RANGE = (ObservationRow.key >= bindparam("first"), ObservationRow.key < bindparam("end"))
_OF_REPORT = with_documents(ObservationRow.key).where(*_IN_RANGE)
_STORED_OF_REPORT = _STORED.where(*_IN_RANGE)


def _read_stored(
    connection: Connection, statement: Select[*tuple[Any, ...]], of: Mapping[str, int] | None = None
) -> list[StoredObservation]:
    rows = connection.execute(statement, of).all()
    return [
        StoredObservation(key, found, updated_at)
        for (key, updated_at, *_), found in zip(rows, read(connection, rows), strict=True)
    ]


def columns(row: StoredObservation, series: int) -> tuple[Any, ...]:
    """The cells of all columns of the table for an observation, in the order of ``_NAMES``."""
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
