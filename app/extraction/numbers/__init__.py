"""Characters to values: which stretches are numbers, with multiplier, unit, bound and range."""
