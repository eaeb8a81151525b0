"""The names of values: one rule for each form, tried in the order of ``forms``."""
