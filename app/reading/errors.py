"""The error of reading."""


class ReadingError(ValueError):
    """A file is not a readable report. The message says what is wrong and what to do."""
