"""Loads what reading and extracting need. All workers are copies of the process that imports this module."""

from __future__ import annotations

from app.lexicon.lexicon import load_lexicon
from app.services.ingesting import preparing
from app.services.ingesting.garbage import collect_rarely

__all__ = ["preparing"]

load_lexicon()
# Collections would write to memory that the copies share.
collect_rarely()
