"""A report's text as the passes see it: without blanks and hard line breaks, each character with its place.

Nothing is rewritten: the visible characters are the text's own (normalised one to one), and
``span`` leads from any stretch of them back to the text as given.
"""

from __future__ import annotations

import re
from array import array
from typing import NamedTuple

from app.extraction.text.marks import ink, page_lines
from app.model.span import Span

ENDS = "。！？!?：:；;"
HEADING = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[、.）)]|第[一二三四五六七八九十]+[章节部]|[—-]{2}|\d{1,2}[.、](?!\d)|各位|“十|20\d\d年"
)
NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[、.）)]|第[一二三四五六七八九十]+[章节部]")
TORN_RATIO = re.compile(r"\d *[:：]$")
"""A break inside 13.0:54.2:32.8."""
TORN_NUMBER = re.compile(r"[^\d.]\d+$")
"""A break inside 12.3亿元."""
SHORT_LINE = 30
"""A line shorter than this without inner punctuation is a title or heading, not a wrapped line."""


LONG_LINE, WIDEST, SLACK = 18, 45, 2
"""The characters of a full line, and by how many full lines differ."""


class Source(NamedTuple):
    """Visible characters of a text; a line feed stands where a paragraph ends.

    ``offsets[i]`` is the place of ``chars[i]`` in the text as given.
    """

    chars: str
    offsets: array[int]

    def span(self, start: int, end: int) -> Span:
        """The stretch of the given text that visible characters ``start:end`` come from."""
        if end <= start:
            place = self.offsets[start] if start < len(self.offsets) else 0
            return Span(place, place)
        return Span(self.offsets[start], self.offsets[end - 1] + 1)


def unbroken(text: str) -> Source:
    """A text of which every character is visible, such as a table."""
    return Source(text, array("I", range(len(text))))


def read_source(text: str) -> Source:
    """Visible characters of a normalised text, hard-wrapped lines joined."""
    chars: list[str] = []
    offsets: array[int] = array("I")
    start = 0
    lines = text.splitlines(keepends=True)
    pages = page_lines(lines)
    inked = [
        "" if number in pages else "".join(run for _, run in ink(line)) for number, line in enumerate(lines)
    ]
    width = _width(inked)
    for number, line in enumerate(lines):
        if number in pages:
            start += len(line)
            continue
        for at, run in ink(line):
            chars.append(run)
            offsets.extend(range(start + at, start + at + len(run)))
        turned = number + 1 in pages or (number + 2 in pages and not inked[number + 1])
        wrapped = turned or LONG_LINE <= width - SLACK <= len(inked[number])
        if inked[number] and _ends_paragraph(inked[number], inked, number + 1, wrapped=wrapped):
            chars.append("\n")
            offsets.append(start + len(line) - 1)
        start += len(line)
    return Source("".join(chars), offsets)


def _width(inked: list[str]) -> int:
    """How many characters fill a line of a text that is wrapped throughout; 0 for other texts."""
    longest = max(map(len, inked), default=0)
    return longest if longest <= WIDEST else 0


def _ends_paragraph(line: str, inked: list[str], following: int, *, wrapped: bool) -> bool:
    """Whether the line closes its paragraph: a hard break inside a sentence does not.

    ``wrapped`` says that the page or the width of the text ends behind the line.
    """
    after = next(filter(None, inked[following : following + 4]), "")
    if line[-1] in ENDS:
        return not (TORN_RATIO.search(line) and after[:1].isdigit())
    if not after or (HEADING.match(after) and (line[-1] not in "，、" or NUMBERED.match(after))):
        return True
    headed = NUMBERED.match(line) and len(line) < 2 * SHORT_LINE and "。" not in line
    if headed and after[0] in "是为":
        return True
    if after[0] in "，。；、）)：是为的" or line.rfind("（") > line.rfind("）"):
        return False
    torn = TORN_NUMBER.search(line) and after[0] in ".0123456789"
    return bool(headed) or not (wrapped or torn or _runs_on(line, after))


def _runs_on(line: str, after: str) -> bool:
    """Whether a line looks like running text: with marks inside, long, or without an end."""
    inner = any(mark in line for mark in "，。；：")
    return inner or len(line) >= SHORT_LINE or len(after) <= 2 or line[-1] in "的和与、，（("
