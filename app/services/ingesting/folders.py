"""Lists and reads the files below a path, in folders and in ZIP archives.

A file in an archive has the path ``ARCHIVE.zip/FOLDER/FILE``. Nothing is unpacked to disk.
"""

from __future__ import annotations

import os
import zipfile
from pathlib import Path, PurePosixPath

from app.reading.formats.archive import open_archive, part
from app.reading.report import ReadingError

ARCHIVE = ".zip"
LARGEST_ARCHIVE = 2 * 2**30
"""The most bytes of all files of an archive when unpacked."""
_UTF8 = 0x800
"""The flag of names in UTF-8. Other names use the encoding of the packing machine, here mostly GBK."""
_DATABASE = ".db"
"""The program's own database may be in the folder, with the files of SQLite next to it (.db-wal)."""
_HIDDEN = (".", "~$", "__MACOSX")
"""Prefixes of the names of hidden files and folders; ~$ marks the lock files of Word."""


def is_folder(path: Path) -> bool:
    """Whether a path is a folder or an archive, in which files are searched."""
    return path.is_dir() or is_archive(path)


def is_archive(path: Path) -> bool:
    """Whether the name of a path is that of a ZIP archive."""
    return path.suffix.lower() == ARCHIVE and path.is_file()


def files_below(folder: Path) -> list[Path]:
    """The visible files below a folder or archive, sorted by name.

    An archive in a folder is replaced by its files; one that can't be opened is listed itself.
    """
    if is_archive(folder):
        return _members(folder)
    found = (file for file in sorted(folder.rglob("*")) if file.is_file() and _is_visible(file, folder))
    return [member for file in found for member in (_members(file) if is_archive(file) else [file])]


def exists(path: Path) -> bool:
    """Whether the file or folder exists, on disk or in an archive."""
    archive = _archive_of(path)
    return path.exists() if archive is None else path in _members(archive)


def read_file(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        OSError: the file can't be read.
        ReadingError: the file is being written, or its archive is damaged or too large when unpacked.
    """
    archive = _archive_of(path)
    if archive is None:
        return _read_whole(path)
    with _opened(archive) as opened:
        name = path.relative_to(archive).as_posix()
        info = next((info for info in opened.infolist() if _name(info) == name), None)
        data = None if info is None else part(opened, info.filename)
    if data is None:
        raise FileNotFoundError(2, "No such file in the archive", str(path))
    return data


def _read_whole(path: Path) -> bytes:
    with path.open("rb") as file:
        before = os.fstat(file.fileno())
        data = file.read()
        after = os.fstat(file.fileno())
    if (before.st_mtime_ns, before.st_size) != (after.st_mtime_ns, after.st_size):
        raise ReadingError("is being written: ingest it again when it is complete")
    return data


def why_unreadable(archive: Path) -> str | None:
    """Why an archive can't be used; None if it can."""
    try:
        _opened(archive).close()
    except (OSError, ReadingError) as error:
        return f"can't be read: {error.strerror}" if isinstance(error, OSError) else str(error)
    return None


def printable(path: Path) -> str:
    """A path as text. A name that is not UTF-8 is decoded as GB18030, or else its bytes are escaped."""
    return str(Path(*map(_printable, path.parts)))


def _printable(name: str) -> str:
    raw = os.fsencode(name)
    return _decoded(raw) or raw.decode("utf-8", "backslashreplace")


def _decoded(name: bytes) -> str | None:
    for encoding in ("utf-8", "gb18030"):
        try:
            return name.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _archive_of(path: Path) -> Path | None:
    """The archive that contains the file of a path; None if the file is not in an archive."""
    return next((above for above in path.parents if is_archive(above)), None)


def _members(archive: Path) -> list[Path]:
    try:
        with _opened(archive) as opened:
            found = [archive / _name(info) for info in opened.infolist() if not info.is_dir()]
    except (OSError, ReadingError):
        return [archive]
    return sorted(file for file in found if _is_visible(file, archive))


def _opened(archive: Path) -> zipfile.ZipFile:
    opened = open_archive(archive)
    size = sum(info.file_size for info in opened.infolist())
    if size > LARGEST_ARCHIVE:
        opened.close()
        raise ReadingError(f"is too large: it unpacks to {size:,} bytes, more than {LARGEST_ARCHIVE:,}")
    return opened


def _name(info: zipfile.ZipInfo) -> str:
    """The name of a file in an archive; ``zipfile`` decodes names without the UTF-8 flag as code page 437."""
    if info.flag_bits & _UTF8:
        return _inside(info.filename)
    return _inside(_decoded(info.filename.encode("cp437")) or info.filename)


def _inside(name: str) -> str:
    """A name without parent steps (..), and with slashes in place of the backslashes of Windows."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return "/".join(word for word in parts if word not in {"/", ".."})


def _is_visible(file: Path, folder: Path) -> bool:
    return not file.suffix.startswith(_DATABASE) and not any(
        word.startswith(_HIDDEN) for word in file.relative_to(folder).parts
    )
