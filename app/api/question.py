"""What makes two requests the same question: the address, what the client takes, the state of the data."""

from __future__ import annotations

from hashlib import blake2b
from typing import NamedTuple

from starlette.types import Scope

from app import __version__
from app.api.address import parameters
from app.api.language import preferred
from app.api.negotiate import PARAMETER, best_format


class Question(NamedTuple):
    """A request as it came, of all that an answer depends on; equal requests are equal."""

    path: str
    query: bytes
    host: bytes
    scheme: str
    prefix: str
    accept: bytes
    language: bytes


def question_of(scope: Scope, headers: dict[bytes, bytes]) -> Question:
    """The question that a request asks."""
    return Question(
        scope["path"],
        scope["query_string"],
        headers.get(b"host", b""),
        scope["scheme"],
        scope.get("root_path", ""),
        headers.get(b"accept", b""),
        headers.get(b"accept-language", b""),
    )


def digest(question: Question, scope: Scope) -> str:
    """Eight bytes in hexadecimal for what is asked, in whatever order and words; costs no query.

    Parameters may come in any order; ``Accept`` and ``Accept-Language`` count for what they lead to.
    """
    pairs = parameters(scope)
    named = [value for name, value in pairs if name == PARAMETER]
    chosen = best_format(question.accept.decode("latin-1"))
    asked = (
        __version__,
        question.path,
        sorted(pair for pair in pairs if pair[0] != PARAMETER),
        named or [chosen.name if chosen else ""],
        preferred(question.language),
    )
    return blake2b(repr(asked).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def knows(headers: dict[bytes, bytes], tag: bytes) -> bool:
    """Whether ``If-None-Match`` names this weak tag (weak comparison, RFC 9110, 13.1.2)."""
    known = headers.get(b"if-none-match")
    if known is None:
        return False
    if known == tag:
        return True
    opaque = tag.removeprefix(b"W/")
    return any(part.strip().removeprefix(b"W/") == opaque for part in known.split(b","))
