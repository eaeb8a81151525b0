"""Rows that check each other: arithmetic over what the reports of one place state."""

from app.comparison.checks.order import CHECK_VERSION, check

__all__ = ["CHECK_VERSION", "check"]
