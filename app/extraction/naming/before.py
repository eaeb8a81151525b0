"""Names values by the words just before them."""

from __future__ import annotations

import re

from app.extraction.naming.coordination import RATE
from app.extraction.naming.inherited import elided
from app.extraction.naming.leads import NOUN_ENDS
from app.extraction.naming.lists import (
    inherited_verb,
    shared_grade,
    shared_measure,
    shared_noun,
    verbs_apart,
)
from app.extraction.naming.quarters import of_quarter
from app.extraction.naming.shares import share_unsaid
from app.extraction.naming.sharing import RATES, doubts_of, each, pairwise
from app.extraction.naming.situation import COMPLETED, Naming, Situation
from app.extraction.naming.wholes import part_of_whole
from app.extraction.reading.measures import RATE_NAME
from app.extraction.rules import Decision, rule
from app.extraction.time.grammar import YEAR
from app.extraction.values import COUNTED, LISTED, NamingKind

STATED_INSIDE = "(?P<of>[^、]{2,20}?)(?:[共已]|全年)*⟨stated inside⟩(?P<what>⟨stated of⟩)"
STATED_AMOUNT = (
    "(?P<of>[^、]{2,20}?)(?:[共已]|全年|基本|⟨pledge⟩)*⟨stated inside⟩"
    "(?P<what>(?!率)[^、，的]{0,8}(?:⟨stated of⟩|⟨measure noun⟩))"
)
"""Also 中山港完成货物吞吐量: but 整改完成率 is one noun."""
STATED_LIST = (
    "(?P<of>[^、]{2,16}?(?:⟨kind of firms⟩|⟨unit of scale⟩)(?P<by>通过[^、]{2,8})?)(?P<verb>⟨stated inside⟩)"
    "(?P<what>[^、的]+?⟨measure noun⟩(?:[、和][^、的]+?⟨measure noun⟩)+)"
)
SPENT = "投资"
STATED_MARKS = re.compile("[、和]")
DITTO = re.compile("(?<!（)[，、]下同(?=）)|（下同）")
"""A remark for the rest of the text, not for the name: 固定资产投资（不含农户，下同）."""
CLIMBED = "(?<=..)(?:[三四五]年|⟨one after another⟩)*⟨climbs over⟩[^、，]*⟨step⟩[、，]?$"
"""Steps that come before the value: 地区生产总值连续迈上4个万亿元台阶、达14.2万亿元."""
YEARS_INSIDE = "(?<=..)(?<![第前后])[两三四五六七八九十]年(?:累计|共)?(?=⟨spends⟩.{2})"
"""A number of years between a subject and its verb: 中央财政五年投入扶贫资金."""
FLOW_BEHIND = (
    "(?P<thing>(?!⟨flow in front⟩)[^、，共]{2,16}?(?<![均年来又再已])(?<!⟨average⟩))"
    "(?:[一二三四五]年)?(?P<verb>⟨gained⟩|⟨new deed⟩)"
)
BARE_CLASS = "..$|⟨bare class⟩"
"""Classes that say nothing without their examples: 实施甲、乙等项目, 等领域项目."""
AT_END = frozenset({"", "、"})
"""The first character after a value if the words after it cannot name it."""
SHARED = 2
"""Rates that begin with so many equal characters have one owner: 项目开工率、项目纳统率."""
SHORT_AMOUNT = 5
"""Amounts up to this length may be what is planned: 计划投资额 is a quantity of its own."""
GROUND = "的⟨on the ground⟩"
ON_GROUND = "^在⟨whole place⟩?(?=.{2})"
"""What begins a ground: 在全市工业总产值超过800亿元的基础上."""
PLANNED_FIRST = f"(?<=..)(?:{YEAR}年)?(?:⟨plan of old⟩|⟨goal⟩)+$"
"""The plan in the name of a figure whose outcome follows: 产量原计划为8万吨，实际达到9万吨."""
PLANNED_BEHIND = "(?<=..)⟨planned behind⟩$"
DEED_OF_PEOPLE = "⟨gained⟩⟨deed counted⟩{1,2}"
"""A deed of people, which needs no noun: 新增就业2万人，新增参保5万人."""


@rule("name.own")
def own(situation: Situation) -> Naming | None:
    """The words just before the number: 实现地区生产总值2211亿元."""
    lead = situation.lead
    if len(lead.name) < 2 and not (lead.name and shared_measure(situation)):
        return None
    if lead.verb and not lead.noun and (naming := _verb_alone(situation)):
        return naming
    if (naming := moved(situation)) is not None:
        return naming
    if lead.settled and not situation.first and situation.context.departed:
        return None
    name, verb, decisions = _whole_name(situation)
    if quarterly := of_quarter(situation, name):
        name, verb, decisions = quarterly, "", (*decisions, of_quarter.decision())
    return _shared_out(situation, name, verb, decisions)


def _shared_out(situation: Situation, name: str, verb: str, decisions: tuple[Decision, ...]) -> Naming:
    """The naming with one name for each value of the group, or several names for one value."""
    lead, count = situation.lead, situation.size
    names: tuple[str, ...] = ()
    if (split := pairwise(situation, name[len(verb) :])) is not None:
        names, decisions = (
            _with_verb(situation, verb, split),
            (*decisions, pairwise.decision()),
        )
    elif names := verbs_apart(situation, name, verb):
        split, decisions = names, (*decisions, verbs_apart.decision())
    names = names or (name,) * count
    if (flow := flow_first(situation, name)) is not None:
        names, decisions, verb = (flow[0] + flow[1],) * count, (*decisions, flow_first.decision()), flow[0]
    if shared := each(situation, name[len(verb) :]):
        names = _with_verb(situation, verb, shared)
        decisions, split = (*decisions, each.decision()), shared
    if lead.attribute:
        names = tuple(one + lead.attribute for one in names)
    return Naming(names, decisions, verb=verb, stated=lead.stated, fresh=not lead.separated or lead.stated,
                  flags=doubts_of(situation, split))  # fmt: skip


@rule("name.flow-first")
def flow_first(situation: Situation, name: str) -> tuple[str, str] | None:
    """A flow after its thing moves before it: 经营主体五年新增43万家 counts 新增经营主体."""
    if situation.size > 1 or situation.kind not in LISTED or situation.tail[:1] not in AT_END:
        return None
    match = situation.pattern(FLOW_BEHIND).fullmatch(name)
    return (match["verb"], match["thing"]) if match else None


@rule("name.reached")
def reached(situation: Situation, name: str) -> str | None:
    """A thing that reaches people counts them: 长期护理保险惠及4.8万人 counts 长期护理保险惠及人数."""
    counted = situation.quantities[0].unit in {"人", "名"} and situation.tail[:1] in AT_END
    ends = counted and situation.pattern("[^、]{2,}⟨reach⟩").fullmatch(name)
    return f"{name}人数" if ends else None


@rule("name.moved")
def moved(situation: Situation) -> Naming | None:
    """A verb of change before its object: 压减公用经费15% means 公用经费压减15%."""
    lead = situation.lead
    if situation.kind not in {"percent", "point"} or lead.change or lead.settled:
        return None
    if lead.stated and situation.pattern(RATE_NAME).search(lead.name):
        return None
    verb = next((lead.name[:n] for n in (3, 2) if lead.name[:n] in situation.cues.changes), "")
    name = lead.name[len(verb) :]
    kind = situation.context.moved if lead.separated else NamingKind.PLAIN
    if verb and situation.cues.changes[verb].form == "verb" and not situation.known(lead.name):
        kind = NamingKind.RISES if situation.cues.changes[verb].sign > 0 else NamingKind.FALLS
    if kind is NamingKind.PLAIN or len(name) < 2:
        return None
    names = pairwise(situation, name) or (name,) * situation.size
    return Naming(names, (own.decision(), moved.decision()), kind=kind, stated=True)


def _whole_name(situation: Situation) -> tuple[str, str, tuple[Decision, ...]]:
    lead = situation.lead
    name, verb = without_state(situation)
    name = DITTO.sub("", name) if "下同" in name else name
    cut = without_state.decision((lead.start, lead.end), origin=lead.cut) if name != lead.name else None
    decisions: tuple[Decision, ...] = (own.decision(origin=cut),)
    if noun := shared_noun(situation) or shared_measure(situation):
        name, decisions = name + noun, (*decisions, shared_noun.decision())
    if not verb and (graded := shared_grade(situation, name)):
        name, decisions = graded, (*decisions, shared_grade.decision())
    is_noun = not verb or situation.pattern("⟨kind of income⟩").fullmatch(name)
    if is_noun and (part := part_of_whole(situation, name)):
        return part[0], "", (*decisions, part[1])
    if (inherited := inherited_verb(situation)) and not situation.pattern(FLOW_BEHIND).fullmatch(name):
        name, verb, decisions = inherited + name, inherited, (*decisions, inherited_verb.decision())
    if (short := enumeration(situation, name[len(verb) :])) is not None:
        name, decisions = verb + short, (*decisions, enumeration.decision())
    for form in LAST_FORMS:
        if whole := form(situation, name):
            name, decisions = whole, (*decisions, form.decision())
    return name, verb, decisions


def _with_verb(situation: Situation, verb: str, parts: tuple[str, ...]) -> tuple[str, ...]:
    """Add the verb to all names, unless a later one has a verb or is a complete measure of its own."""
    first = parts[0][:SHARED]
    shared = (part.startswith(first) and part.endswith(RATE) for part in parts[1:])
    alone = (situation.namer.measures(part) and not of for part, of in zip(parts[1:], shared, strict=True))
    acting = (situation.cues.action_at(part, 0) for part in parts[1:])
    later = zip(parts[1:], alone, acting, strict=True)
    return (verb + parts[0], *(part if own or acts else verb + part for part, own, acts in later))


@rule("lead.stating-verb")
def without_state(situation: Situation) -> tuple[str, str]:
    """A verb that only states the value is cut from name and verb: 实现地区生产总值 is 地区生产总值."""
    name, verb = situation.lead.name, situation.lead.verb
    name = situation.pattern(CLIMBED).sub("", name) if situation.pattern("⟨step⟩").search(name) else name
    if situation.pattern(GROUND).match(situation.tail):
        name = situation.pattern(ON_GROUND).sub("", name)
    name = situation.pattern("^(?:⟨states before⟩)+").sub("", name)
    name = situation.pattern(YEARS_INSIDE).sub("", name) if "年" in name else name
    planned = situation.pattern("⟨modal⟩").match(name)
    if planned and (situation.known(rest := name[planned.end() :]) or _is_amount(situation, rest)):
        name = rest
    name = _without_plan(situation, name)
    if situation.cues.has("completes", verb) and (
        situation.kind == "money" or situation.known(name.removeprefix(verb))
    ):
        return name.removeprefix(verb), ""
    done = situation.pattern("^⟨completes⟩(?=.{2})").match(verb)
    if done and name.startswith(verb) and "的" not in name:
        return name[done.end() :], verb[done.end() :]
    return name, verb if name.startswith(verb) else ""


def _without_plan(situation: Situation, name: str) -> str:
    """A quantity without the 计划 of its predicate: 粮食产量计划达到8万吨; a stated 投资计划 stays."""
    if situation.outcome_follows:
        return situation.pattern(PLANNED_FIRST).sub("", name)
    planned = situation.pattern(PLANNED_BEHIND).search(name)
    if planned is None or situation.lead.verb or not (situation.lead.stated or situation.lead.change):
        return name
    rest = name[: planned.start()]
    moves = situation.lead.change is not None and situation.lead.change.form == "verb"
    return rest if moves or situation.known(rest) or situation.namer.measures(rest) else name


def _is_amount(situation: Situation, name: str) -> bool:
    """Whether a name is a whole amount without a verb: 基本建设投资总额; 投资额 may be what is planned."""
    whole = len(name) > SHORT_AMOUNT and situation.namer.measures(name)
    return whole and not situation.cues.action_at(name, 0)


@rule("name.enumeration")
def enumeration(situation: Situation, name: str) -> str | None:
    """Examples before the counted thing: 建成城东、城西等变电所5座 counts 变电所; 实施甲、乙等项目 stays."""
    if situation.kind not in COUNTED or "、" not in name:
        return None
    _, _, thing = name.rpartition("等")
    bare = situation.pattern(BARE_CLASS).match(thing)
    return thing if 1 < len(thing) < len(name) and not bare else None


@rule("name.verb-inside")
def verb_inside(situation: Situation, name: str) -> str | None:
    """A verb that only states the value, inside the name: 规模以上工业实现增加值 is 规模以上工业增加值.

    园区完成投资 stays, unless the short name is in the catalogue: 工业完成投资 is 工业投资. The firms own
    each item of a list: 工业企业实现营业收入、利润总额分别增长8%、9%.
    """
    if situation.size > 1 and (listed := situation.pattern(STATED_LIST).fullmatch(name)):
        owner = listed["of"] + (listed["verb"] if listed["by"] else "")
        return "、".join(owner + what for what in STATED_MARKS.split(listed["what"]))
    said = situation.pattern(STATED_INSIDE if situation.kind in RATES else STATED_AMOUNT).fullmatch(name)
    if said is None or situation.known(name):
        return None
    short = said["of"] + said["what"]
    if situation.quantities[0].form == "fold" and situation.checker.tells(short, "", "", growing=True):
        return said["what"]
    spent = said["what"] == SPENT and situation.pattern(f"{COMPLETED}$").search(name)
    return said["of"] + spent.group() if spent and not situation.known(short) else short


LAST_FORMS = (reached, verb_inside, share_unsaid)
"""They complete or shorten a whole name, each the result of the one before."""


def _verb_alone(situation: Situation) -> Naming | None:
    """A verb without its noun takes the previous noun: 企业120户，其中新增74户; with money it is a change."""
    lead, context = situation.lead, situation.context
    people = situation.quantities[0].kind == "people" and not lead.part
    paid = "|⟨money paid⟩" if situation.kind == "money" else ""
    whole = situation.pattern(f"(?:⟨deed with its object⟩{paid})$").search(lead.verb)
    if not context.history or whole or (people and situation.pattern(DEED_OF_PEOPLE).fullmatch(lead.verb)):
        return None
    if situation.cues.has("adds", lead.verb) and situation.kind == "money" and not context.counted:
        return Naming(
            context.history[-1:] * situation.size, (elided.decision(),), kind=NamingKind.FLOW, fresh=False
        )
    same = context.unit == situation.quantities[0].unit
    if not same and not (lead.part and context.counted):
        return None
    noun = situation.noun_of(situation.without_verb(context.history[-1]))
    deed = situation.cues.action_at(noun, 0)
    thing = len(noun) - len(deed) == 1 or noun[len(deed) : len(deed) + 1] in NOUN_ENDS
    if deed and not thing:  # 安置房 and 保障性住房 start like deeds but are things
        return None
    return Naming(
        (lead.verb + noun,) * situation.size, (own.decision(), shared_noun.decision()), verb=lead.verb
    )
