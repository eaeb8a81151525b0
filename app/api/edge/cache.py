"""The cache of responses for one version of the data."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Final, NamedTuple

from starlette.types import Message

#: Bytes of the whole cache, and of one cached response, at most.
CACHE_BYTES: Final = 64_000_000
CACHED_BYTES: Final = 1_000_000
#: Approximate bytes of a cached response without its body: headers, messages and the question.
_OVERHEAD: Final = 4_000
#: A question with more bytes is not cached.
_QUESTION_BYTES: Final = 4_000

#: Everything in a request that its response depends on.
Question = tuple[str | bytes, ...]


class CachedAnswer(NamedTuple):
    """The tag of a response, the start message of its 304, and its own messages if they are known."""

    tag: bytes
    not_modified: Message
    whole: tuple[Message, Message] | None = None

    @property
    def size(self) -> int:
        """The approximate size in bytes."""
        return _OVERHEAD + (len(self.whole[1]["body"]) if self.whole else 0)


class AnswerCache:
    """The responses for one version of the data; the least recently used are dropped first.

    ``emptied`` is called with their bytes after all were dropped.
    """

    def __init__(
        self, most_bytes: int = CACHE_BYTES, emptied: Callable[[int], object] = lambda _: None
    ) -> None:
        self._most_bytes = most_bytes
        self._emptied = emptied
        self._version = ""
        self._answers: OrderedDict[Question, CachedAnswer] = OrderedDict()
        self.size = 0

    def get(self, version: str, question: Question) -> CachedAnswer | None:
        """The response to a question, if it is cached for this version of the data."""
        if version != self._version:
            self._answers.clear()
            dropped, self.size, self._version = self.size, 0, version
            self._emptied(dropped)
        found = self._answers.get(question)
        if found is not None:
            self._answers.move_to_end(question)
        return found

    def put(self, version: str, question: Question, answer: CachedAnswer) -> None:
        """Cache a response, unless it is too long or the data has changed since."""
        if (
            version != self._version
            or answer.size > CACHED_BYTES
            or sum(map(len, question)) > _QUESTION_BYTES
        ):
            return
        if (before := self._answers.pop(question, None)) is not None:
            self.size -= before.size
        self._answers[question] = answer
        self.size += answer.size
        while self.size > self._most_bytes:
            self.size -= self._answers.popitem(last=False)[1].size
