"""The text of a report for reading: its lines with the numbers marked, and its headings as an outline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from typing import Final, NamedTuple

from app.model.derivation import Rejection
from app.model.flags import SURE
from app.web.rows import Record

#: Headings: 一、 and 第一部分; （一）; or a few words about the work of a year (2021年主要工作回顾).
_CHAPTER: Final = re.compile(r"[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}(?:部分|章|节)")
_SECTION: Final = re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]")
_BARE: Final = re.compile(
    r"[^，。；：、！？]*年[^，。；：、！？]*(?:回顾|工作|目标|任务|要求|安排|打算|思路|建议|重点)"
)
#: The most characters that a heading has, with a number and without one.
_LONGEST: Final = 40
_LONGEST_BARE: Final = 26
#: The separator of table cells, in the text and on a page.
_CELL, _APART = "\t", " · "
_CELLS: Final = re.compile(r"\t+")
_SENTENCE_END: Final = re.compile(r"[。！？；\n]")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a line: plain text, a number with the rows whose value it is, or a rejected number."""

    text: str
    start: int
    rows: tuple[Record, ...] = ()
    rejected: str = ""

    @property
    def kind(self) -> str:
        """``actual`` or ``target``; empty for plain text."""
        return str(self.rows[0]["status"]) if self.rows else ""

    @property
    def doubtful(self) -> bool:
        """Whether any of the rows is shown as doubtful."""
        return any(is_doubtful(row) for row in self.rows)


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A line of a report; ``depth`` is 1 for chapters, 2 for sections, 0 for all other lines."""

    start: int
    depth: int
    stretches: tuple[Stretch, ...]

    @property
    def text(self) -> str:
        """The characters of the line."""
        return "".join(stretch.text for stretch in self.stretches)

    @property
    def cells(self) -> list[list[Stretch]]:
        """The stretches of each cell, if the line is a row of a table; an empty cell has none."""
        cells: list[list[Stretch]] = [[]]
        for stretch in self.stretches:
            first, *others = [stretch.text] if stretch.rows else stretch.text.split(_CELL)
            cells[-1].extend([replace(stretch, text=first)] if first else [])
            cells.extend([Stretch(text, stretch.start)] if text else [] for text in others)
        return cells


class TextBlock(NamedTuple):
    """Lines of a report that belong together: one paragraph or heading, or all rows of a table."""

    is_table: bool
    lines: list[ReportLine]


def blocks(found: Iterable[ReportLine]) -> list[TextBlock]:
    """Return the lines of a report, with the rows of each table together."""
    made: list[TextBlock] = []
    for is_table, same in groupby(found, key=lambda line: _CELL in line.text):
        rows = list(same)
        made += [TextBlock(True, rows)] if is_table else [TextBlock(False, [row]) for row in rows]
    return made


def is_doubtful(row: Record) -> bool:
    """Whether a row is shown as doubtful: it has a flag, or a low confidence.

    Comparisons have no flags, and older observations have none for a low confidence.
    """
    return row.get("flags") not in ("[]", None) or Decimal(row["confidence"]) < SURE


def lines(text: str, rows: Iterable[Record], rejections: Iterable[Rejection] = ()) -> list[ReportLine]:
    """Return the lines of a text that are not empty, with all numbers marked.

    Args:
        text: The text of the report; all offsets count its characters.
        rows: Observations of the report.
        rejections: Numbers that are not observations, to be marked as well.
    """
    marks = list(_apart(sorted([*_values(text, rows), *_refused(rejections)], key=lambda mark: mark.start)))
    found, next_mark = [], 0
    for match in re.finditer(r"[^\n]+", text):
        last = next_mark
        while last < len(marks) and marks[last].start < match.end():
            last += 1
        if match.group().strip():
            stretches = tuple(_line(text, match.start(), match.end(), marks[next_mark:last]))
            found.append(ReportLine(match.start(), depth(match.group()), stretches))
        next_mark = last
    return found


def depth(line: str) -> int:
    """Return 1 for the heading of a chapter, 2 for the heading of a section, else 0."""
    words = line.strip()
    if len(words) > _LONGEST or words.endswith(("。", "；", "，", "：")):
        return 0
    bare = len(words) <= _LONGEST_BARE and _BARE.fullmatch(words)
    return 1 if bare or _CHAPTER.match(words) else 2 if _SECTION.match(words) else 0


def _values(text: str, rows: Iterable[Record]) -> Iterator[Stretch]:
    """One mark for each number; it may be the value of several rows."""
    ordered = sorted(rows, key=_span)
    for (start, end), same in groupby(ordered, key=_span):
        yield Stretch(text[start:end], start, tuple(same))


def _span(row: Record) -> tuple[int, int]:
    return row["value_start"], row["value_end"]


def _refused(rejections: Iterable[Rejection]) -> Iterator[Stretch]:
    for one in rejections:
        yield Stretch(one.text, one.span.start, rejected=one.reason)


def _apart(marks: Iterable[Stretch]) -> Iterator[Stretch]:
    """Drop each mark that overlaps the one before it."""
    end = 0
    for mark in marks:
        if mark.start >= end:
            yield mark
            end = mark.start + len(mark.text)


def _line(text: str, start: int, end: int, marks: Sequence[Stretch]) -> Iterator[Stretch]:
    at = start
    for mark in marks:
        if mark.start > at:
            yield Stretch(text[at : mark.start], at)
        yield mark
        at = mark.start + len(mark.text)
    if at < end:
        yield Stretch(text[at:end], at)


class SentenceExcerpt(NamedTuple):
    """The words of a sentence around its number."""

    before: str
    number: str
    after: str


def excerpt(row: Record, before: int = 36, after: int = 14) -> SentenceExcerpt:
    """Return the sentence of a row, cut around its number; ``…`` marks each cut.

    A row of a table is returned whole.

    Args:
        row: An observation, with its sentence and offsets.
        before: The most characters before the number.
        after: The most characters after the number.
    """
    sentence: str = row["sentence"]
    start, end = (row[name] - row["sentence_start"] for name in ("value_start", "value_end"))
    if _CELL in sentence:
        return SentenceExcerpt(readable(sentence[:start]), sentence[start:end], readable(sentence[end:]))
    first, last = max(0, start - before), min(len(sentence), end + after)
    return SentenceExcerpt(
        ("…" if first else "") + sentence[first:start],
        sentence[start:end],
        sentence[end:last] + ("…" if last < len(sentence) else ""),
    )


def since_sentence(text: str, is_cut: bool) -> str:
    """Return the words before a sentence from the first that a whole sentence begins with.

    Args:
        text: Characters of a report that end where the sentence begins.
        is_cut: Whether the report has more before them.
    """
    end = _SENTENCE_END.search(text) if is_cut else None
    rest = text[end.end() :] if end else ""
    return rest.lstrip("\n") if rest.strip() else ("…" if is_cut else "") + text


def until_sentence(text: str, is_cut: bool) -> str:
    """Return the words behind a sentence up to the last that a sentence ends with; see ``since_sentence``."""
    ends = list(_SENTENCE_END.finditer(text)) if is_cut else []
    return text[: ends[-1].end()].rstrip("\n") if ends else text + ("…" if is_cut else "")


def readable(sentence: str) -> str:
    """Return a sentence for display, with a visible separator between the table cells that are not empty."""
    return _CELLS.sub(_APART, sentence)
