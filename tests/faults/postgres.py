"""A PostgreSQL server of a test's own: it can be restarted while others use it, or stand beside another."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_USER: Final = "zhibiao"
#: Nothing outlives the test, so nothing is forced to the disk.
_OPTIONS: Final = (
    "-c listen_addresses='' -c unix_socket_permissions=0700 -c fsync=off -c synchronous_commit=off "
    "-c full_page_writes=off"
)


def _programs() -> Path | None:
    """The folder of initdb and pg_ctl; of several versions the newest."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4]))
    named = shutil.which("initdb")
    return found[-1].parent if found else Path(named).parent if named else None


PROGRAMS: Final = _programs()


class Postgres:
    """A running server in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def url(self, database: str = "postgres") -> str:
        """The address of a database of it."""
        return f"postgresql+psycopg://{_USER}@/{database}?host={self.folder}"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = f"{_OPTIONS} -c unix_socket_directories={self.folder}"
        self._control("start", "--wait", "--log", f"{self.folder}/log", "--options", options)

    def stop(self) -> None:
        """End it at once, as a loss of power would: connections are cut, and the next start recovers."""
        self._control("stop", "--mode", "immediate")

    def runs(self) -> bool:
        """Whether it was started, and not stopped."""
        return (self.folder / "data" / "postmaster.pid").exists()

    def initialise(self) -> None:
        """Make its files."""
        self._run(
            "initdb",
            "--username",
            _USER,
            "--auth",
            "trust",
            "--encoding",
            "UTF8",
            "--locale",
            "C",
            "--no-sync",
        )

    def copy_to(self, folder: Path) -> Postgres:
        """A replica in another folder: its files, which follow this server once it is started."""
        replica = Postgres(folder)
        replica._run(
            "pg_basebackup", "--write-recovery-conf", "--checkpoint=fast", "--no-sync", *self._address()
        )
        return replica

    def _address(self) -> tuple[str, ...]:
        return "--host", str(self.folder), "--username", _USER

    def _control(self, *words: str) -> None:
        self._run("pg_ctl", *words)

    def _run(self, program: str, *words: str) -> None:
        assert PROGRAMS
        command = [str(PROGRAMS / program), "--pgdata", f"{self.folder}/data", *words]
        if os.geteuid() == 0:
            # Both refuse to run as root.
            command = ["runuser", "-u", "nobody", "--", *command]
        subprocess.run(command, cwd=self.folder, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def _own_folder() -> Iterator[Path]:
    # Not in a TMPDIR, which may be long: a socket's address has at most 107 bytes.
    folder = Path(tempfile.mkdtemp(prefix="zhibiao.", dir="/tmp"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "nobody")
        yield folder
    finally:
        shutil.rmtree(folder)


@contextmanager
def _running(server: Postgres) -> Iterator[Postgres]:
    server.start()
    try:
        yield server
    finally:
        if server.runs():
            server.stop()


@contextmanager
def own_postgres() -> Iterator[Postgres]:
    """A new server, gone afterwards."""
    with _own_folder() as folder:
        server = Postgres(folder)
        server.initialise()
        with _running(server):
            yield server


@contextmanager
def replica_of(server: Postgres) -> Iterator[Postgres]:
    """A server that follows another one, gone afterwards."""
    with _own_folder() as folder, _running(server.copy_to(folder)) as replica:
        yield replica
