"""One function for each thing that a user can want."""
