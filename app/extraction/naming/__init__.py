"""Names values: one rule for each form, in the order of ``forms``."""
