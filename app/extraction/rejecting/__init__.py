"""Rejects numbers that state no value: a file for each reason; ``order`` has the order of the rules."""
