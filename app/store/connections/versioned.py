"""A cache of counts, facets and short lists; each entry is valid for one version of the data."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

Answer = TypeVar("Answer")


class VersionedCache:
    """A bounded, thread-safe cache that drops the least recently used entry first."""

    def __init__(self, most: int = 4096) -> None:
        self._most = most
        self._answers: OrderedDict[tuple[str, Hashable], object] = OrderedDict()
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
            found = self._answers.get((version, question))
            if found is not None:
                self._answers.move_to_end((version, question))
            return found

    def put(self, version: str, question: Hashable, answer: object) -> None:
        """Store an answer."""
        with self._lock:
            self._answers[version, question] = answer
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)
