"""Reads headings: whether the section reviews or plans, and for which years."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from app.extraction.rules import rule
from app.extraction.time.frames import past, planned
from app.extraction.time.grammar import NTH_PLAN, NUMERALS, PLAN, plan_years
from app.extraction.values import Frame
from app.lexicon.types.cues import Cues

TITLE_LINE = "(?:第?[一二三四五六七八九十]{1,2}[、部分章.]+)?(?P<title>[^。；！？\n█]{2,44}?)[:：]?(?=\n|$)"
INLINE = (
    r"(?:[一二三四五六七八九十]{1,2}、)?(?P<inline>[^，。；！？：\n]{2,24}⟨review⟩)"
    r"(?=20\d\d年|⟨past⟩|[一五]⟨years on⟩|“|⟨addressed⟩)"
)
FIRST_HEADLINE = f"{TITLE_LINE}|{INLINE}"
LATER_HEADLINE = f"[。！？\n：](?:(?<=\n){TITLE_LINE}|{INLINE})"
"""It begins with a class of characters, for which long texts are searched fastest."""
LOOKS_BACK = "⟨looks back⟩|⟨past⟩[一二三四五六]年"
LOOKS_AHEAD = "⟨looks ahead⟩|⟨office⟩$"
CUE = "年(?!均|轻|度)|五”?⟨era of plan⟩|“十|十.五|⟨cue of heading⟩"
PLAIN = "^⟨kind of plan⟩*⟨plan of year⟩$"
TITLE = "⟨title of report⟩|^⟨addressed⟩"

Span = tuple[int, int]
PERIODS: tuple[tuple[str, Callable[[re.Match[str], int], Span]], ...] = (
    (r"(20\d\d)年", lambda found, _: (int(found[1]), int(found[1]))),
    (f"(?:“|(?=[九十]))({PLAN})五”?(?!年|大)", lambda found, _: plan_years(found[1])),
    (NTH_PLAN, lambda found, _: plan_years(found["nth"])),
    (
        "⟨years gone⟩([三四五六两])年|([三四五六])⟨years on⟩",
        lambda found, year: (year - NUMERALS[found[1] or found[2]], year - 1),
    ),
    (
        "⟨years to come⟩([三四五])年",
        lambda found, year: (year, year + NUMERALS[found[1]] - 1),
    ),
    ("⟨the year⟩", lambda _, year: (year, year)),
    ("⟨our government⟩", lambda _, year: (year - 5, year - 1)),
    ("⟨year gone⟩", lambda _, year: (year - 1, year - 1)),
)
"""The ways in which headings name periods, with the first and last year for a report of a given year."""


def headings(mask: str, report_year: int, cues: Cues) -> Iterator[tuple[Frame, int]]:
    """The frames that the headings of a text set, in text order, each with the end of the heading."""
    for match in _headlines(mask, cues):
        group = "title" if match["title"] else "inline"
        frame = heading_frame(match[group], report_year, match.start(group), cues)
        if frame is not None:
            yield frame, match.end(group)


def _headlines(mask: str, cues: Cues) -> Iterator[re.Match[str]]:
    """The titles, and the starts of paragraphs and sentences that say like titles what follows."""
    first = cues.compile(FIRST_HEADLINE).match(mask)
    if first:
        yield first
    yield from cues.compile(LATER_HEADLINE).finditer(mask, first.end() if first else 0)


@rule("period.heading")
def heading_frame(title: str, report_year: int, at: int, cues: Cues) -> Frame | None:
    """A heading dates its section: 2019年工作回顾, “十五五”时期主要目标任务, 2026年工作安排.

    Tasks of past years are a review: 圆满完成2019年各项任务.
    """
    if is_title(title, cues) or not cues.compile(f"{CUE}|{PLAIN}").search(title):
        return None
    back, ahead = cues.compile(LOOKS_BACK).search(title), cues.compile(LOOKS_AHEAD).search(title)
    spans = _spans(title, report_year, cues)
    if back and (not ahead or back.start() < ahead.start() or cues.compile("⟨review⟩").search(title)):
        start, year = next((s for s in spans if s[0] < report_year), (report_year - 1, report_year - 1))
        return past(start, min(year, report_year - 1), heading_frame.decision((at, at + len(title))))
    if ahead and spans and all(year < report_year for _, year in spans):
        return past(*spans[0], heading_frame.decision((at, at + len(title))))
    if not ahead:
        return None
    start, year = next((s for s in spans if s[1] >= report_year), (report_year, report_year))
    return planned(start, year, heading_frame.decision((at, at + len(title))))


def is_title(line: str, cues: Cues) -> bool:
    """Whether a line is the title of the report or describes its delivery; it is then not a heading."""
    return cues.compile(TITLE).search(line) is not None


def _spans(title: str, report_year: int, cues: Cues) -> list[Span]:
    """The periods that a heading names, in text order."""
    found = [
        (match.start(), years(match, report_year))
        for pattern, years in PERIODS
        for match in cues.compile(pattern).finditer(title)
    ]
    return [span for _, span in sorted(found)]
