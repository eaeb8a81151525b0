"""The years of values, and how many observations each year has."""

from __future__ import annotations

from app.services.lists import small
from app.store.repositories import counts

page, stream = small.lists(counts.by_year)
