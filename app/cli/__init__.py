"""The command ``zhibiao``: one module a command, imported when it is called, since start-up is felt."""

from app.cli.main import main

__all__ = ["main"]
