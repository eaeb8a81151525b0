"""``zhibiao backup`` and ``zhibiao restore``."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from app.cli.migrate import configured_database, migrated_database
from app.cli.output import CommandError, say
from app.services.database import DatabaseError
from app.services.upkeep.safekeeping import back_up, restore


def run(arguments: Namespace) -> None:
    """Write a copy of the database, or replace the database with one."""
    file = Path(arguments.file)
    try:
        if arguments.command == "backup":
            with configured_database() as database:
                back_up(database, file)
                say(f"{database.name} was copied to {file}; the copy was verified")
            return
        with configured_database() as database:
            restore(database, file)
    except DatabaseError as error:
        raise CommandError(str(error)) from None
    with migrated_database() as database:
        say(f"{database.name} now has the contents of {file}")
