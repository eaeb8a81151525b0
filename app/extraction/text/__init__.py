"""Characters to sentences and clauses: a report without its blanks and hard line breaks."""
