"""Finds the columns of tables in plain text, where spaces separate the cells.

    指标 单位 2022年 比上年增长（%）
    发电量 亿千瓦时 3300.7 -14.2

Text that was copied from a PDF has such tables. Reading and extraction both need to know them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_VALUE: Final = r"[-+−－]?\d[\d,，]*(?:[.．]\d+)?[%％‰]?"
_NUMBER: Final = re.compile(_VALUE)
_FIGURE: Final = re.compile(rf"{_VALUE}|[-—–－−]+")
"""A cell with a number, or with a dash for no number."""
_LABEL: Final = re.compile(r"(?!第\w{1,4}[章节篇])(?:\d{1,2}[.．、])?[#＃*（(]?[^\W\d]")
"""The beginning of a label; a chapter is a line of contents (第二章 内容 7)."""
_UNIT: Final = re.compile(rf"(?!{_VALUE}$)(?:1/|\D)\S{{0,7}}")
"""A cell of a column of units: short, and no number (1/10万, m3)."""
_SENTENCE: Final = re.compile(r"[。；！？\t]|，(?!\d{3})")
_NO_HEAD: Final = re.compile(r"(?!(?:19|20)\d\d$)" + _VALUE)
"""A cell with a number that is no year."""
_UNITS: Final = ("单位", "單位")
_GAP: Final = re.compile(r"(?<=\S)[^\S\n]+(?=\S)")
"""Blanks between cells, of every kind at which ``str.split`` cuts."""
_STRAY: Final = re.compile(r"[\s\d—–-]{0,8}|\w{1,6}：")
"""A line between rows that does not end the table: a page number, or the head of a group (其中：)."""
_LEAST_WIDTH, _MOST_WIDTH = 3, 13
_FEWEST: Final = 3
"""So many rows are a table."""
_LONGEST: Final = 120


class _Head(NamedTuple):
    """The number of columns, and which of them has units; None if there is no such column."""

    width: int
    units: int | None


def separate_columns(text: str) -> str:
    """The text with a tab for the space before each cell of such a table; its length stays the same."""
    if not _GAP.search(text):
        return text
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        rows = list(_rows(lines, at))
        for number, line in rows:
            lines[number] = line
        at = rows[-1][0] + 1 if rows else at + 1
    return "\n".join(lines)


def _rows(lines: list[str], at: int) -> Iterator[tuple[int, str]]:
    """The lines of the table whose head is line ``at``, with their numbers; none if it is no head."""
    if head := _head(lines[at]):
        rows = list(_below(lines, at + 1, head))
        if len(rows) >= _FEWEST:
            yield at, _tabbed(lines[at], head.width)
            yield from rows


def _head(line: str) -> _Head | None:
    if (
        len(line) > _LONGEST
        or not _GAP.search(line)
        or _SENTENCE.search(line)
        or not _LABEL.match(line.strip())
    ):
        return None
    cells = line.split()
    if len(cells[0]) == 1 and len(cells) > 1 and len(cells[1]) == 1:
        cells = ["".join(cells[:2]), *cells[2:]]
    if not _LEAST_WIDTH <= len(cells) <= _MOST_WIDTH or any(map(_NO_HEAD.fullmatch, cells)):
        return None
    return _Head(len(cells), next((at for at, cell in enumerate(cells) if cell.endswith(_UNITS)), None))


def _below(lines: list[str], at: int, head: _Head) -> Iterator[tuple[int, str]]:
    """The rows from line ``at`` on, across single stray lines."""
    strayed = False
    for number in range(at, len(lines)):
        if _is_row(lines[number], head):
            strayed = False
            yield number, _tabbed(lines[number], head.width)
        elif strayed or not _STRAY.fullmatch(lines[number].strip()):
            return
        else:
            strayed = True


def _is_row(line: str, head: _Head) -> bool:
    """Whether a line is a label and a cell for each further column, at least one of them a number.

    The label is one word, or characters with spaces between: with two words the columns may be others.
    """
    if len(line) > _LONGEST or _SENTENCE.search(line) or not _LABEL.match(line.strip()):
        return False
    words = line.split()
    label, cells = words[: 1 - head.width], words[1 - head.width :]
    figures = [cell for at, cell in enumerate(cells, 1) if at != head.units]
    spaced = len(label) == 1 or (label and all(len(word) == 1 for word in label))
    if not spaced or (head.units and not _UNIT.fullmatch(cells[head.units - 1])):
        return False
    return all(map(_FIGURE.fullmatch, figures)) and any(map(_NUMBER.fullmatch, figures))


def _tabbed(line: str, width: int) -> str:
    """The line with a tab before each of its last ``width - 1`` cells."""
    for gap in list(_GAP.finditer(line))[1 - width :]:
        line = f"{line[: gap.start()]}\t{line[gap.start() + 1 :]}"
    return line
