"""Finds the head of a text, above its first sentence: title, meeting, date and speaker, in any order.

Reports open in a few ways: 2025年某省政府工作报告 / ——2025年1月20日在某省第十四届人民代表大会第三次会议上 /
省长 某某, on one line or several, with blanks between the characters or none, and on web pages among
dates and names of the newspaper.
"""

from __future__ import annotations

import re
from typing import NamedTuple

FARTHEST = 3000
"""A salutation after this many characters closes no heading."""
LONGEST_LINE = 60
"""Where there is no salutation, the first line longer than this (in characters) opens the report."""
SALUTATION = re.compile(r"各 *位 *(?:代 *表|委 *员|同 *志)|同志们|现在，?我(?:谨|受|代表)|我 *代 *表")
HAN = r"[^\W\d_]"
"""A letter: in a heading a Chinese character. (A range of code points takes re a millisecond to compile.)"""


class Head(NamedTuple):
    """The part above the first sentence: ``text`` is normalised, ``given`` the same characters as given.

    ``lines`` are the lines of both without blanks, ``flat`` is all of ``text`` without blanks and breaks.
    """

    text: str
    given: str
    lines: tuple[tuple[str, str], ...]
    flat: str


def head_of(text: str, given: str) -> Head:
    """The head of a normalised report, above its salutation; ``given`` is the text as given."""
    found = SALUTATION.search(text, 0, FARTHEST)
    end = found.start() if found else _first_long_line(text)
    return Head(text[:end], given[:end], _lines(text[:end], given), "".join(text[:end].split()))


def _lines(text: str, given: str) -> tuple[tuple[str, str], ...]:
    lines, start = [], 0
    for line in text.split("\n"):
        inked = [index for index, character in enumerate(line) if character != " "]
        lines.append(("".join(line[i] for i in inked), "".join(given[start + i] for i in inked)))
        start += len(line) + 1
    return tuple(lines)


def _first_long_line(text: str) -> int:
    start = 0
    for line in text[:FARTHEST].split("\n"):
        if len(line.strip()) > LONGEST_LINE:
            break
        start += len(line) + 1
    return min(start, len(text))
