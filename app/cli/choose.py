"""``zhibiao choose``: prints the texts of a report, and chooses the text to extract from."""

from __future__ import annotations

from argparse import Namespace

from app.cli.migrate import migrated_database
from app.cli.output import CommandError, aligned, say, write
from app.services.database import DatabaseError
from app.services.ingesting.choosing import choose_text, texts_of
from app.services.lists.queries import NotFoundError

_HEADER = ("in use", "sha256", "characters", "year_basis", "region_basis", "source", "path")
_SHORT = 12
"""Digits of a hash that identify a text of a report."""


def run(arguments: Namespace) -> None:
    """Print the texts of a report, or make one of them the text in use."""
    with migrated_database() as database:
        try:
            if arguments.sha256:
                chosen = choose_text(database, arguments.report_id, arguments.sha256)
                say(f"{arguments.report_id} is read from {chosen.report.source}")
                return
            texts = texts_of(database, arguments.report_id)
        except (DatabaseError, NotFoundError) as error:
            raise CommandError(str(error)) from None
    rows = [
        (
            "" if text.number else "*",
            text.report.sha256[:_SHORT],
            str(text.report.characters),
            text.report.year_basis.value,
            text.report.region_basis or "",
            text.report.source,
            text.path,
        )
        for text in texts
    ]
    write(aligned(_HEADER, rows))
