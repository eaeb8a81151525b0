"""Targets beside what came of them: pure."""
