"""The command ``zhibiao``. Each subcommand is a module, imported only when it runs, to start quickly."""

from app.cli.main import main

__all__ = ["main"]
