"""The grammar of time: which years a stretch of text speaks of, and whether they are past or planned."""
