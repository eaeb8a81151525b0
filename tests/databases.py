"""New databases for tests, of both kinds: SQLite files, and PostgreSQL if a server is available.

``ZHIBIAO_TEST_POSTGRES_URL`` is the URL of any database on a server where tests may create databases.
``.ci/services COMMAND`` starts such a server, passes its URL to the command and stops the server.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.engine import make_url

from app.services.database import migrate, open_database

SERVER = "ZHIBIAO_TEST_POSTGRES_URL"
#: The available kinds. ``test_databases.py`` reports which are skipped without a server.
KINDS = ("sqlite", "postgresql") if os.environ.get(SERVER) else ("sqlite",)


_TEMPLATES = ExitStack()


@contextmanager
def new_address(dialect: str, folder: Path) -> Iterator[str]:
    """The URL of an empty database, which is removed afterwards."""
    if dialect == "sqlite":
        yield f"sqlite:///{folder / 'test.db'}"
        return
    with _new_database("") as address:
        yield address


@contextmanager
def migrated_address(dialect: str, folder: Path) -> Iterator[str]:
    """The URL of a database with all tables and no data, which is removed afterwards."""
    if dialect == "sqlite":
        yield migrated_file(folder / "test.db")
        return
    name = make_url(_template(dialect)).database
    # By default PostgreSQL writes all pages of the template into its log.
    with _new_database(f"TEMPLATE {name} STRATEGY FILE_COPY") as address:
        yield address


def migrated_file(file: Path) -> str:
    """Make a SQLite database with all tables and no data; return its URL."""
    shutil.copyfile(str(make_url(_template("sqlite")).database), file)
    return f"sqlite:///{file}"


def make_templates() -> None:
    """Make them now, before the process forks."""
    for dialect in KINDS:
        _template(dialect)


def remove_templates() -> None:
    """Remove what ``migrated_address`` and ``migrated_file`` copy."""
    _TEMPLATES.close()
    _template.cache_clear()


@cache
def _template(dialect: str) -> str:
    """The URL of a migrated database that each process makes once: migrating takes 0.4 to 0.7 s of CPU."""
    folder = Path(_TEMPLATES.enter_context(TemporaryDirectory()))
    address = _TEMPLATES.enter_context(new_address(dialect, folder))
    with open_database(address) as database:
        migrate(database)
    return address


@contextmanager
def _new_database(options: str) -> Iterator[str]:
    name = f"test_{secrets.token_hex(8)}"
    _tell_server(f"CREATE DATABASE {name} {options}")
    try:
        yield make_url(os.environ[SERVER]).set(database=name).render_as_string(hide_password=False)
    finally:
        # Even if a test has left connections open.
        _tell_server(f"DROP DATABASE {name} WITH (FORCE)")


def _tell_server(statement: str) -> None:
    import psycopg

    url = make_url(os.environ[SERVER]).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement.encode())
