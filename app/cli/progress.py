"""Progress of long work: a bar in a terminal; without a terminal, a line from time to time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from app.cli.output import say

#: Seconds between two lines without a terminal.
PAUSE = 30


class Rate(ProgressColumn):
    """A column with the number of steps per second."""

    def render(self, task: Task) -> Text:
        """The rate, or nothing while it is unknown."""
        return Text(f"{task.speed:.1f}/s" if task.speed else "")


class Steps:
    """Counts the steps of a task, and shows the progress.

    Args:
        what: The task, such as ``ingesting``.
        total: The number of steps.
        console: The console for the progress bar.
        progress: The progress bar.
        note: A file to write the progress to, if any.
    """

    def __init__(
        self, what: str, total: int, console: Console, progress: Progress, note: Path | None = None
    ) -> None:
        self.console = console
        self._progress = progress
        self._task = progress.add_task(what, total=total)
        self._what, self._total, self._done = what, total, 0
        self._started = self._said = self._noted = time.monotonic()
        self._note = note

    def advance(self, steps: int = 1) -> None:
        """Count finished steps."""
        self._done += steps
        self._progress.advance(self._task, steps)
        now = time.monotonic()
        text = line(self._what, self._done, self._total, now - self._started)
        if self._note is not None and now - self._noted >= 1:
            self._noted = now
            self._note.write_text(text, encoding="utf-8")
        if not self.console.is_terminal and now - self._said >= PAUSE:
            self._said = now
            say(text)


@contextmanager
def steps(what: str, total: int, note: Path | None = None) -> Iterator[Steps]:
    """Show the progress of a task until the block ends."""
    console = Console(stderr=True)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        yield Steps(what, total, console, progress, note)


def line(what: str, done: int, total: int, seconds: float) -> str:
    """A line with the finished steps, their rate, and the time left.

    >>> line("ingesting", 300, 1200, 60)
    'ingesting: 300 of 1200, 5.0 a second, 3 min left'
    """
    rate = done / max(seconds, 0.001)
    return f"{what}: {done} of {total}, {rate:.1f} a second, {(total - done) / rate / 60:.0f} min left"
