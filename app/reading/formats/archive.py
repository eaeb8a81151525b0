"""Parts of ZIP archives, bounded: a small file must not unpack into a large one."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from pathlib import Path

from app.reading.errors import ReadingError
from app.reading.formats.document import LARGEST_FILE

MOST_PARTS = 5000
HIGHEST_RATIO = 300
"""Text packs to a tenth, blanks to a thousandth of their size."""
_SMALL = 2**20
_ENCRYPTED = 1


def open_archive(source: bytes | Path) -> zipfile.ZipFile:
    """The archive in bytes or in a file.

    Raises:
        ReadingError: it is damaged or has too many parts.
        OSError: the file can't be read.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(source) if isinstance(source, bytes) else source)
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise ReadingError(f"is a damaged archive: {error}") from None
    if len(archive.infolist()) > MOST_PARTS:
        archive.close()
        raise ReadingError(f"is an archive of more than {MOST_PARTS:,} parts")
    return archive


def part(archive: zipfile.ZipFile, name: str) -> bytes | None:
    """One part, unpacked; None if there is no such part."""
    try:
        info = archive.getinfo(name)
    except KeyError:
        return None
    if info.flag_bits & _ENCRYPTED:
        raise ReadingError("is encrypted: save it without a password")
    if info.file_size > _SMALL and info.file_size > HIGHEST_RATIO * max(1, info.compress_size):
        raise ReadingError(f"has a part that unpacks to {info.file_size:,} bytes: no document does")
    try:
        with archive.open(info) as packed:
            data = packed.read(LARGEST_FILE + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, NotImplementedError) as error:
        raise ReadingError(f"is a damaged archive: {error}") from None
    if len(data) > LARGEST_FILE:
        raise ReadingError(f"has a part of more than {LARGEST_FILE:,} bytes")
    return data
