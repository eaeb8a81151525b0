"""``zhibiao extract``: prints the observations of one report; needs no database."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from json.encoder import encode_basestring

from app.cli.output import MISUSED, CommandError, aligned, say, write
from app.model.observation import Observation
from app.model.report import Report
from app.reading.beside import Beside
from app.reading.formats.choose import TABLES
from app.reading.report import ReadingError, read_report
from app.services.extracting.explanation import explain
from app.services.extracting.whole import extract_report
from app.store.declared.fields import OBSERVATION_FIELDS, Cell, CellType, Row
from app.store.rows.cells import observation_cells

_NAMES = 3
"""The name of the file and of the two folders above it may tell the place and the year."""
_TABLE = ("indicator", "value", "unit", "measure", "status", "start_year", "year", "scope", "flags")


def run(arguments: Namespace) -> None:
    """Print the observations of a report; with ``--explain``, print how each was read."""
    if arguments.explain and arguments.format not in (None, "table"):
        raise CommandError("--explain has its own format: omit --format", MISUSED)
    reports = _reports(arguments)
    for report in reports:
        for warning in report.warnings:
            say(f"{report.source}: {warning}")
    extractions = [extract_report(report, explained=arguments.explain) for report in reports]
    if arguments.explain:
        write(f"{line}\n".encode() for extraction in extractions for line in explain(extraction))
    else:
        observations = [row for extraction in extractions for row in extraction.observations]
        write(_rows(observations, arguments.format or "jsonl"))


def _reports(arguments: Namespace) -> list[Report]:
    """The report in the file. A table of facts has one report for each place and year of publication."""
    source: str = arguments.file
    data = sys.stdin.buffer.read() if source == "-" else _bytes(source)
    name = source.replace("\\", "/").rsplit("/", 1)[-1]
    try:
        if name.lower().endswith(tuple(TABLES)):
            from app.services.ingesting.tables import read_facts

            return read_facts(data, name, region=arguments.region, report_year=arguments.report_year)
        beside = Beside(names=tuple(source.replace("\\", "/").split("/")[-_NAMES:]))
        return [
            read_report(data, name, region=arguments.region, report_year=arguments.report_year, beside=beside)
        ]
    except ReadingError as error:
        raise CommandError(f"{source}: {error}") from None


def _bytes(path: str) -> bytes:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 # importing pathlib would slow every start
            return file.read()
    except IsADirectoryError:
        raise CommandError(f"{path} is a folder: extract reads one file, ingest takes folders") from None
    except (OSError, ValueError) as error:
        raise CommandError(f"{path} can't be read: {getattr(error, 'strerror', None) or error}") from None


def _rows(observations: Sequence[Observation], format_: str) -> Iterator[bytes]:
    rows = map(observation_cells, observations)
    if format_ == "jsonl":
        return _lines(rows)
    if format_ == "csv":
        batches = ([row] for row in rows)
        chunks: Iterator[bytes] = import_module("app.api.formats.registry").csv_chunks(
            OBSERVATION_FIELDS, batches
        )
        return chunks
    return _table(rows)


def _lines(rows: Iterable[Row]) -> Iterator[bytes]:
    """The same bytes as the API's NDJSON, without its library, which writes faster but is slow to import."""
    keys = [(f'"{field.name}":', field.kind) for field in OBSERVATION_FIELDS]
    for row in rows:
        cells = (key + _json(cell, kind) for (key, kind), cell in zip(keys, row, strict=True))
        yield f"{{{','.join(cells)}}}\n".encode()


def _json(cell: Cell, kind: CellType) -> str:
    """A cell as JSON. Decimals and lists are JSON already, see ``CellType``."""
    if cell is None:
        return "null"
    return encode_basestring(str(cell)) if kind in (CellType.TEXT, CellType.DATE) else str(cell)


def _table(rows: Iterable[Row]) -> Iterator[bytes]:
    columns = [field.name for field in OBSERVATION_FIELDS]
    places = [columns.index(name) for name in _TABLE]
    return aligned(_TABLE, [tuple(str(row[place]) for place in places) for row in rows])
