"""Reads the years of a value from its frame, its measure and its words."""

from __future__ import annotations

import re
from typing import NamedTuple

from app.extraction.reading.spans import Dated, spanning
from app.extraction.rules import Decision, rule
from app.extraction.time.frames import UNDATED
from app.extraction.time.grammar import (
    NUMERALS,
    STARTED,
    YEARS,
    plan_years,
    year_number,
    years_counted,
)
from app.extraction.time.words import year_named, years_named
from app.extraction.values import Frame
from app.lexicon.types.cues import Cues
from app.model.flags import Flag
from app.model.observation import Measure, Status

GROWING = frozenset({Measure.GROWTH, Measure.CHANGE})
YEAR = "年"
COMPARES = "比"
"""The word that introduces the base of a comparison."""
BEGUN = r"(?<![第到至\d一二三四五六七八九十])"
"""Before the first numeral of a number of years."""
RUNNING_YEARS = f"(?P<lasting>⟨in a row⟩)?[近这]?{BEGUN}(?P<count>{YEARS})年(?!前)"
SUMMED_YEARS = f"{BEGUN}(?P<count>{YEARS})年来?(?:⟨sums up⟩|共)"
POINTS = frozenset({Measure.SHARE, Measure.RANK, Measure.LEVEL, Measure.RATIO})


class Years(NamedTuple):
    """The first and the last year, with the decisions that found them, and doubts as flags."""

    status: Status
    start: int
    year: int
    decisions: tuple[Decision, ...] = ()
    flags: tuple[str, ...] = ()


@rule("years.compared")
def compared(dated: Dated) -> tuple[int, int] | None:
    """The span starts after the year of the base: 较2020年增长80% is 2021 to the year of the frame."""
    base, year = dated.lead.compared, dated.frame.year
    before = base.year or (year - base.ago if base.ago else 0) or _carried_base(dated)
    before = year_number(str(before), year) if before else 0
    return (before + 1, year) if before and before < year else None


def _carried_base(dated: Dated) -> int:
    """The year that an earlier clause compared with, or 0: 比2007年增长80%；税收40亿元，增长1.2倍."""
    grows = dated.measure in GROWING and not dated.lead.yearly and _of_one_year(dated.frame)
    return dated.base if grows and COMPARES not in dated.lead.words else 0


def _of_one_year(frame: Frame) -> bool:
    """Whether a frame names one year; in plans such a frame starts with the plan."""
    return frame.start == frame.year or frame.decision.rule == year_named.id


@rule("years.running")
def running(dated: Dated, cues: Cues) -> tuple[int, int] | None:
    """Several years up to the year of the frame: 占比连续三年超20%, 五年累计完成9亿元.

    A rank is of the last year.
    """
    words = "".join(dated.lead.words)
    if YEAR not in words:
        return None
    frame = dated.frame
    of_one_year = frame.status is Status.ACTUAL and frame.start == frame.year
    if (
        dated.measure is Measure.LEVEL
        and of_one_year
        and (sum_of := cues.compile(SUMMED_YEARS).search(words))
    ):
        return _up_to(frame, sum_of)
    match = cues.compile(RUNNING_YEARS).search(words)
    spans = dated.measure in {*GROWING, Measure.AVERAGE_GROWTH} or dated.measure is Measure.RATIO
    if match is None or dated.measure is Measure.RANK or not (spans or match["lasting"]):
        return None
    return _up_to(frame, match)


def _up_to(frame: Frame, match: re.Match[str]) -> tuple[int, int] | None:
    """As many years as the words count, up to that of the frame."""
    count = years_counted(match["count"])
    return (frame.year - count + 1, frame.year) if count > 1 else None


@rule("years.from")
def started_from(dated: Dated, cues: Cues) -> tuple[int, int] | None:
    """从 states the value before the span: 从80户增加到810户 over 2021-2025 starts from 2020.

    In 2020年到2025年从80户增加到810户 it starts from the first year itself.
    """
    match = starts_from(cues, dated.lead_text)
    if match is None or not (dated.frame.start < dated.frame.year or dated.measure in POINTS):
        return None
    opened = dated.frame.start - (dated.frame.decision.rule != years_named.id)
    before = departure_year(match, dated.frame) or dated.departure or opened
    return before, before


def starts_from(cues: Cues, words: str) -> re.Match[str] | None:
    """The words that mark a value as the start of a change: 从2015年的, 由."""
    if "从" not in words and "由" not in words:  # each match begins with one of them
        return None
    return cues.compile(STARTED).search(words)


def departure_year(match: re.Match[str], frame: Frame) -> int:
    """The year in a match of ``starts_from``: a number, the end of a plan or some years ago; 0 if none."""
    if match["year"]:
        return year_number(match["year"], frame.year)
    if match["plan"]:
        return plan_years(match["plan"])[1]
    return frame.year - NUMERALS[match["ago"]] if match["ago"] else 0


@rule("years.average")
def average(dated: Dated, report_year: int) -> tuple[int, int]:
    """年均 spans several years: those of the frame, of its section, or else the five before the report.

    After 比2015年增长60% they are those since 2015.
    """
    frame = dated.frame
    if 0 < dated.base < frame.year - 1 and _of_one_year(frame):
        return dated.base + 1, frame.year
    if frame.start < frame.year or frame.since:
        return frame.since or frame.start, frame.year
    if frame.status is Status.TARGET and frame.year > report_year:
        return report_year, frame.year
    return frame.year - 4, frame.year


def read_years(dated: Dated, report_year: int, cues: Cues) -> Years:
    """The years of a value by the first rule that applies; else the last year of the frame."""
    frame = dated.frame
    if (span := compared(dated)) is not None:
        return Years(frame.status, *span, (compared.decision(),))
    if (span := started_from(dated, cues)) is not None:
        return Years(Status.ACTUAL, *span, (started_from.decision(),))
    if (span := running(dated, cues)) is not None:
        return Years(frame.status, *span, (running.decision(),))
    flags = (Flag.YEAR_BY_DEFAULT,) if frame.decision == UNDATED else ()
    if dated.measure is Measure.AVERAGE_GROWTH or dated.lead.yearly:
        doubt = () if frame.start < frame.year or frame.since else (Flag.SPAN_ASSUMED,)
        return Years(frame.status, *average(dated, report_year), (average.decision(),), (*flags, *doubt))
    if frame.start < frame.year and (aspect := spanning(dated, cues)):
        decision = spanning.decision(because=aspect.because)
        return Years(frame.status, frame.start, frame.year, (decision,), flags)
    return Years(frame.status, frame.year, frame.year, (), flags)
