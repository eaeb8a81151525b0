"""Corrections: the verdicts of readers on statements."""

from __future__ import annotations

from app.store.repositories import corrections

page, stream = corrections.LIST.page, corrections.LIST.stream
row_of = corrections.row_of
