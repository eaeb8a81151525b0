"""``zhibiao restore``: see ``zhibiao backup``."""

from __future__ import annotations

from app.cli.backup import run

__all__ = ["run"]
