"""Comparisons: targets beside their results."""

from __future__ import annotations

from app.store import comparisons

page, stream = comparisons.LIST.page, comparisons.LIST.stream
