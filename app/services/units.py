"""The units of the values, and how many observations have each."""

from __future__ import annotations

from app.services import small
from app.store import counts

page, stream = small.lists(counts.by_unit)
