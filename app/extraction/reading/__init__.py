"""Reads the measure, sign, unit and years of a named value."""
