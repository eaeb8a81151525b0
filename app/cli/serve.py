"""``zhibiao serve``: migrate the database, ingest the given files, serve HTTP."""

from __future__ import annotations

import socket
from argparse import Namespace
from pathlib import Path

from app.api.server import Server, server_config
from app.cli.ingest import ingest_files, manifest_of
from app.cli.migrate import migrated_database
from app.cli.output import CommandError, say
from app.cli.reread import say_stale
from app.config import load_settings
from app.services.files import Change, find_files, find_left_out, find_nothing
from app.services.ingestion import Reading


def run(arguments: Namespace) -> None:
    """Serve until interrupted. A bad file is named and left out; a port in use ends it before any work."""
    paths = [Path(path) for path in arguments.paths]
    manifest = manifest_of(paths)
    if wrong := find_nothing(paths):
        raise CommandError("\n".join(f"{result.source} {result.reason}" for result in wrong))
    listener = _listen(arguments.host, arguments.port)
    with listener:
        with migrated_database() as database:
            left_out = find_left_out(paths)
            for result in left_out:
                if result.change is Change.FAILED:
                    say(f"{result.source} {result.reason}")
            if files := find_files(paths):
                reading = Reading(manifest=manifest, keep_files=load_settings().keep_files)
                ingest_files(database, files, reading, besides=left_out)
            say_stale(database)
        host, port = listener.getsockname()[:2]
        say(f"serving on http://{f'[{host}]' if ':' in host else host}:{port} (documentation: /docs)")
        Server(server_config("app.main:create_app", factory=True)).run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        # From now on clients wait instead of being refused; that they can come is about to be said.
        listener.listen()
    except OSError as error:
        raise CommandError(
            f"can't listen on {host} port {port}: {error.strerror}; choose another with --host and --port"
        ) from None
    return listener
