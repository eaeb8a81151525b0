"""``zhibiao backup`` and ``zhibiao restore``: a copy of the database, and back."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from app.cli.migrate import configured_database, migrated_database
from app.cli.output import CommandError, say
from app.services.database import DatabaseError
from app.services.safekeeping import back_up, restore


def run(arguments: Namespace) -> None:
    """Write a copy of the database, or put one in its place."""
    file = Path(arguments.file)
    try:
        if arguments.command == "backup":
            with configured_database() as database:
                back_up(database, file)
                say(f"{database.name} is copied to {file}; the copy is whole")
            return
        with configured_database() as database:
            restore(database, file)
    except DatabaseError as error:
        raise CommandError(str(error)) from None
    with migrated_database() as database:
        say(f"{database.name} is what {file} holds")
