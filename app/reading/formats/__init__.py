"""The text of a file of any kind that people keep reports in: a module for each format."""
