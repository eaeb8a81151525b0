"""Reads PDF files in a process of its own, which a hostile file may slow down, fill or break.

PDFium is C++ that nothing can interrupt: a page of a few hundred bytes can draw itself a billion times. The
process lives on for the next file. Where the system can (not on Windows), it limits CPU time and memory;
everywhere it is ended after a while.
"""

from __future__ import annotations

import atexit
import json
import math
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from threading import Lock, Timer
from typing import IO

from app.model.place import Box, Place
from app.reading.errors import ReadingError
from app.reading.formats.document import Document

SECONDS, SECONDS_A_MEGABYTE = 4, 1
"""CPU time for a file; pages of real files take some milliseconds."""
MEMORY = 400 * 2**20
"""Bytes that reading may take in addition, and four for each byte of the file."""
_PATIENCE = 15
"""So many times the CPU time may pass on a busy machine, before the process is ended."""
_LENGTH = 8
_ROOT = Path(__file__).parents[3]
_PROGRAM = (
    f"import sys; sys.path.insert(0, {str(_ROOT)!r}); from app.reading.formats import apart; apart.serve()"
)
_COSTLY = "is damaged or hostile: its pages cost too much time or memory to read"


class Process:
    """The process, started when the first file comes and after each one that broke it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        atexit.register(self.end)

    def ask(self, data: bytes) -> dict[str, object]:
        """What the process answers to a file; ``ReadingError`` where it does not survive that."""
        with self._lock:
            process = self._process = self._process or _started()
            assert process.stdin is not None  # noqa: S101 # it was started with pipes
            assert process.stdout is not None  # noqa: S101
            timer = Timer(_PATIENCE * _seconds(data), process.kill)
            timer.start()
            try:
                _send(process.stdin, data)
                answer: dict[str, object] = json.loads(_receive(process.stdout))
            except (OSError, EOFError):
                self.end()
                raise ReadingError(_COSTLY) from None
            finally:
                timer.cancel()
            return answer

    def end(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            with suppress(OSError):
                process.communicate()


_process = Process()


def read_pdf_apart(data: bytes) -> Document:
    """What ``read_pdf`` gives; ``ReadingError`` also where that costs too much, or ends badly."""
    answer = _process.ask(data)
    if "refused" in answer:
        raise ReadingError(str(answer["refused"]))
    places = answer.pop("places")
    located = tuple(
        Place(start, page, box and Box(*box), path)
        for start, page, box, path in places  # type: ignore[attr-defined]  # as ``serve`` writes them
    )
    return Document(str(answer["text"]), str(answer["format"]), places=located)


def _started() -> subprocess.Popen[bytes]:
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    return subprocess.Popen([sys.executable, "-c", _PROGRAM], **pipes)  # type: ignore[call-overload,no-any-return]  # noqa: S603 # our own program


def _seconds(data: bytes) -> int:
    return SECONDS + SECONDS_A_MEGABYTE * (len(data) // 2**20)


def _send(pipe: IO[bytes], data: bytes) -> None:
    pipe.write(len(data).to_bytes(_LENGTH, "big") + data)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> bytes:
    """One message; ``EOFError`` where the other side has ended."""
    length = int.from_bytes(_exactly(pipe, _LENGTH), "big")
    return _exactly(pipe, length)


def _exactly(pipe: IO[bytes], length: int) -> bytes:
    data = pipe.read(length)
    if len(data) < length:
        raise EOFError
    return data


def serve() -> None:
    """Answer files until there are no more: the main function of the process."""
    from app.reading.formats.pdf import read_pdf

    while True:
        try:
            data = _receive(sys.stdin.buffer)
        except EOFError:
            return
        _limit(data)
        try:
            answer: dict[str, object] = asdict(read_pdf(data))
        except ReadingError as error:
            answer = {"refused": str(error)}
        except MemoryError:
            answer = {"refused": _COSTLY}
        _send(sys.stdout.buffer, json.dumps(answer).encode())


def _limit(data: bytes) -> None:
    """Limit what the next file may take: the system ends the process, or refuses it memory."""
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
