"""Which years a value refers to, given the frame that it stands in and what it measures."""

from __future__ import annotations

import re
from typing import NamedTuple

from app.extraction.naming.leads import Lead
from app.extraction.rules import Decision, rule
from app.extraction.time.frames import PLAN, UNDATED, plan_years
from app.extraction.values import Frame
from app.lexicon.cues import Cues
from app.model.observation import Measure, Status

FLOW = "^(?:累计|共|五年|四年|三年|总共)?⟨flow⟩|⟨flow inside⟩|^实现.{0,4}就业|惠及$"
SPENT = re.compile("(?:完成|已|共)*(?:投资|投入)(?:资金)?")
SPENDING = frozenset({"完成", "累计", "共", "已"})
ONLY_STATE = frozenset({"完成", "实现"})
"""Verbs that state an amount; of counted things they tell a deed."""
DONE = "⟨deed⟩[^的]*的"
FROM = re.compile(
    r"(?:从|由)(?:(?:19|20)\d\d年底?的?|“[^”]{1,3}”期?末的?|上年的?|去年的?|五年前的?|原[定来有]的?)?"
    r"(?:人均|户均|每人每月|每月|每人|每人每年|全国|全省|全市|全球|世界|约|不足|不到)*第?$"
)
FROM_PLAN = re.compile(f"(?:从|由)“({PLAN})五”")
FROM_YEAR = re.compile(r"(?:从|由)((?:19|20)\d\d)年")
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
    lead, year = dated.lead, dated.frame.year
    base = lead.base_year or (plan_years(lead.base_plan)[1] if lead.base_plan else None)
    return None if base is None or base >= year else (base + 1, year)


@rule("years.from")
def started_from(dated: Dated) -> tuple[int, int] | None:
    """从 gives the value before the span: 从80户增加到810户 over 2021-2025 starts from 2020."""
    if not FROM.search(dated.lead_text) or not (
        dated.frame.start < dated.frame.year or dated.measure in POINTS
    ):
        return None
    return (before := _year_before(dated)), before


def _year_before(dated: Dated) -> int:
    """The year that the value before the span is of: named, the end of a plan, or the one before."""
    if year := FROM_YEAR.search(dated.lead_text):
        return int(year[1])
    plan = FROM_PLAN.search(dated.lead_text)
    return plan_years(plan[1])[1] if plan else dated.departure or dated.frame.start - 1


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
    if (span := started_from(dated)) is not None:
        return Years(Status.ACTUAL, *span, (started_from.decision(),))
    flags = ("year_by_default",) if frame.decision == UNDATED else ()
    if dated.measure is Measure.AVERAGE_GROWTH or dated.lead.yearly:
        doubt = () if frame.start < frame.year or frame.since else ("span_assumed",)
        return Years(frame.status, *average(frame, report_year), (average.decision(),), (*flags, *doubt))
    if frame.start < frame.year and spanning(dated, cues):
        return Years(frame.status, frame.start, frame.year, (spanning.decision(),), flags)
    return Years(frame.status, frame.year, frame.year, (), flags)
