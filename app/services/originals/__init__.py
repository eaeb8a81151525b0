"""The file of a report: where it is, and a number shown in it."""
