"""Checks: arithmetic that finds contradictions between the statements of one place."""

from app.comparison.checks.order import CHECK_VERSION, check

__all__ = ["CHECK_VERSION", "check"]
