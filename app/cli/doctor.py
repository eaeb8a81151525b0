"""``zhibiao doctor``: checks the database."""

from __future__ import annotations

from argparse import Namespace

from app.cli.migrate import configured_database
from app.cli.output import CommandError
from app.services.upkeep.diagnosis import diagnose


def run(arguments: Namespace) -> None:  # noqa: ARG001 # every command is run with its arguments
    """Print the result of each check; fail if anything is wrong."""
    wrong = 0
    with configured_database() as database:
        for finding in diagnose(database):
            print(f"{finding.subject}: {finding.found}")
            if finding.wrong:
                wrong += 1
                print(f"  wrong: {finding.wrong}")
    if wrong:
        raise CommandError(f"{wrong} checks failed, see above" if wrong > 1 else "1 check failed, see above")
