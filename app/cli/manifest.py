"""``zhibiao manifest``: writes a first manifest for a folder."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from app.cli.output import CommandError, say
from app.services.ingesting.manifest import NAME
from app.services.ingesting.recognition import first_manifest


def run(arguments: Namespace) -> None:
    """Write ``manifest.csv`` into the folder; never overwrite an existing one."""
    folder = Path(arguments.folder)
    if not folder.is_dir():
        raise CommandError(f"{folder} is not a folder")
    file = folder / NAME
    content = first_manifest(folder)
    try:
        with file.open("xb") as made:
            made.write(content)
    except FileExistsError:
        raise CommandError(f"{file} exists already: move it first") from None
    except OSError as error:
        raise CommandError(f"{file} can't be written: {error.strerror}") from None
    say(f"{file} written: correct it, then run `zhibiao ingest`")
