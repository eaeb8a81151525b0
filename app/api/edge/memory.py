"""Returns memory that is no longer used to the operating system.

After thousands of responses are dropped from the cache, glibc keeps their memory: it gives back only what is
free at the end of its heaps, where newer responses are.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable


def _trim() -> Callable[[int], object] | None:
    """The function of glibc; None with another library."""
    if sys.platform != "linux":
        return None
    found: Callable[[int], object] | None = getattr(ctypes.CDLL(None), "malloc_trim", None)
    return found


TRIM = _trim()


def give_back() -> None:
    """Give back all free pages of the heap. Takes some milliseconds; other threads run meanwhile."""
    if TRIM is not None:
        TRIM(0)
