"""The commands and their options. Imports only what is needed to parse the command line."""

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
_FILTERED = {
    "export": "print a whole list of the database",
    "review": "let a language model read doubtful rows again",
}
"""Commands whose options are filters, and their help."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Return its exit code: 0 done, 1 failed, 2 wrong arguments, 130 interrupted."""
    words = _joined(sys.argv[1:] if argv is None else argv)
    arguments = parser(words).parse_args(words)
    if arguments.command == "extract":
        # The process ends after one report: collecting garbage would cost more than it could free.
        gc.disable()
    try:
        import_module(f"app.cli.{arguments.command}").run(arguments)
    except CommandError as error:
        say(str(error))
        return error.code
    except BrokenPipeError:
        # The reader of the output has closed it: discard the remaining output.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    finally:
        gc.enable()
    return DONE


def _joined(words: Sequence[str]) -> list[str]:
    """Join ``--sort -year`` to ``--sort=-year``: a descending sort key looks like an option."""
    joined: list[str] = []
    for word in words:
        if joined and joined[-1] == "--sort":
            joined[-1] = f"--sort={word}"
        else:
            joined.append(word)
    return joined


def parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """The parser of the command line; filter options are added only to a command that is in ``words``."""
    top = argparse.ArgumentParser(
        prog=PROGRAM, description="Numeric indicators of Chinese government work reports, as data."
    )
    top.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", dest="command", required=True)
    _add_extract(commands)
    _add_ingest(commands)
    _add_serve(commands)
    manifest = _command(commands, "manifest", "write a first manifest.csv for a folder, for you to correct")
    manifest.add_argument("folder", metavar="DIR", help="a folder with reports below it")
    _add_reports(commands)
    remove = _command(commands, "remove", "remove reports and their observations from the database")
    remove.add_argument("report_ids", metavar="REPORT_ID", nargs="+", help="as `zhibiao reports` prints it")
    choose = _command(commands, "choose", "print the texts of a report, or choose which one to extract from")
    choose.add_argument("report_id", metavar="REPORT_ID", help="as `zhibiao reports` prints it")
    choose.add_argument(
        "sha256", metavar="SHA256", nargs="?", help="hash of the text to extract from, or its first digits"
    )
    _add_corrections(commands)
    _command(commands, "reread", "extract again from reports that an older extractor read")
    _command(commands, "migrate", "update the tables of the database")
    _add_keeping(commands)
    _add_giving(commands)
    for name, purpose in _FILTERED.items():
        command = _command(commands, name, purpose)
        if name in words:
            # The options are the filters of the API, which are slow to import.
            import_module(f"app.cli.{name}").add_options(command)
    return top


def _add_giving(commands: Commands) -> None:
    mcp = _command(commands, "mcp", "serve language models over standard input and output (MCP)")
    mcp.add_argument(
        "--url",
        default="http://127.0.0.1:8000",
        help="address of `zhibiao serve`, for links to files (default: %(default)s)",
    )
    release = _command(commands, "release", "write a frozen, citable copy of all lists")
    release.add_argument("folder", metavar="DIR", help="folder for the releases")


def _add_keeping(commands: Commands) -> None:
    _command(commands, "doctor", "check the database and print what is wrong")
    backup = _command(commands, "backup", "write a verified copy of the database, even while it is in use")
    backup.add_argument("file", metavar="FILE", help="the copy; an existing file is replaced")
    restored = _command(commands, "restore", "replace the contents of the database with a backup")
    restored.add_argument("file", metavar="FILE", help="a file that `zhibiao backup` wrote")


def _add_extract(commands: Commands) -> None:
    extract = _command(commands, "extract", "print the observations of one report without storing them")
    extract.add_argument("file", metavar="FILE", help="a report; - for standard input")
    extract.add_argument("--format", choices=("jsonl", "csv", "table"), help="output format (default: jsonl)")
    extract.add_argument("--explain", action="store_true", help="print how each number was read")
    _add_statements(extract)


def _add_ingest(commands: Commands) -> None:
    ingest = _command(commands, "ingest", "read files and folders into the database")
    ingest.add_argument("paths", metavar="PATH", nargs="+", help=_PATH)
    ingest.add_argument(
        "--manifest",
        metavar="FILE",
        help="a CSV or TSV that describes the files (default: manifest.csv or manifest.tsv in each folder)",
    )
    ingest.add_argument(
        "--workers",
        metavar="N",
        type=_count,
        help="processes that read and extract (default: one for each core)",
    )
    ingest.add_argument(
        "--dry-run", action="store_true", help="print what would happen to each file; write nothing"
    )
    ingest.add_argument("--report", metavar="FILE", help="write what happened to each file to FILE, as JSON")
    _add_statements(ingest)


def _add_corrections(commands: Commands) -> None:
    top = _command(commands, "corrections", "record, list, import, export and undo corrections by readers")
    actions = top.add_subparsers(title="actions", metavar="ACTION", dest="action", required=True)
    add = _command(actions, "add", "record what a reader says about one observation")
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
            "--set", metavar="FIELD=VALUE", action="append", default=[], help="the right value of a field"
        )
        action.add_argument("--reason", default="", help="why")
    lists = _command(actions, "list", "print the corrections as a table")
    lists.add_argument("--report-id", metavar="ID", help="only corrections of this report")
    lists.add_argument("--state", help="only this state: applied, agreed, overruled or orphaned")
    lists.add_argument(
        "--orphaned",
        dest="state",
        action="store_const",
        const="orphaned",
        help="only corrections whose sentence no longer exists",
    )
    bring = _command(actions, "import", "import corrections that `corrections export` wrote")
    bring.add_argument("file", metavar="FILE", help="NDJSON or CSV")
    export = _command(actions, "export", "print all corrections, or write them as gold")
    export.add_argument("--format", choices=("ndjson", "csv"), default="ndjson")
    export.add_argument(
        "--gold",
        metavar="DIR",
        help="write human corrections to DIR as gold, with the texts of their reports",
    )
    undo = _command(actions, "undo", "delete corrections; the extractor's reading returns")
    undo.add_argument("correction_ids", metavar="CORRECTION_ID", nargs="+")


def _add_reports(commands: Commands) -> None:
    reports = _command(commands, "reports", "list the reports in the database")
    reports.add_argument("--region", metavar="NAME", help="only reports of this place: name or code")
    reports.add_argument("--report-year", metavar="N", help="only reports delivered in this year")
    reports.add_argument("--kind", choices=("report", "bulletin", "plan"), help="only reports of this kind")


def _add_serve(commands: Commands) -> None:
    serve = _command(commands, "serve", "serve pages and API over HTTP, and ingest the given paths meanwhile")
    serve.add_argument("paths", metavar="PATH", nargs="*", help=_PATH)
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    serve.add_argument(
        "--workers", metavar="N", type=_count, default=1, help="server processes (default: %(default)s)"
    )
    serve.add_argument("--port", type=_port, default=8000, help="port to listen on (default: %(default)s)")


def _add_statements(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--region", metavar="NAME", help="the place, if the text does not name it or names a wrong one"
    )
    command.add_argument(
        "--report-year",
        metavar="N",
        type=int,
        help="the year of delivery, if the text does not state it or states a wrong one",
    )


def _command(commands: Commands, name: str, purpose: str) -> argparse.ArgumentParser:
    description = f"{purpose[0].upper()}{purpose[1:]}."
    return commands.add_parser(name, help=purpose, description=description, allow_abbrev=False)


def _count(text: str) -> int:
    if text.isascii() and text.isdigit() and 0 < int(text) <= MOST_PROCESSES:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is not a number of processes from 1 to {MOST_PROCESSES}")


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text) <= HIGHEST_PORT:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is not a port; give a number up to {HIGHEST_PORT}")
