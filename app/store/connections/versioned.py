"""A cache of what was made from the newest version of the data: counts and short lists, whole responses."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Final, TypeVar

Answer = TypeVar("Answer")

#: Cells of all cached answers at most: 40 MB if each is a text of some characters.
MOST_CELLS: Final = 500_000
#: A question takes as much memory as so many cells.
QUESTION_CELLS: Final = 100
#: After so many questions about lower numbers, and none about the newest, a backup was restored.
_LOWER: Final = 64


def cells(_: Hashable, answer: object) -> int:
    """The cells of a question and its rows; 1 for each item of another collection, and for all else."""
    if not isinstance(answer, list | tuple | dict):
        return QUESTION_CELLS + 1
    return QUESTION_CELLS + sum(len(item) if isinstance(item, list | tuple) else 1 for item in answer)


class VersionedCache:
    """A bounded, thread-safe cache that drops the least recently used answer first.

    A version is a ``state.data_version``: a random token, and a number that rises with each change.

    All answers about older versions are dropped when a newer one is asked about: hardly anyone asks about
    them again, and they would fill the memory while reports are ingested.

    Args:
        most: The size of all answers at most.
        longest: The size of one answer at most.
        size: The size of a question with its answer.
        emptied: Called with the size of all answers after they were dropped.
    """

    def __init__(
        self,
        most: int = MOST_CELLS,
        longest: int = MOST_CELLS,
        size: Callable[[Any, Any], int] = cells,
        emptied: Callable[[int], object] = lambda _: None,
    ) -> None:
        self._most, self._longest = most, longest
        self._size_of, self._emptied = size, emptied
        self._version, self._number, self._lower = "", 0, 0
        self._answers: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self.size = 0
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
            found = self._answers.get(question) if self._follow(version) else None
            if found is None:
                return None
            self._answers.move_to_end(question)
            return found[0]

    def put(self, version: str, question: Hashable, answer: object) -> None:
        """Store an answer, unless it is about an older version or too long."""
        size = self._size_of(question, answer)
        with self._lock:
            if not self._follow(version) or size > min(self._longest, self._most):
                return
            self.size -= self._answers.pop(question, (None, 0))[1]
            self._answers[question] = answer, size
            self.size += size
            while self.size > self._most:
                self.size -= self._answers.popitem(last=False)[1][1]

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
        self._answers.clear()
        dropped, self.size = self.size, 0
        self._version, self._number, self._lower = version, number, 0
        self._emptied(dropped)
        return True
