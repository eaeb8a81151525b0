"""Which years a value refers to, given the frame that it stands in and what it measures."""

from __future__ import annotations

import re
from typing import NamedTuple

from app.extraction.naming.leads import Lead
from app.extraction.rules import Decision, rule
from app.extraction.time.frames import UNDATED
from app.extraction.time.grammar import NUMERALS, STARTED, plan_years, year_number
from app.extraction.time.words import years_named
from app.extraction.values import Frame
from app.lexicon.cues import Cues
from app.model.observation import Measure, Status

FLOW = "^(?:累计|共|五年|四年|三年|总共)?⟨flow⟩|⟨flow inside⟩|^实现.{0,4}就业|惠及$"
SPENT = re.compile("(?:完成|已|共)*(?:投资|投入)(?:资金)?")
SPENDING = frozenset({"完成", "累计", "共", "已"})
ONLY_STATE = frozenset({"完成", "实现"})
"""Verbs that state an amount; of counted things they tell a deed."""
DONE = "⟨deed⟩[^的]*的"
STATE = "⟨stock state⟩|累计达到?"
REACHED = frozenset({"累计达", "累计达到"})
"""Of counted things these say how many there are (市场主体累计达15万户), of money how much it has been."""
ARRIVED = REACHED | {"达", "达到", "突破", "超过"}
"""Without a name before it too: 新增市场主体2万户、累计达到15万户."""
STANDING = "⟨standing⟩+"
"""Verbs that tell what a thing is rather than what was done: 挂牌上市企业达56家."""
SPANNING = frozenset({Measure.GROWTH, Measure.AVERAGE_GROWTH, Measure.CHANGE})
POINTS = frozenset({Measure.SHARE, Measure.RANK, Measure.LEVEL, Measure.RATIO})
PROPORTION = ("比", "比例", "系数")


class Years(NamedTuple):
    """First and last year, with the rules that found them and doubts."""

    status: Status
    start: int
    year: int
    decisions: tuple[Decision, ...] = ()
    flags: tuple[str, ...] = ()


class Dated(NamedTuple):
    """A value with what may date it; ``departure`` is the year that the sentence has started from, or 0."""

    frame: Frame
    measure: Measure
    name: str
    lead: Lead
    lead_text: str
    flows: bool
    counted: bool
    departure: int


@rule("years.compared")
def compared(dated: Dated) -> tuple[int, int] | None:
    """The year compared with opens the span: 较2020年增长80% is 2021 to the frame's year."""
    base, year = dated.lead.compared, dated.frame.year
    before = base.year or (year - base.ago if base.ago else 0)
    return (before + 1, year) if before and before < year else None


@rule("years.from")
def started_from(dated: Dated, cues: Cues) -> tuple[int, int] | None:
    """从 gives the value before the span: 从80户增加到810户 over 2021-2025 starts from 2020.

    In 2020年到2025年从80户增加到810户 the first year itself is what it starts from.
    """
    match = starts_from(cues, dated.lead_text)
    if match is None or not (dated.frame.start < dated.frame.year or dated.measure in POINTS):
        return None
    opened = dated.frame.start - (dated.frame.decision.rule != years_named.id)
    before = departure_year(match, dated.frame) or dated.departure or opened
    return before, before


def starts_from(cues: Cues, words: str) -> re.Match[str] | None:
    """The words that say that a value is the one before a change: 从2015年的, 由."""
    return cues.compile(STARTED).search(words)


def departure_year(match: re.Match[str], frame: Frame) -> int:
    """The year that ``starts_from`` names: by number, the end of a plan, some years ago; or 0."""
    if match["year"]:
        return year_number(match["year"])
    if match["plan"]:
        return plan_years(match["plan"])[1]
    return frame.year - NUMERALS[match["ago"]] if match["ago"] else 0


@rule("years.average")
def average(frame: Frame, report_year: int) -> tuple[int, int]:
    """年均 spans several years: the frame's, its section's, or else the five before the report."""
    if frame.start < frame.year or frame.since:
        return frame.since or frame.start, frame.year
    if frame.status is Status.TARGET and frame.year > report_year:
        return report_year, frame.year
    return frame.year - 4, frame.year


@rule("years.span")
def spanning(dated: Dated, cues: Cues) -> bool:
    """Over several years, flows and changes span them (累计, 新增, 建成), stocks are of the last (达到)."""
    if dated.measure in SPANNING:
        return True
    if dated.measure is Measure.RATIO:
        return not dated.name.endswith(PROPORTION)
    if dated.measure is not Measure.LEVEL:
        return False
    lead = dated.lead
    if lead.yearly:
        return True
    reached = dated.counted and not (REACHED if lead.name else ARRIVED).isdisjoint(lead.words)
    if lead.settled or (_stands(lead, cues) and (reached or not dated.flows)):
        return False
    return dated.flows or _done(dated, cues) or cues.compile(FLOW).search(dated.name) is not None


def _stands(lead: Lead, cues: Cues) -> bool:
    """Whether the words say what stands at the end: 企业达56家; 新建公路达50公里 tells a deed."""
    stated = any(cues.compile(STATE).fullmatch(word) for word in lead.words)
    return stated and (not lead.verb or cues.compile(STANDING).fullmatch(lead.verb) is not None)


def _done(dated: Dated, cues: Cues) -> bool:
    """Whether the value counts what was done: a verb of action, 完成 of counted things, money spent."""
    lead = dated.lead
    return bool(
        (lead.verb and (dated.counted or lead.verb not in ONLY_STATE))
        or (dated.counted and "完成" in lead.words)
        or cues.action_at(dated.name, 0)
        or (lead.words[-1:] not in (("至",), ("到",)) and _ends_in_deed(dated.name, cues))
        or cues.compile(DONE).match(dated.name)
        or (SPENDING.issuperset(lead.words) and SPENT.fullmatch(lead.name))
    )


def _ends_in_deed(name: str, cues: Cues) -> bool:
    """Whether a name ends with a verb of action: 中欧班列开行; 生猪存栏 tells what stands."""
    verb = next((name[-n:] for n in (4, 3, 2) if name[-n:] in cues.actions), "")
    return bool(verb) and not cues.compile(STANDING).fullmatch(verb)


def read_years(dated: Dated, report_year: int, cues: Cues) -> Years:
    """The years of a value: compared, started from, averaged, spanned, or the frame's last year."""
    frame = dated.frame
    if (span := compared(dated)) is not None:
        return Years(frame.status, *span, (compared.decision(),))
    if (span := started_from(dated, cues)) is not None:
        return Years(Status.ACTUAL, *span, (started_from.decision(),))
    flags = ("year_by_default",) if frame.decision == UNDATED else ()
    if dated.measure is Measure.AVERAGE_GROWTH or dated.lead.yearly:
        doubt = () if frame.start < frame.year or frame.since else ("span_assumed",)
        return Years(frame.status, *average(frame, report_year), (average.decision(),), (*flags, *doubt))
    if frame.start < frame.year and spanning(dated, cues):
        return Years(frame.status, frame.start, frame.year, (spanning.decision(),), flags)
    return Years(frame.status, frame.year, frame.year, (), flags)
