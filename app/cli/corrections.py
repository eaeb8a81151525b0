"""``zhibiao corrections``: records, lists, imports, exports and undoes corrections by readers."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from app.api.formats.registry import FORMATS
from app.cli.migrate import migrated_database
from app.cli.output import MISUSED, CommandError, aligned, say, write
from app.model.correction import Correction, Verdict
from app.model.span import Span
from app.services.corrections.adding import add
from app.services.corrections.correcting import FieldError, NotFoundError, ReaderVerdict, bring, record, undo
from app.services.corrections.correction_files import CorrectionFileError, read_corrections
from app.services.corrections.correction_gold import write_gold
from app.services.database import Database, DatabaseError
from app.services.lists import corrections
from app.services.lists.queries import QueryError, parse_query

_COLUMNS = ("id", "report_id", "value_text", "verdict", "reading", "reader_name", "state", "reason")


def run(arguments: Namespace) -> None:
    """Run one action of the command."""
    with migrated_database() as database:
        try:
            _ACTIONS[arguments.action](database, arguments)
        except (FieldError, QueryError, CorrectionFileError) as error:
            raise CommandError(str(error), MISUSED) from None
        except BrokenPipeError:
            # The reader of the output has closed it, as `head` does: ``main`` ends the command.
            raise
        except (DatabaseError, OSError, NotFoundError) as error:
            raise CommandError(str(error)) from None


def _add(database: Database, arguments: Namespace) -> None:
    word = _word(Verdict(arguments.verdict), arguments)
    _say(record(database, arguments.observation_id, word))


def _missed(database: Database, arguments: Namespace) -> None:
    span = Span(arguments.start, arguments.end)
    _say(add(database, arguments.report_id, span, _word(Verdict.ADD, arguments)))


def _word(verdict: Verdict, arguments: Namespace) -> ReaderVerdict:
    pairs = [text.partition("=") for text in arguments.set]
    fields = tuple((name, value or _EMPTY.get(name, "")) for name, _, value in pairs)
    return ReaderVerdict(verdict, arguments.reader, fields, arguments.reason)


def _say(correction: Correction) -> None:
    line = f"correction {correction.id} of {correction.report_id}: {correction.state}"
    say(f"{line}: {correction.statement.value_text}" if correction.verdict is Verdict.ADD else line)


def _list(database: Database, arguments: Namespace) -> None:
    given = {"report_id": arguments.report_id, "state": arguments.state, "fields": ",".join(_COLUMNS)}
    query = parse_query("corrections", [(name, text) for name, text in given.items() if text])
    rows = [row for batch in corrections.stream(database, query).batches for row in batch]
    write(aligned(_COLUMNS, [tuple("" if cell is None else str(cell) for cell in row) for row in rows]))


def _import(database: Database, arguments: Namespace) -> None:
    found = read_corrections(Path(arguments.file).read_bytes())
    say(f"{len(found)} corrections read, {bring(database, found)} of them new")


def _export(database: Database, arguments: Namespace) -> None:
    if arguments.gold:
        count, facts = write_gold(database, Path(arguments.gold))
        say(f"{facts} facts of {count} reports written to {arguments.gold}")
        return
    query = parse_query("corrections", [])
    stream = corrections.stream(database, query)
    write(FORMATS[arguments.format].chunks(query.resource, stream))


def _undo(database: Database, arguments: Namespace) -> None:
    for correction_id in arguments.correction_ids:
        correction = undo(database, correction_id)
        say(f"correction {correction.id} of {correction.report_id} undone")


_EMPTY: dict[str, str | None] = {"indicator_code": None}
"""The code of a quantity without a code is null, not an empty text."""
_ACTIONS = {
    "add": _add,
    "missed": _missed,
    "list": _list,
    "import": _import,
    "export": _export,
    "undo": _undo,
}
