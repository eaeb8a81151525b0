"""``zhibiao serve``: migrates the database, ingests the given files, and serves HTTP."""

from __future__ import annotations

import signal
import socket
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FrameType

from uvicorn.supervisors import Multiprocess

from app.api.edge.server import Server, server_config
from app.cli.ingest import manifest_of
from app.cli.migrate import migrated_database
from app.cli.output import CommandError, say
from app.cli.reread import say_stale
from app.cli.starting import starting
from app.config import load_settings, share_metrics
from app.services.ingesting.files import find_nothing


def run(arguments: Namespace) -> None:
    """Serve until interrupted; fail before any work if the port is in use.

    Meanwhile a separate process ingests the given paths; ``/readyz`` shows its progress.
    """
    paths = [Path(path) for path in arguments.paths]
    manifest_of(paths)
    if wrong := find_nothing(paths):
        raise CommandError("\n".join(f"{result.source} {result.reason}" for result in wrong))
    if load_settings().metrics and find_spec("prometheus_client") is None:
        raise CommandError("metrics need their library: install zhibiao[metrics]")
    listener = _listen(arguments.host, arguments.port)
    with listener:
        if not paths:
            with migrated_database() as database:
                say_stale(database)
        host, port = listener.getsockname()[:2]
        say(f"serving on http://{f'[{host}]' if ':' in host else host}:{port} (documentation: /docs)")
        with _metrics(arguments.workers):
            _serve(listener, arguments.workers, paths)


@contextmanager
def _metrics(workers: int) -> Iterator[None]:
    """Let several server processes share their metrics, if metrics are on."""
    if workers == 1 or not load_settings().metrics:
        yield
        return
    with TemporaryDirectory() as folder:
        share_metrics(Path(folder))
        yield


def _serve(listener: socket.socket, workers: int, paths: Sequence[Path]) -> None:
    """Serve while the given paths are ingested."""
    # SIGTERM must also end the ingestion: as an exception it leaves the block below.
    signal.signal(signal.SIGTERM, _exit)
    config = server_config(
        "app.main:create_served", factory=True, workers=workers, json_logs=load_settings().json_logs
    )
    server = Server(config) if workers == 1 else Multiprocess(config, [listener])
    with starting(paths, partial(_stop, server)) as start:
        if isinstance(server, Server):
            server.run(sockets=[listener])
        else:
            server.run()
    if start.failed:
        raise CommandError("the reports could not be ingested, see above")


def _stop(server: Server | Multiprocess) -> None:
    if isinstance(server, Server):
        server.should_exit = True
    else:
        server.should_exit.set()


def _exit(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 # given
    raise SystemExit(128 + number)


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        # The address is printed next: from now on clients wait instead of being refused.
        listener.listen()
    except OSError as error:
        raise CommandError(
            f"can't listen on {host} port {port}: {error.strerror}; choose another with --host and --port"
        ) from None
    return listener
