"""``zhibiao serve``: migrate, ingest what is given, answer over HTTP."""

from __future__ import annotations

import socket
from argparse import Namespace

import uvicorn

from app.cli.ingest import files_of, ingest_files
from app.cli.migrate import migrated_database
from app.cli.output import CommandError, say


def run(arguments: Namespace) -> None:
    """Serve until interrupted. A bad file is named and left out; a port in use ends it before any work."""
    files = files_of(arguments.paths)
    listener = _listen(arguments.host, arguments.port)
    with listener:
        database = migrated_database()
        if files:
            ingest_files(database, files)
        database.close()
        host, port = listener.getsockname()[:2]
        say(f"serving on http://{f'[{host}]' if ':' in host else host}:{port} (documentation: /docs)")
        config = uvicorn.Config("app.main:create_app", factory=True, log_level="warning")
        uvicorn.Server(config).run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
    except OSError as error:
        raise CommandError(
            f"can't listen on {host} port {port}: {error.strerror}; choose another with --host and --port"
        ) from None
    return listener
