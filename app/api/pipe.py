"""A file that formats write to and answers read from: nothing is ever held but what was written last."""

from __future__ import annotations


class Pipe:
    """Takes what a library writes; ``take`` gives it on. It can't be read back or sought in."""

    closed = False

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        """Keep bytes until they are taken; how many they are."""
        self._parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing waits anywhere else."""

    def close(self) -> None:
        """Nothing more will be written."""
        self.closed = True

    def take(self) -> bytes:
        """All that was written since it was last asked for."""
        parts, self._parts = self._parts, []
        return b"".join(parts)
