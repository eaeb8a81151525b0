"""A file that formats write to and responses read from; it keeps only the unread bytes."""

from __future__ import annotations


class Pipe:
    """A write-only file without seeking; ``take`` returns the written bytes."""

    closed = False

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        """Keep bytes until they are taken; return their number."""
        self._parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Do nothing: there is no other buffer."""

    def close(self) -> None:
        """Mark the file as closed."""
        self.closed = True

    def take(self) -> bytes:
        """Return the bytes written since the last call."""
        parts, self._parts = self._parts, []
        return b"".join(parts)
