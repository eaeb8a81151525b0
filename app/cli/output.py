"""The output of commands: messages to standard error, data as bytes to standard output."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module

PROGRAM = "zhibiao"
DONE, FAILED, MISUSED, INTERRUPTED = 0, 1, 2, 130


class CommandError(Exception):
    """A command failed. The message says why, and what to do."""

    def __init__(self, message: str, code: int = FAILED) -> None:
        super().__init__(message)
        self.code = code


def say(message: str) -> None:
    """Print a message to standard error."""
    sys.stderr.write(f"{PROGRAM}: {message}\n")
    sys.stderr.flush()


def write(chunks: Iterable[bytes]) -> None:
    """Write data to standard output, always in UTF-8."""
    for chunk in chunks:
        sys.stdout.buffer.write(chunk)
    sys.stdout.buffer.flush()


def aligned(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """Align cells in columns; a Chinese character is two columns wide."""
    shown = [header, *rows]
    widths = [max(map(_width, column)) for column in zip(*shown, strict=True)]
    for line in shown:
        cells = (text + " " * (width - _width(text)) for text, width in zip(line, widths, strict=True))
        yield f"{'  '.join(cells).rstrip()}\n".encode()


def _width(text: str) -> int:
    wide: Callable[[str], str] = import_module("unicodedata").east_asian_width
    return len(text) + sum(wide(character) in "WF" for character in text)
