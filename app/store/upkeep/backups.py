"""Copies a whole database in one state of the data, while it is being served."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, text

from app.config import environment_with
from app.store.connections import engines
from app.store.connections.errors import DatabaseError
from app.store.connections.session import Database
from app.store.rows import state
from app.store.upkeep.schema import REVISIONS


def back_up(database: Database, file: Path) -> None:
    """Write a copy: another database for SQLite, an archive of ``pg_dump`` for PostgreSQL.

    The file appears when it is complete and checked. It replaces a file with the same name.

    Raises:
        DatabaseError: the copy can't be made, or is damaged; the message says why.
    """
    part = file.with_name(f"{file.name}.part")
    try:
        if database.file is None:
            _postgres(database, "pg_dump", "--format=custom", "--no-owner", f"--file={part}")
            _postgres(database, "pg_restore", "--list", str(part))
        else:
            _copy(database.file, part)
            _make_one_file(part)
            check_file(part)
        part.replace(file)
    except OSError as error:
        raise DatabaseError(f"{file} can't be written: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)


def restore(database: Database, file: Path) -> None:
    """Replace everything in the database with a copy, in one transaction, and begin an epoch.

    Raises:
        DatabaseError: the copy is missing or damaged, or the database can't be written.
    """
    if not file.is_file():
        raise DatabaseError(f"There is no file {file}.")
    if database.file is None:
        _postgres(database, "pg_restore", "--list", str(file))
        _postgres(database, "pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction",
                  f"--dbname={database.url.database}", str(file))  # fmt: skip # one command
    else:
        check_file(file)
        _copy(file, database.file)
    with database.writing() as connection:
        state.begin_epoch(connection)


def check_file(file: Path) -> None:
    """Return if a SQLite file is undamaged and has tables of a known revision.

    Raises:
        DatabaseError: the file is damaged, or is not a copy of a database.
    """
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
            found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            if revision is None or revision[0] not in REVISIONS:
                found = "its tables are of another version of the program"
    except sqlite3.Error as error:
        found = str(error)
    if found != "ok":
        raise DatabaseError(f"{file} is damaged or is not a copy of a database: {found}")


def damage(connection: Connection) -> str | None:
    """The damage that SQLite finds in its file, including foreign keys; None on PostgreSQL."""
    if connection.dialect.name != "sqlite":
        return None
    found = connection.execute(text("PRAGMA quick_check(1)")).scalar_one()
    if found != "ok":
        return str(found)
    broken = connection.execute(text("PRAGMA foreign_key_check")).first()
    return None if broken is None else f"a row of {broken[0]} refers to a missing row of {broken[2]}"


def _copy(source: Path, target: Path) -> None:
    """Copy a SQLite database into another; its readers see the state before or after, never one between."""
    try:
        with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target)) as written:
            written.execute(f"PRAGMA busy_timeout = {engines.BUSY_TIMEOUT}")
            read.backup(written)
    except sqlite3.Error as error:
        raise DatabaseError(f"{source} can't be copied to {target}: {error}") from error


def _make_one_file(copy: Path) -> None:
    """Turn off the separate log of a copy, so that the one file can be moved and read anywhere."""
    with closing(sqlite3.connect(copy)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")


def _postgres(database: Database, program: str, *arguments: str) -> None:
    """Run a program of PostgreSQL; the address is in its environment, which other users can't read."""
    url, command = database.url, shutil.which(program)
    if command is None:
        raise DatabaseError(f"{program} is missing: install PostgreSQL's client programs.")
    host = url.host or url.query.get("host")
    given = {
        "PGHOST": host, "PGPORT": url.port, "PGUSER": url.username, "PGPASSWORD": url.password,
        "PGDATABASE": url.database,
    }  # fmt: skip # columns read better on few lines
    environment = environment_with(**{name: str(value) for name, value in given.items() if value})
    # The arguments are fixed words, an address from the settings and the user's own file.
    ran = subprocess.run([command, *arguments], env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if ran.returncode:
        raise DatabaseError(f"{program} {arguments[-1]} failed: {ran.stderr.strip() or ran.returncode}")
