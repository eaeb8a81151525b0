"""Short answers for language models: rows with their citations, or the reason why there are none.

The size of an answer is limited; the answer includes the URL of the complete result. An answer without
rows has one of four reasons: ``not_understood`` (a name or parameter is unknown), ``not_held`` (the
database has no report of the place), ``not_stated`` (it has reports, but none states the value) and
``in_doubt`` (only rows of low confidence state the value; the answer includes them).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlencode

from app.model.flags import SURE
from app.services.lists import any_list, observations, reports
from app.services.lists.queries import ListQuery, NotFoundError, QueryError, parse_query
from app.store.connections.session import Database
from app.store.declared.fields import Row
from app.store.declared.resources import LISTS

Answer = dict[str, Any]
Parameters = Mapping[str, Any]

#: The most bytes of the rows of an answer, as JSON.
MOST_BYTES: Final = 16_000
#: The fields of each row in an answer; ``evidence`` has all fields.
FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "observations": (
        "id", "region", "indicator", "measure", "status", "value", "value_high", "bound", "unit", "scope",
        "start_year", "year", "confidence", "flags", "report_id", "sentence",
    ),
    "comparisons": (
        "region", "indicator", "measure", "unit", "scope", "year", "target_value", "target_value_high",
        "target_bound", "actual_value", "previous_value", "gap", "outcome", "target_observation_id",
        "actual_observation_id",
    ),
    "indicators": ("indicator_code", "name_zh", "name_en", "definition", "unit", "observations"),
    "regions": ("region_code", "region", "name_en", "province", "city", "reports", "first_report_year",
                "last_report_year"),
    "resolve": ("match", "why", "id", "region", "indicator", "measure", "status", "value", "value_high",
                "bound", "unit", "scope", "start_year", "year", "confidence", "report_id", "sentence"),
}  # fmt: skip # names read better on few lines


def ask(database: Database, base: str, name: str, parameters: Parameters, limit: int) -> Answer:
    """The rows of a list that the parameters select, at most ``limit``.

    Args:
        database: Where to look.
        base: The base URL of the service, for the URL of the complete result.
        name: The list, a key of ``FIELDS``.
        parameters: Filters; those that are None or empty are ignored.
        limit: The most rows. There are fewer if they would exceed ``MOST_BYTES``.
    """
    pairs = [(key, str(value)) for key, value in parameters.items() if value not in (None, "")]
    try:
        found = _rows(database, name, pairs, limit)
        if not found["rows"] and name == "observations":
            return _doubtful(database, base, pairs, limit) or _nothing(database, base, name, pairs)
    except QueryError as error:
        return _no("not_understood", str(error))
    return (
        _whole(database, base, name, pairs, found) if found["rows"] else _nothing(database, base, name, pairs)
    )


def evidence(database: Database, observation_id: str) -> Answer:
    """One observation with its sentence, the surrounding text, and the citation of its report."""
    try:
        found = observations.one(database, observation_id)
    except NotFoundError as error:
        return _no("not_held", str(error))
    row = found.observation
    return {
        "observation": {name: _plain(getattr(row, name)) for name in FIELDS["observations"]},
        "context": found.context.text,
        "citation": reports.citation(database, row.report_id).text,
        "extractor_version": found.extractor_version,
    }


def _rows(database: Database, name: str, pairs: Sequence[tuple[str, str]], limit: int) -> Answer:
    asked = [*pairs, ("fields", ",".join(FIELDS[name])), ("limit", str(limit))]
    if name == "observations" and all(key != "confidence_from" for key, _ in pairs):
        asked.append(("confidence_from", str(SURE)))
    query = parse_query(name, asked)
    page = any_list.page(database, query)
    rows = [_row(query, page.columns, cells) for cells in page.rows]
    return {"rows": _bounded(rows), "total": page.total}


def _row(query: ListQuery, columns: Sequence[str], cells: Row) -> Answer:
    """A row as JSON: numbers are strings, so that none is rounded; empty fields are omitted."""
    row = {name: _cell(query, name, cell) for name, cell in zip(columns, cells, strict=True)}
    return {name: cell for name, cell in row.items() if cell not in (None, "", [])}


def _cell(query: ListQuery, name: str, cell: object) -> object:
    return json.loads(str(cell)) if query.resource.field(name).kind.value == "list" else cell


def _bounded(rows: Iterable[Answer]) -> list[Answer]:
    found: list[Answer] = []
    size = 0
    for row in rows:
        size += len(json.dumps(row, ensure_ascii=False).encode())
        if size > MOST_BYTES:
            break
        found.append(row)
    return found


def _whole(
    database: Database, base: str, name: str, pairs: Sequence[tuple[str, str]], found: Answer
) -> Answer:
    """The answer with the URL of all rows and the citations of the reports of its own rows."""
    query = f"?{urlencode(pairs)}" if pairs else ""
    ids = dict.fromkeys(str(row["report_id"]) for row in found["rows"] if "report_id" in row)
    citations = {report_id: reports.citation(database, report_id).text for report_id in ids}
    file = f"{base}/v1/{LISTS[name].path}.csv{query}"
    return {**found, "file": file, **({"citations": citations} if citations else {})}


def _doubtful(database: Database, base: str, pairs: Sequence[tuple[str, str]], limit: int) -> Answer | None:
    """The answer with only doubtful rows; None if there are none of these either."""
    found = _rows(database, "observations", [*pairs, ("confidence_from", "0")], limit)
    if not found["rows"]:
        return None
    detail = f"Only rows with a confidence below {SURE} state it: read their sentences before you use them."
    return {**_whole(database, base, "observations", pairs, found), **_no("in_doubt", detail)}


def _nothing(database: Database, base: str, name: str, pairs: Sequence[tuple[str, str]]) -> Answer:
    """The reason why there is no row: there is no report of the place, or none states the value."""
    places = [pair for pair in pairs if pair[0] in ("region", "province", "city", "within")]
    if name in ("observations", "comparisons", "resolve"):
        held = _rows(database, "regions", places, 1)["total"]
        if not held:
            return _no(
                "not_held", f"The database has no report of the place; {base}/v1/regions lists its places."
            )
    return _no("not_stated", "The reports in the database do not state it.")


def _no(kind: str, detail: str) -> Answer:
    return {"no": {"kind": kind, "detail": detail}}


def _plain(value: object) -> object:
    if value is None or isinstance(value, str | int):
        return value
    return list(value) if isinstance(value, tuple) else str(value)
