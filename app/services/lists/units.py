"""The units of the values, and how many observations have each."""

from __future__ import annotations

from app.services.lists import small
from app.store.repositories import counts

page, stream = small.lists(counts.by_unit)
