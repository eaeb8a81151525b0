"""The timeline of a report: the frame at each position.

A heading sets the frame of its section, a time expression at the start of a paragraph that of the text after
it, any other time expression that of the rest of its sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from app.extraction.rules import rule
from app.extraction.time.frames import UNDATED, past, planned
from app.extraction.time.headings import headings, is_title
from app.extraction.time.words import (
    TimeWord,
    aim,
    era,
    last_year,
    milestone,
    plan_named,
    read_time,
    words_of_time,
    years_back,
    years_named,
)
from app.extraction.values import Frame
from app.lexicon.types.cues import Cues
from app.model.observation import Status

OPENING = 80
"""A sentence that opens with a period this near to a paragraph's start also dates the text after it."""
LEAD = 20
"""A time expression this near to the start of its paragraph also dates the text after it."""
NEAR, LINE = 8, 30
COMPARED = "⟨compares⟩到?“?$"
BY = "⟨by⟩“?$"
BASE = "[^，。；]{0,12}(?:⟨as a base⟩|的\\d|[^，。；]{0,6}倍)"
AIMS = (
    "(?:⟨this or next year⟩|20\\d\\d年)[^，。；\n]{0,24}?⟨kind of aim⟩的?⟨more on aim⟩*⟨aim of year⟩"
    "|⟨aims stand⟩|⟨does year⟩的?[^，。]{0,6}⟨office⟩|⟨plans of the year⟩"
)
OUTCOME_OF_AIM = "⟨outcome of aim⟩|的⟨expected aim⟩[，。；]"
SPEAKS_FOR_ALL = (
    "(?:[（(]?[一二三四五六七八九十]+[）)、.]|[—-]+|⟨salutation⟩[，,！!]?|[^，。；]{0,14}[。！]"
    "|[^，。；]{2,12}的是，)?⟨gone by⟩{0,2}"
)
RECALLS = "[。！？]⟨recalls⟩?$"
OPENERS = frozenset({years_back.id, plan_named.id, last_year.id})
FOR_A_SENTENCE = frozenset({era.id, milestone.id, years_named.id})
"""Frames by these rules apply only to their sentence, wherever it is."""
PART_END = re.compile("[^。；;\n]*[；;]")
YEARLY = "度"
RECENT = "⟨recent⟩"
HEADING = re.compile(r"\n(?:[（(]?[一二三四五六七八九十]+[）)、.是要]|[^\n。]{2,30}(?=\n))")
"""The start of the next passage: a numbered paragraph or a short line."""


class Moment(NamedTuple):
    """A frame that starts at the position ``at``; a ``sticky`` one continues after its sentence."""

    at: int
    frame: Frame
    sticky: bool


class Timeline:
    """The frames of a whole text by position."""

    def __init__(self, moments: list[Moment], sentences: list[int], default: Frame) -> None:
        """``sentences`` are the start positions of the sentences, ascending."""
        self._sentences = sentences
        self._sticky = [m for m in moments if m.sticky]
        self._all = moments
        self._sticky_at = [m.at for m in self._sticky]
        self._all_at = [m.at for m in moments]
        self._default = default

    def frame(self, at: int) -> Frame:
        """The frame at a position."""
        nearest = bisect_right(self._all_at, at) - 1
        begin = self._sentences[bisect_right(self._sentences, at) - 1] if self._sentences else 0
        if nearest >= 0 and self._all[nearest].at >= begin:
            return self._all[nearest].frame
        return self.section(at)

    def section(self, at: int) -> Frame:
        """The frame of the section or paragraph, without the time expressions of the sentence."""
        index = bisect_right(self._sticky_at, at) - 1
        return self._sticky[index].frame if index >= 0 else self._default


def build_timeline(mask: str, sentences: list[int], report_year: int, cues: Cues) -> Timeline:
    """Build a timeline from all time expressions of a text whose quotations are masked."""
    last = report_year - 1
    default = past(last, last, UNDATED)
    moments: list[Moment] = []
    section = default
    waiting = list(headings(mask, report_year, cues))[::-1]
    heading_ends = 0
    for match in words_of_time(cues, mask):
        while waiting and waiting[-1][0].at <= match.start():
            section, heading_ends = waiting.pop()
            moments.append(Moment(section.at, section, sticky=True))
        if match.start() < heading_ends:
            continue
        for moment in _moments(TimeWord(match, report_year, section, cues), mask):
            moments.append(moment)
            section = moment.frame if moment.sticky else section
    moments.extend(Moment(frame.at, frame, sticky=True) for frame, _ in reversed(waiting))
    return Timeline(sorted(moments, key=lambda moment: moment.at), sentences, default)


def _moments(word: TimeWord, mask: str) -> Iterator[Moment]:
    match, section, cues = word.match, word.section, word.cues
    at = match.start()
    if _is_compared(word, mask):
        return
    if is_title(mask[at : at + LINE].partition("\n")[0], cues):
        return
    frame = read_time(word)
    if frame is None:
        return
    if opens_plans(mask, frame, word.report_year, cues):
        decision = frame.decision._replace(origin=opens_plans.decision(match.span()))
        yield Moment(at, planned(frame.start, frame.year, decision), sticky=True)
        return
    before = match["last"] or match["last_all"] or match["year"]
    based = cues.compile(BASE).match(mask, match.end()) if before else None
    sticky = _is_sticky(word, mask, frame) and not based
    yield Moment(at, frame, sticky)
    if sticky and cues.compile(RECENT).match(match.group()) and (end := HEADING.search(mask, match.end())):
        yield Moment(end.start() + 1, section, sticky=True)
    if not sticky:
        yield from _next_part(match, frame, section, mask)
    if based and cues.compile("⟨on the ground⟩").search(based.group()):
        yield Moment(based.end(), section, sticky=False)


def _is_compared(word: TimeWord, mask: str) -> bool:
    """Whether an expression is only the base of a comparison: 比2019年; 从2015年以来 is none."""
    match, cues = word.match, word.cues
    behind = mask[max(0, match.start() - NEAR) : match.start()]
    compared = cues.compile(COMPARED).search(behind) and not cues.compile(BY).search(behind)
    spans = match["until"] or match["sofar"] or cues.has("since", match["part"] or "")
    return bool(compared and not spans)


@rule("period.opens-plans")
def opens_plans(mask: str, frame: Frame, report_year: int, cues: Cues) -> bool:
    """A year opens the plans without a heading: 今年经济社会发展的主要预期目标是, 做好今年工作."""
    aims = cues.compile(AIMS).match(mask, frame.at)
    if aims is None or frame.year < report_year:
        return False
    return cues.compile(OUTCOME_OF_AIM).match(mask, aims.end()) is None


def _next_part(match: re.Match[str], frame: Frame, section: Frame, mask: str) -> Iterator[Moment]:
    """The moment at which the section goes on after an earlier year in a list."""
    if at := year_apart(match, frame, section, mask):
        decision = section.decision._replace(origin=year_apart.decision(match.span()))
        yield Moment(at, section._replace(decision=decision), sticky=False)


@rule("period.year-apart")
def year_apart(match: re.Match[str], frame: Frame, section: Frame, mask: str) -> int:
    """An earlier 年度 dates only its part of a list: 2018年度经费强度居全省第二；新增企业12家.

    Returns where the next part starts; 0 if there is none.
    """
    earlier = frame.year < section.year and section.status is Status.ACTUAL
    end = PART_END.match(mask, match.end()) if earlier and match["part"] == YEARLY else None
    return end.end() if end else 0


def _is_sticky(word: TimeWord, mask: str, frame: Frame) -> bool:
    """Whether a time expression also dates the text after its sentence: if it is near a paragraph's start.

    Within plans, an expression for past years must be about this year so far (2020年1月以来…).
    """
    if frame.decision.rule in FOR_A_SENTENCE:
        return False
    if frame.decision.rule == aim.id:
        return True
    at, cues = word.match.start(), word.cues
    line = mask.rfind("\n", max(0, at - OPENING - 1), at) + 1
    leads = at - line <= LEAD and cues.compile(SPEAKS_FOR_ALL).fullmatch(mask, line, at) is not None
    opens = (
        at - line <= OPENING
        and cues.compile(RECALLS).search(mask, line, at)
        and frame.decision.rule in OPENERS
    )
    if not (leads or opens):
        return False
    if frame.status is Status.ACTUAL and word.section.status is Status.TARGET:
        return (
            word.match["sofar"] is not None or cues.compile("⟨since⟩").search(word.match.group()) is not None
        )
    return True
