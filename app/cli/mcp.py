"""``zhibiao mcp``: serves language models over standard input and output."""

from __future__ import annotations

from argparse import Namespace

from app.cli.migrate import configured_database
from app.cli.output import CommandError
from app.services.database import DatabaseError, check


def run(arguments: Namespace) -> None:
    """Serve until the input ends."""
    try:
        from app.api.mcp_server import make_server
    except ImportError:
        raise CommandError("the Model Context Protocol needs its library: install zhibiao[mcp]") from None
    with configured_database() as database:
        try:
            check(database)
        except DatabaseError as error:
            raise CommandError(str(error)) from None
        make_server(database, arguments.url.rstrip("/")).run("stdio")
