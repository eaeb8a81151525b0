"""What the cache of responses contains, and its limits."""

from __future__ import annotations

from typing import Final, NamedTuple

from starlette.types import Message

#: Bytes of the whole cache, and of one cached response, at most.
CACHE_BYTES: Final = 64_000_000
CACHED_BYTES: Final = 1_000_000
#: Approximate bytes of a cached response without its question and body: headers and messages.
_OVERHEAD: Final = 4_000

#: Everything in a request that its response depends on.
Question = tuple[str | bytes, ...]


class CachedAnswer(NamedTuple):
    """The tag of a response, the start message of its 304, and its own messages if they are known."""

    tag: bytes
    not_modified: Message
    whole: tuple[Message, Message] | None = None


def size(question: Question, answer: CachedAnswer) -> int:
    """The approximate bytes of a cached response."""
    return _OVERHEAD + sum(map(len, question)) + (len(answer.whole[1]["body"]) if answer.whole else 0)
