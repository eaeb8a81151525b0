"""``zhibiao extract``: the observations of one report to standard output; touches no database."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from unicodedata import east_asian_width

from app.api.formats import csv_chunks, ndjson_chunks
from app.cli.output import MISUSED, CommandError, say, write
from app.model.derivation import Extraction
from app.model.report import Report
from app.reading.report import ReadingError, read_report
from app.services.derivations import extract_report
from app.services.explanation import explain
from app.store.cells import observation_cells
from app.store.fields import OBSERVATION_FIELDS

_TABLE = ("indicator", "value", "unit", "measure", "status", "start_year", "year", "scope", "flags")


def run(arguments: Namespace) -> None:
    """Print what the report states, as rows or, with ``--explain``, with the reasons."""
    if arguments.explain and arguments.format not in (None, "table"):
        raise CommandError("--explain prints for people: leave --format out", MISUSED)
    report = _report(arguments)
    for warning in report.warnings:
        say(f"{report.source}: {warning}")
    extraction = extract_report(report)
    if arguments.explain:
        write(f"{line}\n".encode() for line in explain(extraction))
    else:
        write(_rows(extraction, arguments.format or "jsonl"))


def _report(arguments: Namespace) -> Report:
    source: str = arguments.file
    data = sys.stdin.buffer.read() if source == "-" else _bytes(source)
    name = source.replace("\\", "/").rsplit("/", 1)[-1]
    try:
        return read_report(data, name, region=arguments.region, report_year=arguments.report_year)
    except ReadingError as error:
        raise CommandError(f"{source}: {error}") from None


def _bytes(path: str) -> bytes:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 # importing pathlib would be felt at every start
            return file.read()
    except IsADirectoryError:
        raise CommandError(f"{path} is a folder: extract reads one file, ingest takes folders") from None
    except (OSError, ValueError) as error:
        raise CommandError(f"{path} can't be read: {getattr(error, 'strerror', None) or error}") from None


def _rows(extraction: Extraction, format_: str) -> Iterator[bytes]:
    rows = [observation_cells(row) for row in extraction.observations]
    if format_ == "table":
        columns = [field.name for field in OBSERVATION_FIELDS]
        places = [columns.index(name) for name in _TABLE]
        return _table([_TABLE, *([str(row[place]) for place in places] for row in rows)])
    write_chunks = csv_chunks if format_ == "csv" else ndjson_chunks
    return write_chunks(OBSERVATION_FIELDS, [rows])


def _table(rows: Sequence[Sequence[str]]) -> Iterator[bytes]:
    """Aligned columns; a Chinese character is two columns wide."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (text + " " * (width - _width(text)) for text, width in zip(row, widths, strict=True))
        yield f"{'  '.join(cells).rstrip()}\n".encode()


def _width(text: str) -> int:
    return len(text) + sum(east_asian_width(character) in "WF" for character in text)
