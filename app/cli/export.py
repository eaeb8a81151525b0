"""``zhibiao export``: prints a whole list of the database, with the same bytes as the API."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from app.api.edge.negotiate import BOM_PARAMETER, wants_bom
from app.api.edge.problems import ProblemError
from app.api.formats.delimited import with_bom
from app.api.formats.registry import FORMATS, FormatError
from app.cli.filters import add_filters, given_filters
from app.cli.migrate import configured_database
from app.cli.output import MISUSED, CommandError, say
from app.services.database import DatabaseError, check
from app.services.lists import any_list
from app.services.lists.queries import ListQuery, QueryError, Stream, WrongParameter, parse_query
from app.store.declared.resources import LISTS

_FORMATS = tuple(name for name, row in FORMATS.items() if row.write)
_CONTROLS = ("sort", "fields")


def add_options(parser: ArgumentParser) -> None:
    """Add the options: the list, the format, and the filters of all lists."""
    parser.add_argument(
        "--list", choices=tuple(LISTS), default="observations", help="which list (default: %(default)s)"
    )
    parser.add_argument("--format", choices=_FORMATS, required=True, help="output format")
    parser.add_argument("--output", metavar="FILE", help="write to FILE instead of standard output")
    parser.add_argument("--sort", metavar="KEYS", help="keys to sort by, such as -year,region_code")
    parser.add_argument("--fields", metavar="NAMES", help="fields to write, such as id,value,unit")
    parser.add_argument(
        "--bom", nargs="?", const="1", metavar="0|1", help="begin CSV with a byte order mark, for Excel"
    )
    add_filters(parser, LISTS)


def run(arguments: Namespace) -> None:
    """Write the list; write nothing if an option or the database is wrong."""
    query, bom = _asked(arguments)
    with configured_database() as database:
        try:
            check(database)
            stream = any_list.stream(database, query)
            with _output(arguments.output) as file:
                file.writelines(_chunks(query, stream, arguments.format, bom=bom))
        except (DatabaseError, FormatError) as error:
            raise CommandError(str(error)) from None
        except QueryError as error:
            raise _misused(error.mistakes) from None
    say(f"{stream.total} {query.resource.name} written")


def _chunks(query: ListQuery, stream: Stream, form: str, *, bom: bool) -> Iterator[bytes]:
    """The bytes of the file, in chunks. The stream names the columns: a panel has one for each year."""
    chunks = FORMATS[form].chunks(query.resource, stream)
    return with_bom(chunks) if bom else chunks


def _asked(arguments: Namespace) -> tuple[ListQuery, bool]:
    """The validated query, and whether the file begins with a byte order mark."""
    controls = [(name, text) for name in _CONTROLS if (text := getattr(arguments, name)) is not None]
    pairs = [*given_filters(arguments, LISTS), *controls]
    try:
        bom = wants_bom(FORMATS[arguments.format], [] if arguments.bom is None else [arguments.bom])
        query = parse_query(arguments.list, pairs, also=("format", BOM_PARAMETER))
        return replace(query, written=FORMATS[arguments.format].of_documents), bom
    except ProblemError as error:
        raise _misused(error.errors) from None
    except QueryError as error:
        raise _misused(error.mistakes) from None


def _misused(mistakes: Iterable[WrongParameter]) -> CommandError:
    return CommandError("\n".join(map(_advice, mistakes)), MISUSED)


def _advice(mistake: WrongParameter) -> str:
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
