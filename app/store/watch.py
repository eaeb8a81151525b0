"""Whether a SQLite file may have changed since it was last looked at, without asking SQLite.

In WAL mode the processes that use a file share an index of its log, ``FILE-shm``. It begins with a header
that every commit changes, and by which SQLite itself tells whether there is something new
(https://sqlite.org/walformat.html, 2.1). While it is the same, so are the data. Reading it costs a
microsecond; asking SQLite takes and gives back locks, which costs twenty.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path
from threading import Lock

#: Both copies of the header: one is written after the other.
_HEADER = 96
_lock = Lock()
_users: Counter[Path] = Counter()
_handles: dict[Path, int] = {}


class Watch:
    """Looks at the header of one file's log.

    POSIX gives up all locks that a process has on a file when it closes any handle of it, those of
    SQLite's own handles too. So a handle is shared by all that watch a file in this process, and closed
    only when the last of them has ended, and with it its connections.
    """

    def __init__(self, file: Path) -> None:
        self._file = file.resolve()
        self._handle: int | None = None
        self._ended = False
        with _lock:
            _users[self._file] += 1

    def header(self) -> bytes | None:
        """The header; None where there is none, and SQLite has to be asked."""
        handle = self._handle if self._handle is not None else self._open()
        if handle is None:
            return None
        found = os.pread(handle, _HEADER, 0)
        return found if len(found) == _HEADER else None

    def end(self, *, safely: bool) -> None:
        """Look no more; ``safely``: the connections that it was made beside are closed.

        Ending again does nothing.
        """
        with _lock:
            if self._ended:
                return
            self._ended, self._handle = True, None
            # Without safety the file counts as used for ever.
            _users[self._file] -= safely
            if not _users[self._file] and self._file in _handles:
                os.close(_handles.pop(self._file))

    def _open(self) -> int | None:
        with _lock:
            if self._ended or not hasattr(os, "pread"):
                return None
            if self._file not in _handles:
                try:
                    _handles[self._file] = os.open(f"{self._file}-shm", os.O_RDONLY | os.O_CLOEXEC)
                except OSError:
                    return None
            self._handle = _handles[self._file]
            return self._handle
