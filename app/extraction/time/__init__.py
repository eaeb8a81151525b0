"""The grammar of time: the years that a stretch of text is about, past or planned."""
