"""Checks the tables of a database, and migrates them to those that this code needs."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

import app
from app.store.connections.session import DamagedError, Database, DatabaseError, OutdatedError

#: The advisory lock of migrations on PostgreSQL: any number that no other program uses.
MIGRATION_LOCK = 2_018_915_346
#: The number of the newest revision in migrations/versions.
NEWEST = 36
#: All revisions in order; the last is what this code needs.
REVISIONS = tuple(f"{number:04}" for number in range(1, NEWEST + 1))


def check(database: Database) -> None:
    """Return if the database has the tables that this code needs.

    Raises:
        DatabaseError: the tables are missing, older or newer, or the database can't be reached.
    """
    if database.file is not None and not database.file.exists():
        raise OutdatedError(
            f"There is no database {database.file} yet: run `zhibiao ingest PATH...` or `zhibiao migrate`, "
            "or set ZHIBIAO_DATABASE_URL."
        )
    if database.damaged:
        raise DamagedError(f"The database {database.name} is damaged: see the log, restore a backup.")
    with database.reading() as connection:
        found = _revision(database, connection)
    if found is None:
        raise OutdatedError(f"The database {database.name} has no tables yet: run `zhibiao migrate`.")
    if found != REVISIONS[-1]:
        raise OutdatedError(
            f"The database {database.name} has older tables ({found}): run `zhibiao migrate`."
        )


def migrate(database: Database) -> tuple[str | None, str]:
    """Migrate in one transaction; return the revisions before (None if empty) and after."""
    if database.file is not None and database.file.exists():
        with database.reading() as connection:
            before = _revision(database, connection)
        if before == REVISIONS[-1]:
            return before, before
    with database.writing() as connection:
        _wait_for_others(connection)
        before = _revision(database, connection)
        if before != REVISIONS[-1]:
            _upgrade(connection)
    return before, REVISIONS[-1]


def _wait_for_others(connection: Connection) -> None:
    """Let one migration run at a time; SQLite's writers wait for each other anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})


def _revision(database: Database, connection: Connection) -> str | None:
    """The revision of the tables; None in an empty database."""
    tables = inspect(connection).get_table_names()
    if "alembic_version" not in tables:
        if tables:
            raise DatabaseError(
                f"The database {database.name} contains tables of another program ({', '.join(tables[:3])}): "
                "set ZHIBIAO_DATABASE_URL to another place."
            )
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    if found is not None and found not in REVISIONS:
        raise DatabaseError(
            f"The database {database.name} is newer than this program (revision {found}, known up to "
            f"{REVISIONS[-1]}): install a newer zhibiao, or give ZHIBIAO_DATABASE_URL another place."
        )
    return found


def _upgrade(connection: Connection) -> None:
    # Alembic is slow to import and rarely needed.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(migrations()).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def migrations() -> Path:
    """The folder of the migrations: in the package if it is installed, next to it in a checkout."""
    package = Path(app.__file__).parent
    installed = package / "_migrations"
    return installed if installed.is_dir() else package.parent / "migrations"
