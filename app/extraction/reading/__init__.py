"""What a named value says: measure, sign, unit and years."""
