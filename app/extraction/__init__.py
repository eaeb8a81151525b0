"""From a report's text to observations: pure, no files, no sessions, no web."""
