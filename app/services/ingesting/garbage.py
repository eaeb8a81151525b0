"""How often the processes of an ingestion look for garbage.

Reports leave little garbage in cycles, but each collection visits what is stored together: by Python's own
rules an eighth of the time is spent on it.
"""

from __future__ import annotations

import gc
from typing import Final

#: Objects that are made before the youngest are visited, and how many visits precede one to older objects.
THRESHOLDS: Final = (100_000, 20, 50)


def collect_rarely() -> None:
    """Visit new objects rarely, and never again those that exist now and live as long as the process."""
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
