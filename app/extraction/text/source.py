"""Reads the visible text of a report: without spaces and hard line breaks, each character with its offset.

Nothing is rewritten. Each visible character is a character of the text, normalised one to one, and ``span``
maps any stretch of them back to the text as given.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections import Counter
from itertools import dropwhile
from typing import NamedTuple

from app.extraction.rules import Decision, Rule, rule
from app.extraction.text.marks import ENDS, ink, page_lines
from app.model.span import Span

HEADING = re.compile(
    r"[（(]?[一二三四五六七八九十]{1,3}[、.）)]|第[一二三四五六七八九十]+[章节部]|[—-]{2}|\d{1,2}[.、](?!\d)|各位|“十|20\d\d年"
)
NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[、.）)]|第[一二三四五六七八九十]+[章节部]")
TORN_RATIO = re.compile(r"\d *[:：]$")
"""A line that ends inside 13.0:54.2:32.8."""
TORN_NUMBER = re.compile(r"[^\d.]\d+$")
"""A line that ends inside 12.3亿元."""
STATES = re.compile("[为达到至占超长降]$")
VALUE = re.compile(r"\d[\d.]*[^\d，。；]{1,4}[，。；]")
"""A line that ends before its value: 增加值比重为 / 57.0%。 Bare figures are those of a table."""
NO_UNIT = re.compile("全|年(?=末)")
"""Begins a sentence (全市…, 年末…), not a unit: a number before it ends a table without tabs."""
PART = "其中"
"""Begins a sentence about parts of what the sentence before states, never a paragraph."""
CELL_END = "\x1e"
"""Ends a cell of a list, and a paragraph; a line end for ``str.splitlines``."""
SHORT_LINE = 30
"""A line shorter than this without inner punctuation is a title or heading, not a wrapped line."""


LONG_LINE, WIDEST, SLACK = 36, 90, 4
"""The least and the greatest width of a full line, and how much full lines differ.

All in columns; a Chinese character has two.
"""
ONE_COLUMN = 0x2000
"""Characters before this code point take one column."""


LineRule = Rule[["VisibleText", int, int], "Decision | None"]


class VisibleText(NamedTuple):
    """The visible characters of a text, with a line feed at the end of each paragraph.

    ``offsets[i]`` is the position of ``chars[i]`` in the text as given. ``joined`` are the positions in
    ``chars`` before which a line end was removed, ``pages`` those before which a page line was removed.
    """

    chars: str
    offsets: array[int]
    joined: array[int] = array("I")
    pages: array[int] = array("I")

    def span(self, start: int, end: int) -> Span:
        """The stretch of the given text that contains the visible characters ``start:end``."""
        return Span(self.offsets[start], self.offsets[end - 1] + 1)


def unbroken(text: str) -> VisibleText:
    """The source of a text in which every character is visible, such as a table."""
    return VisibleText(text, array("I", range(len(text))))


def read_source(text: str) -> VisibleText:
    """Return the visible characters of a normalised text; hard-wrapped lines are joined."""
    lines = text.splitlines(keepends=True)
    pages = page_lines(lines)
    runs = [[] if number in pages else [*ink(line)] for number, line in enumerate(lines)]
    inked = ["".join(run for _, run in of_line) for of_line in runs]
    width = _width(inked)
    found = VisibleText("", array("I"), array("I"), array("I"))
    chars: list[str] = []
    start = 0
    for number, line in enumerate(lines):
        if number in pages:
            found.pages.append(len(found.offsets))
        elif inked[number]:
            chars.append(inked[number])
            for at, run in runs[number]:
                found.offsets.extend(range(start + at, start + at + len(run)))
            turned = number + 1 in pages or (number + 2 in pages and not inked[number + 1])
            wrapped = turned or LONG_LINE <= width - SLACK <= _columns(inked[number]) <= width + SLACK
            ended = line[-1] == CELL_END
            if not ended and joins_next(inked, number, wrapped=wrapped):
                found.joined.append(len(found.offsets))
            else:
                chars.append("\n")
                found.offsets.append(start + len(line) - 1)
        start += len(line)
    return found._replace(chars="".join(chars))


@rule("text.page-line")
def page_line(source: VisibleText, start: int, end: int) -> Decision | None:
    """A line with a page number is ignored: — 12 —, 第3页 共20页."""
    return _within(page_line, source.pages, start, end)


@rule("text.joined-lines")
def joined_lines(source: VisibleText, start: int, end: int) -> Decision | None:
    """A line that ends inside a sentence is joined with the next line: 财政收入达 / 到60亿元."""
    return _within(joined_lines, source.joined, start, end)


def _within(made: LineRule, places: array[int], start: int, end: int) -> Decision | None:
    """A decision about the first of ``places`` that is inside the stretch."""
    at = bisect_right(places, start)
    return made.decision((places[at] - 1, places[at] + 1)) if at < len(places) and places[at] < end else None


def _width(inked: list[str]) -> int:
    """The width of a full line, in columns, if the whole text is wrapped; 0 for other texts.

    Of all widths it is the one that most long lines have, up to ``SLACK`` columns less: rows of a table in
    the text are wider, but few. The lines of the title have another width and do not count: those before the
    first line that ends like a sentence.
    """
    body = [*dropwhile(lambda line: not line or line[-1] not in ENDS, inked)] or inked
    if max(map(len, body), default=0) > WIDEST:
        return 0
    widths = Counter(map(_columns, body))
    if max(widths, default=0) > WIDEST:
        return 0
    long = [width for width in widths if width >= LONG_LINE]
    return max(
        long, default=0, key=lambda full: (sum(widths[full - less] for less in range(SLACK + 1)), full)
    )


def _columns(line: str) -> int:
    return sum(2 if ord(character) >= ONE_COLUMN else 1 for character in line)


def joins_next(inked: list[str], number: int, *, wrapped: bool) -> bool:
    """Whether a line ends inside a sentence, so that the next line continues its paragraph.

    ``wrapped`` is true if the line is full or the last of its page.
    """
    after = next(filter(None, inked[number + 1 : number + 5]), "")
    return not _ends_paragraph(inked[number], after, wrapped=wrapped)


def _ends_paragraph(line: str, after: str, *, wrapped: bool) -> bool:
    if line[-1] in ENDS:
        goes_on = wrapped and (line[-1] in "；;" or after.startswith(PART)) and not HEADING.match(after)
        torn_ratio = line[-1] in "：:" and after[:1].isdigit() and TORN_RATIO.search(line)
        return not (goes_on and after) and not torn_ratio
    if not after or (HEADING.match(after) and (line[-1] not in "，、" or NUMBERED.match(after))):
        return True
    if line[-1].isdigit() and NO_UNIT.match(after):
        return True
    headed = NUMBERED.match(line) and len(line) < 2 * SHORT_LINE and "。" not in line
    if headed and after[0] in "是为":
        return True
    if after[0] in "，。；、）)：是为的" or line.rfind("（") > line.rfind("）"):
        return False
    torn = TORN_NUMBER.search(line) and after[0] in ".0123456789"
    stated = STATES.search(line) and VALUE.match(after)
    return bool(headed) or not (wrapped or torn or stated or _runs_on(line, after))


def _runs_on(line: str, after: str) -> bool:
    """Whether a line looks like running text: it has inner punctuation, is long or lacks its end."""
    inner = any(mark in line for mark in "，。；：")
    return inner or len(line) >= SHORT_LINE or len(after) <= 2 or line[-1] in "的和与、，（("
