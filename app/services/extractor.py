"""The version of the extractor: which program read a stored report."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

import app

#: The packages, below ``app``, whose sources and tables decide what is read from a text.
SOURCES = ("extraction", "lexicon")
_SUFFIXES = (".py", ".csv")
_LENGTH = 12


@cache
def extractor_version() -> str:
    """A hash of the sources and tables of the extractor, 12 hexadecimal digits; computed at the first call.

    Any edit makes another version, also one that changes no row: reading a report again costs less than
    deciding whether that is needed.
    """
    return hash_of(Path(app.__file__).parent)


def hash_of(folder: Path) -> str:
    """The version that the sources and tables in a folder like ``app`` make."""
    digest = sha256()
    for source in SOURCES:
        for path in sorted((folder / source).rglob("*")):
            if path.suffix in _SUFFIXES:
                # A checkout on Windows ends lines in another way, and is the same version.
                data = path.read_bytes().replace(b"\r\n", b"\n")
                digest.update(f"{path.relative_to(folder).as_posix()}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()[:_LENGTH]
