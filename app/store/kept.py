"""Answers that were worked out lately: counts, facets. Known for one version of the data only."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar

Answer = TypeVar("Answer")


class Kept:
    """Bounded and thread-safe; the one that was not asked for the longest goes first."""

    def __init__(self, most: int = 4096) -> None:
        self._most = most
        self._answers: OrderedDict[tuple[str, Hashable], object] = OrderedDict()
        self._lock = Lock()

    def get(self, version: str, question: Hashable, work_out: Callable[[], Answer]) -> Answer:
        """The answer for this version of the data; worked out where it is not known.

        One question always has answers of one type.
        """
        key = (version, question)
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
                return self._answers[key]  # type: ignore[return-value]  # as was put
        answer = work_out()
        with self._lock:
            self._answers[key] = answer
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)
        return answer
