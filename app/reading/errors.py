"""What goes wrong when a file is read."""


class ReadingError(ValueError):
    """A file that is no readable report; the message says what is wrong and what to do."""
