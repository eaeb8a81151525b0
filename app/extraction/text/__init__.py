"""Removes spaces and hard line breaks from a report and splits it into sentences and clauses."""
