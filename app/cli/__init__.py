"""The command ``zhibiao``. Each command is a module that is imported when it is called, to start quickly."""

from app.cli.main import main

__all__ = ["main"]
