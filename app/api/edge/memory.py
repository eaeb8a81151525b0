"""Limits the memory that glibc keeps although the program no longer uses it; nothing with other libraries."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from typing import Final

#: A parameter of glibc's ``mallopt``, and its value: heaps that threads share.
_ARENA_MAX: Final = -8
HEAPS: Final = 2


def _of_glibc(name: str) -> Callable[..., object] | None:
    """A function of the C library; None if that is not glibc."""
    if sys.platform != "linux":
        return None
    library = ctypes.CDLL(None)
    return getattr(library, name, None) if hasattr(library, "gnu_get_libc_version") else None


TRIM: Final = _of_glibc("malloc_trim")
_MALLOPT: Final = _of_glibc("mallopt")


def share_heaps() -> None:
    """Let the threads that begin later share two heaps; by default there are up to eight for each core.

    One thread makes a response and another drops it. With many heaps its memory can't be used for the next
    one, which another thread makes.
    """
    if _MALLOPT is not None:
        _MALLOPT(_ARENA_MAX, HEAPS)


def give_back() -> None:
    """Give all free memory of the heaps back to the system. Takes milliseconds; other threads run meanwhile.

    By itself glibc gives back only what is free at the end of a heap. After thousands of cached responses
    were dropped, newer ones are there.
    """
    if TRIM is not None:
        TRIM(0)
