"""Reads the fields of a named value from its words: measure, unit, years, bound, commitment, doubts."""

from __future__ import annotations

from typing import NamedTuple

from app.extraction.naming.inherited import elided
from app.extraction.naming.leads import Lead
from app.extraction.naming.scope import kept_scope, scoped_by_place
from app.extraction.naming.sharing import pairwise
from app.extraction.naming.situation import Naming, Situation
from app.extraction.reading.measures import NamedValue, read_measure
from app.extraction.reading.spans import Dated
from app.extraction.reading.years import Years, read_years
from app.extraction.rules import NOWHERE, Decision, rule
from app.extraction.time.grammar import YEAR
from app.extraction.values import LISTED, Frame, NamingKind, Quantity, Reading
from app.model.flags import Flag
from app.model.observation import Bound, Measure, Status

GROWING = frozenset({Measure.GROWTH, Measure.AVERAGE_GROWTH, Measure.CHANGE})
ALREADY = (
    "⟨already⟩|已经?[^，。；、的█]{1,5}$|[^，。；、█为]了[^，。；、的█\\d]{0,2}$"
    "|^⟨now⟩|⟨our country⟩\\d|⟨existing⟩的?$"
)
GROUND = "[^，。；█]{0,12}⟨on the ground⟩"
"""The words after a value that exists already: 在现有5条线路基础上."""
PLANNED = f"[（(]?(?:{YEAR}年)?⟨plan of old⟩?(?:⟨goal whose⟩)*⟨goal⟩[为是：:]?"
"""The whole words before a planned figure: 一九八一年计划为, 年度目标."""
PLANNED_FIRST = "⟨plan of old⟩?⟨goal⟩[为是]?⟨growth⟩?$"
CAUSE = "^⟨cause⟩(?=.{4})"
PEOPLE = "⟨people⟩"
HOUSEHOLD, HOUSEHOLDS = "户", "⟨household⟩"
MONEY = "⟨money noun⟩(?:总?额)?$"
LONGEST_NAME = 80
NEAR = 12
ORDINALS = {1: "1st", 2: "2nd", 3: "3rd"}


class Mention(NamedTuple):
    """A value with all its fields; positions are in visible characters.

    ``position`` is its number among the values side by side: the 2nd of 2 is (2, 2). ``scope_at`` is the
    stretch of the scope if it is a place at the start of a clause, else (0, 0). ``code`` is the catalogue
    code if a table states it.
    """

    quantity: Quantity
    name: str
    name_at: tuple[int, int]
    reading: Reading
    years: Years
    frame: Frame
    scope: str
    commitment: str
    decisions: tuple[Decision, ...]
    flags: tuple[str, ...]
    sentence: tuple[int, int]
    position: tuple[int, int] = (1, 1)
    scope_at: tuple[int, int] = (0, 0)
    situation: Situation | None = None
    code: str | None = None


def read_mentions(
    situation: Situation,
    naming: Naming,
    frames: tuple[Frame, ...],
    report_year: int,
    sentence: tuple[int, int],
) -> list[Mention]:
    """The mentions of a group; ``frames`` has a frame for each value. One value may have several names."""
    quantities = whole_list(situation.quantities)
    if len(quantities) == 1:
        quantities, frames = quantities * len(naming.names), frames * len(naming.names)
    named = enumerate(zip(quantities, naming.names, frames, strict=False), start=1)
    return [
        _mention(Assigned(*one, (index, len(quantities)), sentence), situation, naming, report_year)
        for index, one in named
    ]


@rule("bound.whole-list")
def whole_list(quantities: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    """A bound at either end of a list applies to all values: 增长5%、6.5%左右; 分别突破300亿元和700亿元."""
    if len(quantities) == 1:
        return quantities
    bounded = [q for q in quantities if q.bound is not Bound.EXACT]
    if len(bounded) != 1:
        return quantities
    first, last = quantities[0], quantities[-1]
    holder = bounded[0]
    before, behind = holder is first and first.low < first.start, holder is last and last.high_end > last.end
    if not (before or behind):
        return quantities
    return tuple(q if q is holder else _bounded_like(q, holder) for q in quantities)


def _bounded_like(quantity: Quantity, holder: Quantity) -> Quantity:
    decisions = (*quantity.decisions, whole_list.decision())
    return quantity._replace(bound=holder.bound, bound_text=holder.bound_text, decisions=decisions)


class Assigned(NamedTuple):
    """One value of a group with its name, frame, number in the group and sentence."""

    quantity: Quantity
    name: str
    frame: Frame
    position: tuple[int, int]
    sentence: tuple[int, int]


def _mention(assigned: Assigned, situation: Situation, naming: Naming, report_year: int) -> Mention:
    lead, quantity = situation.lead, assigned.quantity
    name, reading, implied = _measured(assigned, situation, naming)
    frame = aimed(situation, already(situation, assigned.frame, report_year))
    frame = pledged(situation, frame, report_year)
    if naming.kind is NamingKind.GOAL:
        frame = frame._replace(status=Status.TARGET)
        quantity = quantity._replace(bound=Bound.EXACT, bound_text="")
    dated = Dated(
        frame, reading.measure, name, reading.unit, lead, situation.lead_text, _flows(situation),
        counted=quantity.kind in LISTED, behind=naming.kind is NamingKind.HEAD_BEHIND,
        departure=situation.context.departure, base=situation.context.base,
    )  # fmt: skip
    years = read_years(dated, report_year, situation.cues)
    doubts = () if reading.unit else (Flag.UNIT_MISSING,)
    scope, placed, scoped = _scope(situation, naming)
    return Mention(
        quantity=quantity, name=name[:LONGEST_NAME], name_at=(lead.start, lead.end), reading=reading,
        years=years, frame=frame, scope=scope,
        commitment=_commitment(situation) if years.status is Status.TARGET else "",
        decisions=(
            *_placed(_cut(naming.decisions, lead), assigned), *scoped, reading.decision, *implied,
            *quantity.decisions, frame.decision, *years.decisions,
        ),
        flags=(*naming.flags, *years.flags, *doubts), sentence=assigned.sentence, position=assigned.position,
        scope_at=placed, situation=situation,
    )  # fmt: skip


def _measured(
    assigned: Assigned, situation: Situation, naming: Naming
) -> tuple[str, Reading, tuple[Decision, ...]]:
    """The name and the reading of a value, and further decisions on them."""
    name = assigned.name
    pace = None if situation.context.fresh_plain else situation.context.pace
    reading = read_measure(
        NamedValue(assigned.quantity, situation.lead, name, situation.tail, naming.kind, situation.cues, pace)
    )
    reading, decisions = implied_unit(situation, name, reading)
    better = without_cause(situation, name, reading)
    return better, reading, decisions if better == name else (*decisions, without_cause.decision())


def _scope(situation: Situation, naming: Naming) -> tuple[str, tuple[int, int], tuple[Decision, ...]]:
    """The scope of a value, the position of the place that is its scope, and the decision on it."""
    context = situation.context
    placed = NOWHERE if situation.lead.scope or not context.scope else context.scope_at
    if scope := situation.lead.scope or context.scope:
        return scope, placed, (scoped_by_place.decision(placed),) if placed[1] else ()
    inherited = _inherited_scope(situation, naming)
    return inherited, placed, (kept_scope.decision(),) if inherited else ()


def _inherited_scope(situation: Situation, naming: Naming) -> str:
    if situation.size > 1:
        return ""
    own = naming.decisions[0].rule != elided.id
    return kept_scope(situation.context, named_in_clause=own, first=situation.first)


def _placed(decisions: tuple[Decision, ...], assigned: Assigned) -> tuple[Decision, ...]:
    """The decisions on a name; for a pair, the reason says which value belongs to which name."""
    if pairwise.id not in [decision.rule for decision in decisions]:
        return decisions
    nth, count = assigned.position
    which = ORDINALS.get(nth, f"{nth}th")
    reason = f"the {which} of {count} values belongs to the {which} of {count} names, {assigned.name}"
    return tuple(d._replace(because=reason) if d.rule == pairwise.id else d for d in decisions)


def _cut(decisions: tuple[Decision, ...], lead: Lead) -> tuple[Decision, ...]:
    """The decisions on a name; the first gets the decision that cut words from the lead as its origin."""
    first = decisions[0]
    if first.origin or not lead.cut:
        return decisions
    return (Decision(first.rule, first.at, first.because, lead.cut), *decisions[1:])


def _flows(situation: Situation) -> bool:
    """Whether the value adds up over the years: 累计发放A5万元、B3万元，C2万元."""
    lead, context = situation.lead, situation.context
    alike = situation.mark == "，" and not lead.words and context.unit == situation.quantities[0].unit
    listed = bool(lead.separated) or (alike and situation.first)
    return lead.cumulative or (context.flow and listed and not lead.stated)


def _commitment(situation: Situation) -> str:
    """The word before the value, or 预期 if the sentence announces 预期目标."""
    return situation.lead.commitment or ("预期" if situation.announced else "")


@rule("unit.implied")
def implied_unit(situation: Situation, name: str, reading: Reading) -> tuple[Reading, tuple[Decision, ...]]:
    """A unit that is not written: 贫困人口减少1386万 counts people, 11万农户 households, 突破50亿 money."""
    if reading.unit or reading.measure is Measure.RATIO:
        return reading, ()
    people = situation.pattern(PEOPLE)
    if reading.value % 1:
        return reading, ()
    if situation.pattern(HOUSEHOLDS).match(situation.tail):
        return reading._replace(unit=HOUSEHOLD), (implied_unit.decision(),)
    if people.search(situation.tail[:NEAR]) or people.search(name):
        return reading._replace(unit="人"), (implied_unit.decision(),)
    if situation.pattern(MONEY).search(name):
        return reading._replace(unit="元"), (implied_unit.decision(),)
    return reading, ()


@rule("measure.without-cause")
def without_cause(situation: Situation, name: str, reading: Reading) -> str:
    """The name of a growth without the verb that causes it: 带动固定资产投资 is 固定资产投资."""
    return situation.pattern(CAUSE).sub("", name) if reading.measure in GROWING else name


@rule("period.already")
def already(situation: Situation, frame: Frame, report_year: int) -> Frame:
    """A state or deed that plans mention as reached: 人口已达2.5亿, 设立了3个基金, 在现有5条线路基础上.

    A growth that plans build on is of the year before: 在连续两年增长9%的基础上.
    """
    if frame.status is not Status.TARGET:
        return frame
    said = situation.pattern(ALREADY).search(situation.lead_text)
    ground = situation.pattern(GROUND).match(situation.tail) is not None
    if not said and not ground:
        return frame
    year = report_year - (ground and situation.lead.change is not None)
    return Frame(Status.ACTUAL, year, year, already.decision(frame.decision.at))


@rule("period.pledged")
def pledged(situation: Situation, frame: Frame, report_year: int) -> Frame:
    """A pledge is a target even in a review: 确保储备规模保持在1万亿元以上; 确保了 states a result."""
    lead = situation.lead
    if (
        frame.status is Status.TARGET
        or not situation.cues.has("pledge", lead.commitment)
        or "了" in situation.lead_text
    ):
        return frame
    year = max(frame.year, report_year)
    return Frame(Status.TARGET, year, year, pledged.decision(frame.decision.at))


@rule("period.aimed")
def aimed(situation: Situation, frame: Frame) -> Frame:
    """A figure that a review calls the plan is a target: 计划为8万吨，实际达到9万吨; 增长6%（年度目标5%）."""
    if frame.status is Status.TARGET:
        return frame
    text = situation.lead_text
    first = situation.outcome_follows and situation.pattern(PLANNED_FIRST).search(text)
    if not first and not situation.pattern(PLANNED).fullmatch(text):
        return frame
    return Frame(Status.TARGET, frame.start, frame.year, aimed.decision(frame.decision.at))
