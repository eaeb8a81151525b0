"""``zhibiao remove``: removes reports from the database."""

from __future__ import annotations

from argparse import Namespace

from app.cli.migrate import migrated_database
from app.cli.output import CommandError, say
from app.services.database import DatabaseError
from app.services.ingesting.removal import UnknownReportError, remove


def run(arguments: Namespace) -> None:
    """Remove the reports, or none of them if an id is unknown."""
    with migrated_database() as database:
        try:
            observations = remove(database, arguments.report_ids)
        except (DatabaseError, UnknownReportError) as error:
            raise CommandError(str(error)) from None
    count = len(set(arguments.report_ids))
    say(f"{count} report{'' if count == 1 else 's'} removed, with {observations} observations")
