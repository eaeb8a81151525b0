"""Whole lists as files with a length, ranges and a strong ETag, as query engines need them.

A file is written at the first request for it, and again after the data has changed.
``/v1/observations.parquet`` is such a file. In contrast, ``/v1/observations?format=parquet`` is a stream:
it starts at once and may be compressed.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Final

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from app.api.formats.registry import Format

#: The number of files to keep; the least recently used are removed first.
MOST_FILES: Final = 24
#: Other ranges are ignored, as RFC 9110 (14.2) allows: the framework would answer them with plain text.
_RANGE: Final = re.compile(r"bytes=(\d+-\d*|-\d+)(,\s*(\d+-\d*|-\d+))*")
HEADERS: Final = {"Cache-Control": "no-cache", "Vary": "Accept-Encoding", "Accept-Ranges": "bytes"}

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A complete file; ``tag`` is its strong ETag, a hash of its content."""

    path: Path
    tag: str
    size: int


class Files:
    """The written files of this process; ``close`` removes them."""

    def __init__(self, most: int = MOST_FILES) -> None:
        self._most = most
        self._folder: TemporaryDirectory[str] | None = None
        self._files: OrderedDict[Key, WrittenFile] = OrderedDict()
        self._locks: dict[Key, Lock] = {}
        self._lock = Lock()
        self._number = 0

    def find(self, key: Key) -> WrittenFile | None:
        """The file with this key; None if it is not written."""
        with self._lock:
            found = self._files.get(key)
            if found is not None:
                self._files.move_to_end(key)
            return found

    def get(self, key: Key, chunks: Callable[[], Iterable[bytes]]) -> WrittenFile:
        """The file with this key; if there is none, one thread writes it.

        The first item of a key is the version of the data; files of other versions are removed.
        """
        with self._lock:
            lock = self._locks.setdefault(key, Lock())
        with lock:
            found = self.find(key) or self._write(key, chunks())
        with self._lock:
            self._locks.pop(key, None)
        return found

    def close(self) -> None:
        """Remove all files."""
        with self._lock:
            self._files.clear()
            if self._folder is not None:
                self._folder.cleanup()
                self._folder = None

    def _write(self, key: Key, chunks: Iterable[bytes]) -> WrittenFile:
        path, digest, size = self._new_path(), blake2b(digest_size=16), 0
        try:
            with path.open("wb") as file:
                for chunk in chunks:
                    file.write(chunk)
                    digest.update(chunk)
                    size += len(chunk)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        written = WrittenFile(path, f'"{digest.hexdigest()}"', size)
        with self._lock:
            self._files[key] = written
            old = [other for other in self._files if other[0] != key[0]]
            for other in [*old, *list(self._files)[: len(self._files) - len(old) - self._most]]:
                # Responses that still read the file have it open.
                self._files.pop(other).path.unlink(missing_ok=True)
        return written

    def _new_path(self) -> Path:
        with self._lock:
            if self._folder is None:
                self._folder = TemporaryDirectory(prefix="zhibiao-")
            self._number += 1
            return Path(self._folder.name) / str(self._number)


def answer_written(request: Request, file: WrittenFile, chosen: Format, name: str) -> Response:
    """A response with the file, or with its requested ranges."""
    headers = {
        **HEADERS,
        "ETag": file.tag,
        "Content-Type": chosen.content_type,
        "Content-Disposition": f'inline; filename="{name}.{chosen.name}"',
    }
    if request.scope.get("zhibiao.head"):
        return Response(headers={**headers, "Content-Length": str(file.size)})
    if not _RANGE.fullmatch(request.headers.get("range", "")):
        request.scope["headers"] = [pair for pair in request.scope["headers"] if pair[0] != b"range"]
    return FileResponse(file.path, headers=headers)
