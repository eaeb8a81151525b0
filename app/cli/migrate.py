"""``zhibiao migrate``: updates the tables of the database."""

from __future__ import annotations

from argparse import Namespace

from app.cli.output import CommandError, say
from app.config import load_settings
from app.services.database import Database, DatabaseError, migrate, open_database


def run(arguments: Namespace) -> None:  # noqa: ARG001 # every command is run with its arguments
    """Migrate the configured database, and print the revisions before and after."""
    with configured_database() as database:
        before, after = _migrated(database)
        if before == after:
            say(f"{database.name} is up to date (revision {after})")
        else:
            say(f"{database.name} migrated from {before or 'empty'} to revision {after}")


def configured_database() -> Database:
    """The database that the environment names."""
    try:
        return open_database(load_settings().database_url)
    except DatabaseError as error:
        raise CommandError(str(error)) from None


def migrated_database() -> Database:
    """The database that the environment names, migrated if necessary."""
    database = configured_database()
    before, after = _migrated(database)
    if before is not None and before != after:
        say(f"{database.name} migrated from revision {before} to {after}")
    return database


def _migrated(database: Database) -> tuple[str | None, str]:
    try:
        return migrate(database)
    except DatabaseError as error:
        raise CommandError(str(error)) from None
