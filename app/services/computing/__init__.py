"""What is computed from the observations of a place when they change: comparisons, checks, indexes."""
