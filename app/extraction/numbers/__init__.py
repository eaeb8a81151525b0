"""Finds numbers in a text and reads their multiplier, unit, bound and range."""
