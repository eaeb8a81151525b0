"""A cache of counts, facets and short lists, for the newest version of the data that was asked about."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Final, NamedTuple, TypeVar

Answer = TypeVar("Answer")

#: Cells of all cached answers at most: 40 MB if each is a text of some characters.
MOST_CELLS: Final = 500_000
#: After so many questions about lower numbers, and none about the newest, a backup was restored.
_LOWER: Final = 64


class _Cached(NamedTuple):
    answer: object
    cells: int


class VersionedCache:
    """A bounded, thread-safe cache that drops the least recently used answer first.

    A version is a ``state.data_version``: a random token, and a number that rises with each change.

    All answers about older versions are dropped when a newer one is asked about: hardly anyone asks about
    them again, and they would fill the memory while reports are ingested.
    """

    def __init__(self, most: int = 4096, most_cells: int = MOST_CELLS) -> None:
        self._most, self._most_cells = most, most_cells
        self._version, self._number, self._lower = "", 0, 0
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
        """Whether a version is the newest.

        A request that began before a change may be the first to ask about its version, but only after
        others have asked about the next one. So numbers decide. A restored backup has a lower number too;
        then nobody asks about the version that was the newest.
        """
        if version == self._version:
            self._lower = 0
            return True
        number = int(version.rpartition("-")[2])
        if number < self._number and self._lower < _LOWER:
            self._lower += 1
            return False
        self._version, self._number, self._lower, self._cells = version, number, 0, 0
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
