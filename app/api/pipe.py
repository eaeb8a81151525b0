"""A file that formats write to and answers read from; it keeps only what was not read yet."""

from __future__ import annotations


class Pipe:
    """A write-only file without seeking; ``take`` returns what was written."""

    closed = False

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        """Keep bytes until they are taken; returns their number."""
        self._parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """There is no other buffer."""

    def close(self) -> None:
        """Nothing more will be written."""
        self.closed = True

    def take(self) -> bytes:
        """All that was written since the last call."""
        parts, self._parts = self._parts, []
        return b"".join(parts)
