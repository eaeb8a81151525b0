"""The CPU time of work."""

from __future__ import annotations

import time
import timeit
from collections.abc import Callable


def cpu_seconds(work: Callable[[], object], repeat: int = 2) -> float:
    """The least CPU seconds of some runs. The garbage collector, which visits all tests' objects, is off."""
    return min(timeit.repeat(work, timer=time.process_time, number=1, repeat=repeat))
