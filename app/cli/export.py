"""``zhibiao export``: a whole list from the database, by the same filters and writers as the API."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from app.api.formats import FORMATS, Writer
from app.cli.migrate import configured_database
from app.cli.output import MISUSED, CommandError, say
from app.services.database import DatabaseError, check
from app.services.queries import ListQuery, Mistake, QueryError, parse_query
from app.store.filters import Filter
from app.store.listing import Stream
from app.store.resources import RESOURCES

_WRITERS: dict[str, Writer] = {name: row.write for name, row in FORMATS.items() if row.write}
_CONTROLS = ("sort", "fields")


def add_options(parser: ArgumentParser) -> None:
    """The options, made of the rows that the API's parameters are made of."""
    parser.add_argument(
        "--list", choices=tuple(RESOURCES), default="observations", help="which list (default: %(default)s)"
    )
    parser.add_argument("--format", choices=tuple(_WRITERS), required=True, help="form of the output")
    parser.add_argument("--output", metavar="FILE", help="write there instead of to standard output")
    parser.add_argument("--sort", metavar="KEYS", help="such as -year,region_code")
    parser.add_argument("--fields", metavar="NAMES", help="such as id,value,unit")
    for name, row in _filters().items():
        options = dict.fromkeys((f"--{name.replace('_', '-')}", f"--{name}"))
        text = f"{row.description} Example: {row.example}".replace("%", "%%")
        parser.add_argument(*options, dest=f"filter_{name}", action="append", metavar="VALUE", help=text)


def run(arguments: Namespace) -> None:
    """Write the list; nothing is written where the question or the database is wrong."""
    query = _query(arguments)
    with configured_database() as database:
        try:
            check(database)
            stream: Stream = import_module(f"app.services.{query.resource.name}").stream(database, query)
            _write(query, stream, arguments)
        except DatabaseError as error:
            raise CommandError(str(error)) from None
    say(f"{stream.total} {query.resource.name} written")


def _write(query: ListQuery, stream: Stream, arguments: Namespace) -> None:
    fields = [query.resource.field(name) for name in query.fields]
    with _output(arguments.output) as file:
        for chunk in _WRITERS[arguments.format](fields, stream.batches):
            file.write(chunk)


def _filters() -> dict[str, Filter]:
    return {row.name: row for resource in RESOURCES.values() for row in resource.filters}


def _query(arguments: Namespace) -> ListQuery:
    given = {name: getattr(arguments, f"filter_{name}") or [] for name in _filters()}
    given |= {name: [text] for name in _CONTROLS if (text := getattr(arguments, name)) is not None}
    try:
        return parse_query(arguments.list, [(name, text) for name, texts in given.items() for text in texts])
    except QueryError as error:
        raise CommandError("\n".join(map(_advice, error.mistakes)), MISUSED) from None


def _advice(mistake: Mistake) -> str:
    valid = f" Valid: {', '.join(mistake.valid)}." if mistake.valid else ""
    return f"{mistake.detail}{valid}"


@contextmanager
def _output(name: str | None) -> Iterator[BinaryIO]:
    if name is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        with Path(name).open("wb") as file:
            yield file
    except OSError as error:
        raise CommandError(f"{name} can't be written: {error.strerror}") from None
