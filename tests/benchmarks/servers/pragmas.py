"""The pragmas that every server sets on its SQLite connections: those of ``engines.py`` for readers."""

PRAGMAS = (
    "PRAGMA busy_timeout = 10000",
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA mmap_size = 2147483648",
)
