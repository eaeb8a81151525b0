"""Words in pictures: SVG does not break lines, so their width is estimated here."""

from __future__ import annotations

#: The width of a Latin letter or digit; any other character is as wide as its size.
_NARROW = 0.54
_CUT = "…"


def width_of(text: str) -> float:
    """Return the estimated width of a text, in multiples of its size."""
    return sum(_NARROW if letter.isascii() else 1 for letter in text)


def broken(text: str, width: float, most: int) -> list[str]:
    """Return a text as lines; ``…`` marks the cut if it needs more than ``most``.

    Args:
        text: Chinese text breaks anywhere, Latin words only if one is wider than a line.
        width: The width of a line, in multiples of the size of the text.
        most: The most lines.
    """
    lines: list[str] = []
    rest = text.strip()
    while rest and len(lines) < most:
        end = _end(rest, width)
        lines.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    if rest:
        lines[-1] = lines[-1][: _end(f"{lines[-1]} ", width - 1)].rstrip() + _CUT
    return lines


def _end(text: str, width: float) -> int:
    """The number of characters that fit a line; whole Latin words, if a line has room for one."""
    end = next((place for place in range(len(text)) if width_of(text[: place + 1]) > width), len(text))
    start = end
    while 0 < start < len(text) and _is_latin(text[start]) and _is_latin(text[start - 1]):
        start -= 1
    return start or max(1, end)


def _is_latin(letter: str) -> bool:
    return letter.isascii() and not letter.isspace()
