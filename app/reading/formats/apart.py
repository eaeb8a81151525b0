"""Reads PDF files in a separate process, since a hostile file can make it slow, large or crash.

PDFium is C++ and can't be interrupted: a page of a few hundred bytes can draw itself a billion times. The
process stays for the next file. CPU time and memory are limited where the system can (not on Windows); the
time to answer is limited everywhere.
"""

from __future__ import annotations

import atexit
import json
import math
import subprocess
import sys
import time
from base64 import b64decode, b64encode
from contextlib import suppress
from pathlib import Path
from threading import Lock, Timer
from typing import IO

from app.model.place import Box, PlaceInFile
from app.reading.errors import ReadingError
from app.reading.formats.document import Document
from app.reading.formats.pdf_lines import Character
from app.reading.formats.pdf_page import Picture, draw

SECONDS, SECONDS_A_MEGABYTE = 4, 1
"""CPU time for a file; pages of real files take some milliseconds."""
MEMORY = 400 * 2**20
"""Bytes that reading may take in addition, and four for each byte of the file."""
_PATIENCE = 15
"""So many times the CPU time may pass on a busy machine, before the process is ended."""
_LENGTH = 8
_TEXT = 0
"""In place of the number of a page: no page is drawn, the text of all is read."""
_ROOT = Path(__file__).parents[3]
_PROGRAM = (
    f"import sys; sys.path.insert(0, {str(_ROOT)!r}); from app.reading.formats import apart; apart.serve()"
)
_COSTLY = "is damaged or hostile: its pages cost too much time or memory to read"


class Process:
    """The process. It is started for the first file, and again after a file that ended it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        atexit.register(self.end)

    def ask(self, data: bytes, page: int = _TEXT) -> dict[str, object]:
        """Send a file to the process and return its answer; ``ReadingError`` if the process ends.

        ``page``: the number of the page to draw, by default the text is read.
        """
        with self._lock:
            process = self._process = self._process or _started()
            assert process.stdin is not None  # noqa: S101 # it was started with pipes
            assert process.stdout is not None  # noqa: S101
            timer = Timer(_PATIENCE * _seconds(data), process.kill)
            timer.start()
            try:
                _send(process.stdin, page.to_bytes(_LENGTH, "big") + data)
                answer: dict[str, object] = json.loads(_receive(process.stdout))
            except (OSError, EOFError):
                self.end()
                raise ReadingError(_COSTLY) from None
            finally:
                timer.cancel()
            return answer

    def end(self) -> None:
        """End the process, if it is running."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            with suppress(OSError):
                process.communicate()


_process = Process()


def read_pdf_apart(data: bytes) -> Document:
    """The result of ``read_pdf``; ``ReadingError`` also if the file costs too much or ends the process."""
    answer = _process.ask(data)
    if "refused" in answer:
        raise ReadingError(str(answer["refused"]))
    places = answer.pop("places")
    located = tuple(
        PlaceInFile(start, page, box and Box(*box), path)
        for start, page, box, path in places  # type: ignore[attr-defined]  # as ``serve`` writes them
    )
    return Document(str(answer["text"]), str(answer["format"]), places=located)


def draw_page_apart(data: bytes, number: int) -> Picture:
    """The result of ``pdf_page.draw``; ``ReadingError`` also if the page costs too much to draw."""
    answer = _process.ask(data, number)
    if "refused" in answer:
        raise ReadingError(str(answer["refused"]))
    characters = tuple(Character(*one) for one in answer.pop("characters"))  # type: ignore[attr-defined]  # as ``_drawn`` writes them
    png = b64decode(str(answer.pop("png")))
    return Picture(png, characters=characters, **answer)  # type: ignore[arg-type]  # likewise


def _started() -> subprocess.Popen[bytes]:
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    return subprocess.Popen([sys.executable, "-c", _PROGRAM], **pipes)  # type: ignore[call-overload,no-any-return]  # noqa: S603 # our own program


def _seconds(data: bytes) -> int:
    return SECONDS + SECONDS_A_MEGABYTE * (len(data) // 2**20)


def _send(pipe: IO[bytes], data: bytes) -> None:
    pipe.write(len(data).to_bytes(_LENGTH, "big") + data)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> bytes:
    """Receive one message; ``EOFError`` if the other side has ended."""
    length = int.from_bytes(_exactly(pipe, _LENGTH), "big")
    return _exactly(pipe, length)


def _exactly(pipe: IO[bytes], length: int) -> bytes:
    data = pipe.read(length)
    if len(data) < length:
        raise EOFError
    return data


def serve() -> None:
    """Read files until there are no more: the main function of the process."""
    while True:
        try:
            message = _receive(sys.stdin.buffer)
        except EOFError:
            return
        page, data = int.from_bytes(message[:_LENGTH], "big"), message[_LENGTH:]
        _limit(data)
        try:
            answer = _drawn(data, page) if page != _TEXT else _read(data)
        except ReadingError as error:
            answer = {"refused": str(error)}
        except MemoryError:
            answer = {"refused": _COSTLY}
        _send(sys.stdout.buffer, json.dumps(answer).encode())


def _read(data: bytes) -> dict[str, object]:
    from app.reading.formats.pdf import read_pdf

    return read_pdf(data)._asdict()


def _drawn(data: bytes, number: int) -> dict[str, object]:
    found = draw(data, number)
    return {**found._asdict(), "png": b64encode(found.png).decode()}


def _limit(data: bytes) -> None:
    """Limit the CPU time and the memory for the next file: the system enforces both."""
    try:
        import resource
    except ImportError:  # Windows has no such limits.
        return
    seconds = math.ceil(time.process_time()) + _seconds(data)
    limits = [(resource.RLIMIT_CPU, seconds)]
    statm = Path("/proc/self/statm")
    if statm.exists():
        used = int(statm.read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        limits.append((resource.RLIMIT_AS, used + MEMORY + 4 * len(data)))
    for kind, limit in limits:
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (limit, resource.getrlimit(kind)[1]))
