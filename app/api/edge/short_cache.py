"""Caches what is read from short texts of clients; long ones, which nobody repeats, would fill the memory."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Final, TypeVar

_Text = TypeVar("_Text", str, bytes)
_Result = TypeVar("_Result")

#: In characters. Requests that clients repeat are shorter; an address or header can have 32,768.
LONGEST: Final = 2_000


def cached_if_short(maxsize: int) -> Callable[[Callable[[_Text], _Result]], Callable[[_Text], _Result]]:
    """Like ``lru_cache``, for functions of one text, but long texts are not cached."""

    def decorate(read: Callable[[_Text], _Result]) -> Callable[[_Text], _Result]:
        cached = lru_cache(maxsize)(read)

        @wraps(read)
        def read_either(text: _Text) -> _Result:
            return cached(text) if len(text) <= LONGEST else read(text)

        return read_either

    return decorate
