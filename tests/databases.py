"""New databases for tests, of both kinds: SQLite files, and PostgreSQL if a server is available.

``ZHIBIAO_TEST_POSTGRES_URL`` is the URL of any database on a server where tests may create databases.
``.ci/services COMMAND`` starts such a server, passes its URL to the command and stops the server.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.engine import make_url

SERVER = "ZHIBIAO_TEST_POSTGRES_URL"
#: The available kinds. ``test_databases.py`` reports which are skipped without a server.
KINDS = ("sqlite", "postgresql") if os.environ.get(SERVER) else ("sqlite",)


@contextmanager
def new_address(dialect: str, folder: Path) -> Iterator[str]:
    """The URL of an empty database, which is removed afterwards."""
    if dialect == "sqlite":
        yield f"sqlite:///{folder / 'test.db'}"
        return
    name = f"test_{secrets.token_hex(8)}"
    _tell_server(f"CREATE DATABASE {name}")
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
