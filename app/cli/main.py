"""Which commands there are; nothing is imported but what reading the command line takes."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from app import __version__
from app.cli.output import DONE, FAILED, INTERRUPTED, PROGRAM, CommandError, say

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 # has no public name

HIGHEST_PORT = 65535
MOST_PROCESSES = 256
_PATH = "a report, or a folder with reports below it"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit code: 0 done, 1 failed, 2 wrong arguments, 130 interrupted."""
    words = _joined(sys.argv[1:] if argv is None else argv)
    arguments = parser(words).parse_args(words)
    if arguments.command == "extract":
        # One report and the end: looking for garbage would cost more than it could free.
        gc.disable()
    try:
        import_module(f"app.cli.{arguments.command}").run(arguments)
    except CommandError as error:
        say(str(error))
        return error.code
    except BrokenPipeError:
        # Whoever read the output has gone: leave nothing that would be written at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    finally:
        gc.enable()
    return DONE


def _joined(words: Sequence[str]) -> list[str]:
    """``--sort -year`` as ``--sort=-year``: a value that falls is no option."""
    joined: list[str] = []
    for word in words:
        if joined and joined[-1] == "--sort":
            joined[-1] = f"--sort={word}"
        else:
            joined.append(word)
    return joined


def parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """The parser of the command line; the options of ``export`` are added only where ``words`` name it."""
    top = argparse.ArgumentParser(
        prog=PROGRAM, description="Numeric indicators of Chinese government work reports, as data."
    )
    top.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", dest="command", required=True)
    _add_extract(commands)
    _add_ingest(commands)
    _add_serve(commands)
    manifest = _command(commands, "manifest", "write a first manifest.csv of a folder, to be corrected")
    manifest.add_argument("folder", metavar="DIR", help="a folder with reports below it")
    _add_reports(commands)
    remove = _command(commands, "remove", "remove reports and their observations from the database")
    remove.add_argument("report_ids", metavar="REPORT_ID", nargs="+", help="as `zhibiao reports` prints it")
    choose = _command(commands, "choose", "print the texts of a report, or choose the one that is read")
    choose.add_argument("report_id", metavar="REPORT_ID", help="as `zhibiao reports` prints it")
    choose.add_argument("sha256", metavar="SHA256", nargs="?", help="of the text to read, or how it begins")
    _add_corrections(commands)
    _command(commands, "reread", "read stored reports again that another version of the extractor read")
    _command(commands, "migrate", "bring the tables of the database up to date")
    _add_keeping(commands)
    _add_giving(commands)
    export = _command(commands, "export", "print a whole list from the database")
    if "export" in words:
        # Its options are the filters of the API, which are not loaded for nothing.
        import_module("app.cli.export").add_options(export)
    return top


def _add_giving(commands: Commands) -> None:
    mcp = _command(commands, "mcp", "answer language models over standard input and output (MCP)")
    mcp.add_argument(
        "--url",
        default="http://127.0.0.1:8000",
        help="where `zhibiao serve` answers, for addresses of files (default: %(default)s)",
    )
    release = _command(commands, "release", "write a frozen, citable copy of all lists")
    release.add_argument("folder", metavar="DIR", help="the folder of the releases")


def _add_keeping(commands: Commands) -> None:
    _command(commands, "doctor", "look whether the database is as it should be")
    backup = _command(commands, "backup", "write a checked copy of the database, while it is served")
    backup.add_argument("file", metavar="FILE", help="the copy; one of that name is replaced")
    restored = _command(commands, "restore", "put a copy in the place of all that the database holds")
    restored.add_argument("file", metavar="FILE", help="what `zhibiao backup` wrote")


def _add_extract(commands: Commands) -> None:
    extract = _command(commands, "extract", "print the observations of one report; nothing is stored")
    extract.add_argument("file", metavar="FILE", help="a report; - reads standard input")
    extract.add_argument("--format", choices=("jsonl", "csv", "table"), help="jsonl unless told otherwise")
    extract.add_argument("--explain", action="store_true", help="print why each number is read as it is")
    _add_statements(extract)


def _add_ingest(commands: Commands) -> None:
    ingest = _command(commands, "ingest", "read files and folders into the database")
    ingest.add_argument("paths", metavar="PATH", nargs="+", help=_PATH)
    ingest.add_argument(
        "--manifest",
        metavar="FILE",
        help="a CSV or TSV of what each file is; else manifest.csv in the folders",
    )
    ingest.add_argument(
        "--workers", metavar="N", type=_count, help="processes that read and extract (default: the cores)"
    )
    ingest.add_argument(
        "--dry-run", action="store_true", help="print what each file would become; nothing is written"
    )
    ingest.add_argument("--report", metavar="FILE", help="write what became of each file there, as JSON")
    _add_statements(ingest)


def _add_corrections(commands: Commands) -> None:
    top = _command(commands, "corrections", "record, print, bring in and undo what readers correct")
    actions = top.add_subparsers(title="actions", metavar="ACTION", dest="action", required=True)
    add = _command(actions, "add", "record what a reader says of one observation")
    add.add_argument("observation_id", metavar="OBSERVATION_ID")
    add.add_argument("verdict", choices=("confirm", "change", "reject"))
    missed = _command(actions, "missed", "record a value that the extractor missed")
    missed.add_argument("report_id", metavar="REPORT_ID", help="as `zhibiao reports` prints it")
    missed.add_argument(
        "start", metavar="START", type=int, help="where the number starts in the text, from 0"
    )
    missed.add_argument("end", metavar="END", type=int, help="where it ends, exclusive")
    for action in (add, missed):
        action.add_argument("--reader", metavar="NAME", required=True, help="who says so")
        action.add_argument(
            "--set", metavar="FIELD=VALUE", action="append", default=[], help="a field as it should be"
        )
        action.add_argument("--reason", default="", help="why")
    lists = _command(actions, "list", "print the corrections as a table")
    lists.add_argument("--report-id", metavar="ID", help="of this report alone")
    lists.add_argument("--state", help="applied, agreed, overruled or orphaned")
    lists.add_argument(
        "--orphaned", dest="state", action="store_const", const="orphaned", help="whose sentence is gone"
    )
    bring = _command(actions, "import", "bring in corrections that `corrections export` has written")
    bring.add_argument("file", metavar="FILE", help="NDJSON or CSV")
    export = _command(actions, "export", "print all corrections")
    export.add_argument("--format", choices=("ndjson", "csv"), default="ndjson")
    undo = _command(actions, "undo", "delete corrections: the extractor's word counts again")
    undo.add_argument("correction_ids", metavar="CORRECTION_ID", nargs="+")


def _add_reports(commands: Commands) -> None:
    reports = _command(commands, "reports", "print which reports are in the database")
    reports.add_argument("--region", metavar="NAME", help="of this place alone: name or code")
    reports.add_argument("--report-year", metavar="N", help="delivered in this year alone")
    reports.add_argument("--kind", choices=("report", "bulletin", "plan"), help="of this kind alone")


def _add_serve(commands: Commands) -> None:
    serve = _command(commands, "serve", "answer over HTTP; the given paths are ingested first")
    serve.add_argument("paths", metavar="PATH", nargs="*", help=_PATH)
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    serve.add_argument(
        "--workers", metavar="N", type=_count, default=1, help="processes that answer (default: %(default)s)"
    )
    serve.add_argument("--port", type=_port, default=8000, help="port to listen on (default: %(default)s)")


def _add_statements(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--region", metavar="NAME", help="the place, where the text does not state it rightly"
    )
    command.add_argument("--report-year", metavar="N", type=int, help="the year of delivery, likewise")


def _command(commands: Commands, name: str, purpose: str) -> argparse.ArgumentParser:
    description = f"{purpose[0].upper()}{purpose[1:]}."
    return commands.add_parser(name, help=purpose, description=description, allow_abbrev=False)


def _count(text: str) -> int:
    if text.isascii() and text.isdigit() and 0 < int(text) <= MOST_PROCESSES:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no number of processes from 1 to {MOST_PROCESSES}")


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text) <= HIGHEST_PORT:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no port; give a number up to {HIGHEST_PORT}")
