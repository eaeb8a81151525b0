"""From clauses to mentions: each value with its name, period, scope and commitment."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from app.extraction.clauses import ASIDE, Clause, Group, Masks, clauses, text_of
from app.extraction.context import Context
from app.extraction.forms import name_values
from app.extraction.situation import Naming, Situation
from app.extraction.leads import Lead, LeadReader
from app.extraction.measures import Stated, read_measure
from app.extraction.naming import Namer, grade_only, without_grade
from app.extraction.periods import Timeline
from app.extraction.rules import rule
from app.extraction.tokens import Frame, Quantity, Reading
from app.extraction.years import Years, read_years
from app.lexicon.cues import Cues
from app.model.observation import Bound, Measure, Status

GROWING = frozenset({Measure.GROWTH, Measure.AVERAGE_GROWTH, Measure.CHANGE})
ALREADY = re.compile(r"已(?:经)?(?:达|有|超|突破|累计|建成|完成|增|占)|^目前|我国\d")
CAUSES = re.compile(r"^(?:带动|推动|促进|拉动|确保|保持|实现|支撑)(?=.{4})")
PEOPLE = re.compile(r"人口|人数|就业|人员|职工|学生|居民|农民|青年|妇女|老人|员工|劳动力|人才|落户|贫困|党员|参保|培训|群众|扩招|儿童")
MONEY = re.compile(r"(?:收入|支出|产值|总值|增加值|投资|贷款|存款|余额|利润|税收|资金|销售额|成交额|零售额|进出口|外资|债券|费用|经费|补贴|融资|减负|财力)(?:总?额)?$")
MODAL = re.compile(r"力争|确保|预期|争取|奋力|力求")
MAX_NAME = 60


@dataclass(frozen=True, slots=True)
class Mention:
    """A value with all that its words say of it; positions are in visible characters."""

    quantity: Quantity
    name: str
    name_at: tuple[int, int]
    reading: Reading
    years: Years
    frame: Frame
    scope: str
    commitment: str
    bound: Bound
    rules: tuple[str, ...]
    flags: tuple[str, ...]
    sentence: tuple[int, int]


class Resolver:
    """Reads the sentences of one report; holds tables and the timeline, no state between sentences."""

    def __init__(
        self, chars: str, masks: Masks, quantities: Sequence[Quantity], timeline: Timeline,
        reader: LeadReader, namer: Namer, cues: Cues, known: Callable[[str], bool], report_year: int,
    ) -> None:  # fmt: skip
        """``known`` tells whether a phrase is a catalogue name."""
        self._chars, self._masks, self._quantities = chars, masks, quantities
        self._timeline, self._reader, self._namer, self._cues = timeline, reader, namer, cues
        self._known, self._year = known, report_year

    def sentence(self, start: int, end: int, context: Context) -> tuple[list[Mention], Context]:
        """The mentions of one sentence, and the context that it leaves behind."""
        mentions: list[Mention] = []
        found = clauses(self._masks.outer, start, end, self._quantities)
        for clause, after in zip(found, [*found[1:], None], strict=True):
            following = "" if after is None or after.groups else self._chars[after.start : after.end]
            context = self._clause(clause, context, mentions, (start, end), self._masks.outer, following)
        return mentions, context.next_sentence()

    def _clause(
        self, clause: Clause, context: Context, mentions: list[Mention], sentence: tuple[int, int], mask: str, following: str = ""
    ) -> Context:
        if not clause.groups:
            return context.passing(text_of(self._chars, mask, clause.start, clause.end))
        behind = False
        for index, group in enumerate(clause.groups):
            situation = self._situation(clause, index, context, mask, following, after_list=behind)
            naming = name_values(situation)
            if naming.kind == "part":
                continue
            behind = naming.kind == "head-behind"
            fresh = naming.fresh and not (index and situation.lead.separated and not naming.stated)
            told = list(self._mentions(situation, naming, sentence))
            if behind and told:
                _complete_grade(mentions, told[0].name)
            mentions.extend(told)
            counted = all(q.kind in {"count", "people"} for q in group.quantities)
            names = tuple(m.name for m in told)
            if naming.kind != "rank":
                context = replace(context, ranked="")
            else:
                context = replace(context, ranked=names[0].removesuffix("排名").removesuffix(naming.among) if names else "")
            if naming.kind not in {"rank", "goal"}:
                context = context.after(
                    _distinct(names), verb=naming.verb or ("" if naming.stated else context.verb if not naming.fresh else ""),
                    counted=counted, stated=naming.stated, fresh=fresh, among=naming.among,
                )  # fmt: skip
                context = replace(context, unit=group.quantities[-1].unit)
            elif naming.among:
                context = replace(context, among=naming.among)
            for aside in group.asides:
                self._aside(aside, replace(context, scope=""), mentions, sentence)
        last = clause.groups[-1]
        rest = text_of(self._chars, mask, *last.tail)
        return context.passing(rest) if len(rest) > 2 else context

    def _aside(self, span: tuple[int, int], context: Context, mentions: list[Mention], sentence: tuple[int, int]) -> None:
        for clause in clauses(self._masks.inner, span[0] + 1, span[1] - 1, self._quantities):
            context = self._clause(clause, context, mentions, sentence, self._masks.inner)
            if mentions and mentions[-1].scope:
                context = replace(context, scope=mentions[-1].scope)

    def _situation(
        self, clause: Clause, index: int, context: Context, mask: str, following: str, *, after_list: bool
    ) -> Situation:
        group: Group = clause.groups[index]
        left, right = group.lead
        if after_list and right > left and mask[right - 1] in "、和与及":
            left = right - 1
        text = text_of(self._chars, mask, left, right)
        lead = self._reader.read(text, left)
        tail = text_of(self._chars, mask, *group.tail)
        tail_mask = mask[group.tail[0] : group.tail[1]].replace(ASIDE, "")
        has_next = index + 1 < len(clause.groups)
        return Situation(
            quantities=group.quantities, lead=lead, lead_text=text, tail=tail, tail_mask=tail_mask,
            following=text_of(self._chars, mask, *clause.groups[index + 1].tail) if has_next else following,
            mark=clause.mark, first=index == 0, has_next=has_next,
            inside=after_list and left == group.lead[0] and left < right,
            context=context, namer=self._namer, cues=self._cues, known=self._known,
            closing_verbs=self._reader.closing_verbs,
        )  # fmt: skip

    def _mentions(self, situation: Situation, naming: Naming, sentence: tuple[int, int]) -> Iterator[Mention]:
        quantities = situation.quantities
        bound, text = quantities[-1].bound, quantities[-1].bound_text
        shared = len(quantities) > 1 and text and not any(q.bound_text for q in quantities[:-1])
        for quantity, name in zip(quantities, naming.names, strict=False):
            if shared and quantity is not quantities[-1]:
                quantity = replace(quantity, bound=bound, bound_text=text, rules=(*quantity.rules, "bound.whole-list"))
            yield self._mention(quantity, name, situation, naming, sentence)

    def _mention(
        self, quantity: Quantity, name: str, situation: Situation, naming: Naming, sentence: tuple[int, int]
    ) -> Mention:
        lead = situation.lead
        frame = self._timeline.frame(quantity.start)
        reading = self._reading(quantity, name, situation, naming)
        if not reading.unit and reading.measure is not Measure.RATIO:
            reading = replace(reading, unit=implied_unit(name, situation.tail))
        name = without_cause(name) if reading.measure in GROWING else name
        if ALREADY.search(situation.lead_text) and frame.status is Status.TARGET:
            frame = Frame(Status.ACTUAL, self._year, self._year, "period.already", frame.at)
        if naming.kind == "goal":
            frame = replace(frame, status=Status.TARGET)
        years = read_years(frame, reading.measure, name, lead, situation.lead_text, situation.tail, self._year)
        scope = lead.scope or situation.context.scope
        commitment = lead.commitment if frame.status is Status.TARGET else ""
        rules = (*naming.rules, reading.rule, *quantity.rules, frame.rule, *years.rules)
        flags = (*naming.flags, *years.flags, *(("unit_missing",) if not reading.unit else ()))
        return Mention(
            quantity, name[:MAX_NAME], (lead.start, lead.end), reading, years, frame, scope, commitment,
            quantity.bound, rules, flags, sentence,
        )  # fmt: skip

    def _reading(self, quantity: Quantity, name: str, situation: Situation, naming: Naming) -> Reading:
        if naming.kind == "completion":
            return Reading(Measure.COMPLETION, quantity.value, quantity.value_high, "%", "measure.completion")
        if naming.kind == "over-goal":
            return Reading(Measure.COMPLETION, quantity.value + 100, None, "%", "measure.completion")
        if naming.kind == "head-behind" and quantity.kind != "ratio":
            falls = situation.lead.change is not None and situation.lead.change.sign < 0
            if not falls:
                return Reading(Measure.LEVEL, quantity.value, quantity.value_high, quantity.unit, "measure.level")
        if naming.kind == "flow":
            return Reading(Measure.CHANGE, quantity.value, quantity.value_high, quantity.unit, "measure.change")
        stated = Stated(quantity, situation.lead, name, situation.tail, 0)
        return read_measure(stated)


@rule("unit.implied")
def implied_unit(name: str, tail: str) -> str:
    """A unit left out: 农村贫困人口减少1386万 counts people, 财政收入突破50亿 is money."""
    if PEOPLE.search(tail[:12]) or PEOPLE.search(name):
        return "人"
    return "元" if MONEY.search(name) else ""


def without_cause(name: str) -> str:
    """What grows without what made it grow: 带动固定资产投资 is 固定资产投资."""
    return CAUSES.sub("", name)


@rule("period.already")
def already_so() -> None:
    """A state reached within plans: 我国60岁以上人口已达2.5亿."""


def _complete_grade(mentions: list[Mention], name: str) -> None:
    """6个省级和9个市级集中开工项目: the noun of the later item is the earlier one's too."""
    if mentions and grade_only(mentions[-1].name) and not grade_only(name):
        earlier = mentions[-1]
        mentions[-1] = replace(
            earlier, name=earlier.name + without_grade(name), rules=(*earlier.rules, "list.shared-noun")
        )


def _distinct(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


@rule("measure.completion")
def completion_is_a_percentage() -> None:
    """A percentage of a plan fulfilled; what exceeds the plan is added to 100: 超年度目标15% is 115."""


@rule("bound.whole-list")
def bound_holds_for_list() -> None:
    """A bound behind the last value of a list holds for all: 增长5%、6.5%左右."""


@rule("bound.words")
def bound_is_read_from_words() -> None:
    """Words against the number bound it: 突破2万人, 3%以内, 1600余家."""


@rule("bound.range")
def bound_is_a_range() -> None:
    """Two numbers joined by a dash or 至 are the ends of a range: 5%—5.5%."""
