"""A report's text as the passes see it: without blanks and hard line breaks, each character with its place.

Nothing is rewritten: the visible characters are the text's own (normalised one to one), and
``span`` leads from any stretch of them back to the text as given.
"""

from __future__ import annotations

import re
from array import array
from itertools import pairwise
from typing import NamedTuple

from app.model.span import Span

INK = re.compile(r"[^\s\u200b\u200c\u200d\u2060\ufeff]+")
ENDS = "。！？!?：:；;"
HEADING = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[、.）)]|第[一二三四五六七八九十]+[章节部]|[—-]{2}|\d{1,2}[.、](?!\d)|各位|“十|20\d\d年"
)
NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[、.）)]|第[一二三四五六七八九十]+[章节部]")
ALONE = re.compile(r"\s*+[-—]?\s*+(\d{1,3})\s*+[-—]?\s*+")
"""Possessive, so that a long run of blanks is walked once."""
TORN_RATIO = re.compile(r"\d *[:：]$")
"""A break inside 13.0:54.2:32.8."""
SHORT_LINE = 30
"""A line shorter than this without inner punctuation is a title or heading, not a wrapped line."""


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


def read_source(text: str) -> Source:
    """Visible characters of a normalised text, hard-wrapped lines joined."""
    chars: list[str] = []
    offsets: array[int] = array("I")
    start = 0
    lines = text.splitlines(keepends=True)
    pages = _page_numbers(lines)
    for number, line in enumerate(lines):
        if number in pages:
            start += len(line)
            continue
        runs = [(m.start(), m.group()) for m in INK.finditer(line)]
        for at, ink in runs:
            chars.append(ink)
            offsets.extend(range(start + at, start + at + len(ink)))
        if runs and _ends_paragraph("".join(ink for _, ink in runs), lines, number + 1):
            chars.append("\n")
            offsets.append(start + len(line) - 1)
        start += len(line)
    return Source("".join(chars), offsets)


def _page_numbers(lines: list[str]) -> frozenset[int]:
    """The lines that hold page numbers, left in by copying: figures alone that count on by one."""
    alone = [(number, int(found[1])) for number, line in enumerate(lines) if (found := ALONE.fullmatch(line))]
    steps = [(a, b) for (a, one), (b, other) in pairwise(alone) if other == one + 1]
    return frozenset(number for step in steps for number in step)


def _ends_paragraph(line: str, lines: list[str], following: int) -> bool:
    """Whether the line closes its paragraph: a hard break inside a sentence does not."""
    after = next((s for raw in lines[following : following + 3] if (s := "".join(INK.findall(raw)))), "")
    if line[-1] in ENDS:
        return not (TORN_RATIO.search(line) and after[:1].isdigit())
    if not after or HEADING.match(after):
        return True
    headed = NUMBERED.match(line) and len(line) < 2 * SHORT_LINE and "。" not in line
    if headed and after[0] in "是为":
        return True
    if after[0] in "，。；、）)：是为的" or line.rfind("（") > line.rfind("）"):
        return False
    if headed:
        return True
    inner = any(mark in line for mark in "，。；")
    return not inner and len(line) < SHORT_LINE and len(after) > 2 and line[-1] not in "的和与、，（("
