"""Checks: observations that do not fit what the same place states elsewhere."""

from __future__ import annotations

from app.store import checks

page, stream = checks.LIST.page, checks.LIST.stream
