"""The version of the extractor, which is stored with each report that it reads."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

import app

#: The packages of ``app`` whose sources and tables decide what is read from a text.
SOURCES = ("extraction", "lexicon")
_SUFFIXES = (".py", ".csv")
_LENGTH = 12


@cache
def extractor_version() -> str:
    """A hash of the sources and tables of the extractor, 12 hexadecimal digits; computed on the first call.

    Every edit makes a new version, even one that changes no row: reading a report again costs less than
    deciding whether it is necessary.
    """
    return hash_of(Path(app.__file__).parent)


def hash_of(folder: Path) -> str:
    """The version of the sources and tables in a folder with the layout of ``app``."""
    digest = sha256()
    for source in SOURCES:
        for path in sorted((folder / source).rglob("*")):
            if path.suffix in _SUFFIXES:
                # A checkout on Windows has other line ends, but is the same version.
                data = path.read_bytes().replace(b"\r\n", b"\n")
                digest.update(f"{path.relative_to(folder).as_posix()}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()[:_LENGTH]
