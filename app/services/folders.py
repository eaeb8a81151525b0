"""Folders and ZIP archives alike: the files below a path, and their bytes.

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
"""Bytes of all files of an archive when unpacked."""
_UTF8 = 0x800
"""The flag of a name that is UTF-8; others are of the machine that packed it, here mostly GBK."""
_DATABASE = ".db"
"""The program's own database may stand in the folder, with what SQLite keeps beside it (.db-wal)."""
_HIDDEN = (".", "~$", "__MACOSX")
"""What names of hidden files and folders begin with; ~$ is what Word keeps while a document is open."""


def is_folder(path: Path) -> bool:
    """Whether files are looked for below a path: a folder, or an archive."""
    return path.is_dir() or is_archive(path)


def is_archive(path: Path) -> bool:
    """Whether a path is a ZIP archive by its name."""
    return path.suffix.lower() == ARCHIVE and path.is_file()


def files_below(folder: Path) -> list[Path]:
    """The visible files below a folder or archive, in order of name.

    An archive below a folder stands for its files; one that can't be opened stands for itself.
    """
    if is_archive(folder):
        return _members(folder)
    found = (file for file in sorted(folder.rglob("*")) if file.is_file() and _is_visible(file, folder))
    return [member for file in found for member in (_members(file) if is_archive(file) else [file])]


def exists(path: Path) -> bool:
    """Whether there is such a file or folder, in an archive too."""
    archive = _archive_of(path)
    return path.exists() if archive is None else path in _members(archive)


def read_file(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        OSError: it can't be read.
        ReadingError: it is being written, or in an archive that is damaged or unpacks to too much.
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
    """Why an archive can't be used; None where it can."""
    try:
        _opened(archive).close()
    except (OSError, ReadingError) as error:
        return f"can't be read: {error.strerror}" if isinstance(error, OSError) else str(error)
    return None


def printable(path: Path) -> str:
    """A path as text; of a name that is no UTF-8 what it is in GB18030, else with its bytes escaped."""
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
    """The archive that a path leads into."""
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
    """The name of a file of an archive; without the flag of UTF-8 it was read as code page 437."""
    if info.flag_bits & _UTF8:
        return _inside(info.filename)
    return _inside(_decoded(info.filename.encode("cp437")) or info.filename)


def _inside(name: str) -> str:
    """A name without steps upwards and with slashes: Windows packs with backslashes."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return "/".join(word for word in parts if word not in {"/", ".."})


def _is_visible(file: Path, folder: Path) -> bool:
    return not file.suffix.startswith(_DATABASE) and not any(
        word.startswith(_HIDDEN) for word in file.relative_to(folder).parts
    )
