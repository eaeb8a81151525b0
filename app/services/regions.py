"""The places that have reports in the database."""

from __future__ import annotations

from app.services import small
from app.store import counts

page, stream = small.lists(counts.by_region)
