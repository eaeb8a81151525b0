"""Numbers that state no value of a quantity: one file for each reason, tried in the order of ``order``."""
