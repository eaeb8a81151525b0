"""``zhibiao release``: writes a frozen, citable copy of all lists."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from app.api.formats.registry import FormatError
from app.api.responses.release_files import ReleaseError, write_release
from app.cli.migrate import configured_database
from app.cli.output import CommandError, say
from app.services.database import DatabaseError, check


def run(arguments: Namespace) -> None:
    """Write a release into a new folder below the given folder."""
    with configured_database() as database:
        try:
            check(database)
            release = write_release(database, Path(arguments.folder))
        except (DatabaseError, ReleaseError, FormatError) as error:
            raise CommandError(str(error)) from None
        except OSError as error:
            raise CommandError(f"{arguments.folder} can't be written: {error.strerror}") from None
    size = sum(file.bytes for file in release.files)
    say(f"release {release.name}: {len(release.files)} files, {size} bytes, in {release.folder}")
