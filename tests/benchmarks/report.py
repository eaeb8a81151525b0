"""The table of figures: question, ours, theirs, ratio, floor, aim."""

from __future__ import annotations

from typing import NamedTuple


class Goal(NamedTuple):
    """The goal of a figure; ``most``: less is better."""

    floor: float
    aim: float
    most: bool = False

    def verdict(self, figure: float) -> str:
        """``aim``, ``floor`` or ``MISSED``."""
        sign = -1 if self.most else 1
        if sign * figure >= sign * self.aim:
            return "aim"
        return "floor" if sign * figure >= sign * self.floor else "MISSED"


_WIDTHS = (52, 14, 14, 9, 9, 9, 7)
_HEADER = ("question", "ours", "theirs", "ratio", "floor", "aim", "reached")


def header() -> None:
    """Print the names of the columns."""
    _line(_HEADER)
    _line(["-" * width for width in _WIDTHS])


def row(question: str, ours: str, theirs: str, figure: float, goal: Goal | None, unit: str = " x") -> None:
    """Print one figure beside its goal, if it has one."""
    numbers = (figure, goal.floor, goal.aim) if goal else (figure,)
    _line(
        (question, ours, theirs, *(f"{n:.3g}{unit}" for n in numbers), goal.verdict(figure) if goal else "")
    )


def note(question: str, why: str) -> None:
    """Print why there is no figure, or a figure without a goal."""
    _line((question, why))


def _line(cells: tuple[str, ...] | list[str]) -> None:
    print(
        "  ".join(f"{cell:<{width}}" for cell, width in zip(cells, _WIDTHS, strict=False)).rstrip(),
        flush=True,
    )


def rate(number: float) -> str:
    """Requests per second of CPU."""
    return f"{number:,.0f} /s"


def milliseconds(seconds: float) -> str:
    """A time."""
    return f"{seconds * 1000:.2f} ms"
