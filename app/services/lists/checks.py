"""Checks: observations that contradict other statements of the same place."""

from __future__ import annotations

from app.store.repositories import checks

page, stream = checks.LIST.page, checks.LIST.stream
