"""The output of commands: messages to standard error, data as bytes to standard output."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module

PROGRAM = "zhibiao"
DONE, FAILED, MISUSED, INTERRUPTED = 0, 1, 2, 130
#: Words that only begin sentences; any other first word may be a name.
_OPENINGS = ("A ", "An ", "The ", "There ", "This ")
_NEXT_SENTENCE = ". "


class CommandError(Exception):
    """A command failed. The message says why, and what to do; it is a phrase, as all messages of commands."""

    def __init__(self, message: str, code: int = FAILED) -> None:
        super().__init__(as_phrase(message))
        self.code = code


def as_phrase(message: str) -> str:
    """Return the sentence of an error as a phrase, which follows ``zhibiao:``.

    >>> as_phrase("There is no report 'x'.")
    "there is no report 'x'"
    """
    if message.startswith(_OPENINGS):
        message = message[0].lower() + message[1:]
    return message if _NEXT_SENTENCE in message else message.removesuffix(".")


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
