"""A cache of counts, facets and short lists, for the newest version of the data that was asked about."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Final, NamedTuple, TypeVar

Answer = TypeVar("Answer")

#: Cells of all cached answers at most: 40 MB if each is a text of some characters.
MOST_CELLS: Final = 500_000
#: How many versions are remembered as older ones; slow requests still ask about the last few.
_OLDER: Final = 64


class _Cached(NamedTuple):
    answer: object
    cells: int


class VersionedCache:
    """A bounded, thread-safe cache that drops the least recently used answer first.

    All answers about older versions are dropped when a newer one is asked about: hardly anyone asks about
    them again, and they would fill the memory while reports are ingested.
    """

    def __init__(self, most: int = 4096, most_cells: int = MOST_CELLS) -> None:
        self._most, self._most_cells = most, most_cells
        self._version = ""
        self._older: deque[str] = deque(maxlen=_OLDER)
        self._answers: OrderedDict[Hashable, _Cached] = OrderedDict()
        self._cells = 0
        self._lock = Lock()

    def get(self, version: str, question: Hashable, work_out: Callable[[], Answer]) -> Answer:
        """The answer for this version of the data; computed if it is not cached.

        The same question must always have answers of the same type.
        """
        known: Answer | None = self.find(version, question)
        if known is None:
            known = work_out()
            self.put(version, question, known)
        return known

    def find(self, version: str, question: Hashable) -> Any:  # noqa: ANN401 # as it was put
        """The answer for this version of the data; None if it is not cached."""
        with self._lock:
            if not self._follow(version) or (found := self._answers.get(question)) is None:
                return None
            self._answers.move_to_end(question)
            return found.answer

    def put(self, version: str, question: Hashable, answer: object) -> None:
        """Store an answer, unless it is about an older version or too long."""
        added = _Cached(answer, _cells(answer))
        with self._lock:
            if not self._follow(version) or added.cells > self._most_cells:
                return
            self._drop(self._answers.pop(question, None))
            self._answers[question] = added
            self._cells += added.cells
            while len(self._answers) > self._most or self._cells > self._most_cells:
                self._drop(self._answers.popitem(last=False)[1])

    def _follow(self, version: str) -> bool:
        """Whether a version is the newest; one that was never asked about is."""
        if version != self._version:
            if version in self._older:
                return False
            self._older.append(self._version)
            self._version, self._cells = version, 0
            self._answers.clear()
        return True

    def _drop(self, dropped: _Cached | None) -> None:
        if dropped is not None:
            self._cells -= dropped.cells


def _cells(answer: object) -> int:
    """The cells of a list of rows; 1 for each item of another collection, and for everything else."""
    if not isinstance(answer, list | tuple | dict):
        return 1
    return 1 + sum(len(item) if isinstance(item, list | tuple) else 1 for item in answer)
