"""Completes a list item with words of the previous item: verb, grade, noun, measure."""

from __future__ import annotations

import re

from app.extraction.naming.dependents import climbs
from app.extraction.naming.situation import Situation
from app.extraction.rules import rule
from app.extraction.values import COUNTED, LISTED

LEVELS = "⟨level⟩(?:[和、及]⟨level⟩)*(?:及?⟨at least⟩)?(?=..)"
QUALITY = "⟨quality in list⟩(?=..)"
MEASURED = "(?<=[^总年日亩])⟨listed measure⟩$"
ASIDE = "(?:占.+比重|排名|⟨measured in passing⟩)$"
"""The end of a name that a list mentions in passing: 棉花总产616万吨、占全国92.8%，蔬菜2062万吨."""
STOCK = "⟨stock of money⟩$"
GROWN = frozenset({"%", "倍"})
PEOPLE = frozenset({"人", "人次", "名"})
VERB_JOINTS = re.compile("[、和]")
FINITE = "⟨gained⟩|⟨finite verb⟩"
EACH = ("各",)
"""The predicate that only distributes the value over the items: 新增公厕和公园各5个."""
LONGEST_OWNER = 24
LONGEST_GOOD = 10
"""The longest name of a thing in a list: 十种有色金属."""
SHORTEST_HEAD = 2


@rule("pair.verbs")
def verbs_apart(situation: Situation, name: str, verb: str) -> tuple[str, ...]:
    """Several deeds on the same things, one value for each or one for all: 新开工、新竣工项目各20个."""
    if not verb:
        return ()
    deeds = VERB_JOINTS.split(verb)
    counted = situation.size == len(deeds) or (situation.size == 1 and situation.lead.words == EACH)
    apart = len(deeds) > 1 and counted and all(deeds) and len(name) > len(verb)
    return tuple(deed + name[len(verb) :] for deed in deeds) if apart else ()


@rule("list.shared-noun")
def shared_noun(situation: Situation) -> str:
    """A grade or verb without its noun: 新增国家级高新技术企业7家、省级13家; 企业120户，其中新增74户."""
    history = situation.context.history
    if not history or not situation.namer.is_grade(situation.lead.noun):
        return ""
    noun = situation.namer.without_grade(situation.without_verb(history[-1]))
    return "" if situation.namer.is_grade(noun) else noun


def shared_measure(situation: Situation) -> str:
    """The measure of a list's things: 粮食产量120万吨、蔬菜30万吨; 整车产量200万辆、新能源汽车140万辆.

    A growth may come between: 钢产量9万吨，增长5%；水泥8万吨; then also one other measure (发电量).
    """
    lead, context = situation.lead, situation.context
    if lead.verb or lead.words or len(lead.name) > LONGEST_GOOD:
        return ""
    names = [name for name in context.history if not situation.pattern(ASIDE).search(name)]
    aside = situation.kind == "mass" and context.history[-1:] != tuple(names[-1:])
    grown = situation.kind == "mass" and context.unit in GROWN
    alike = aside or grown or context.unit == situation.quantities[0].unit
    if not alike or not names or situation.namer.measures(lead.name) or situation.known(lead.name):
        return ""
    found = map(situation.pattern(MEASURED).search, names[-1 - grown :][::-1])
    measure = next(filter(None, found), None)
    return measure.group() if measure else ""


@rule("list.shared-grade")
def shared_grade(situation: Situation, name: str) -> str | None:
    """The grade of a list applies to items without one: 新增省级文保单位4处、考古遗址公园2个."""
    lead, context = situation.lead, situation.context
    listed = situation.lead_text.startswith("、") and not (lead.verb or lead.stated or situation.first)
    if not listed or not context.history or situation.kind not in LISTED or situation.known(lead.name):
        return None
    before = situation.without_verb(context.history[-1])
    shared = f"{LEVELS}|{QUALITY}" if situation.kind in COUNTED else QUALITY
    grade = situation.pattern(shared).match(before)
    if grade is None or situation.pattern("⟨level⟩|⟨grade⟩|“").search(name):
        return None
    return grade.group() + name


@rule("list.part-noun")
def part_noun(situation: Situation, name: str) -> str | None:
    """A part of the things of a deed: 东区引进项目40个，其中外资项目6个 counts 东区引进外资项目."""
    lead, context = situation.lead, situation.context
    if lead.verb or lead.stated or not context.history:
        return None
    whole = next((one for one in reversed(context.history) if _alike(one, name) >= SHORTEST_HEAD), "")
    begun = deed_in(situation, whole)
    listed = lead.separated and any(one.startswith(begun) for one in context.history[:-1] if one != whole)
    if not begun or not (lead.part or listed) or len(begun) + _alike(whole, name) > len(whole):
        return None
    return None if name in whole else begun + name


def _alike(one: str, other: str) -> int:
    """How many characters two names share at their ends: 2 of 引进项目 and 外资项目."""
    at = 0
    while at < min(len(one), len(other)) and one[-1 - at] == other[-1 - at]:
        at += 1
    return at


def deed_in(situation: Situation, name: str) -> str:
    """The actor and verb: 东区引进 of 东区引进项目; empty if the verb comes first or there is none."""
    for at in range(min(len(name), LONGEST_OWNER) - 1, 0, -1):
        if verb := situation.cues.action_at(name, at):
            return name[: at + len(verb)]
    return ""


@rule("list.inherit-verb")
def inherited_verb(situation: Situation) -> str:
    """The verb of a list applies to all items without one: 新增国家单项冠军产品4家、省上云标杆企业6家."""
    lead, context = situation.lead, situation.context
    if _gained_money(situation):
        return context.verb
    if (
        lead.verb
        or (lead.stated and lead.words != EACH)
        or context.stated
        or not context.counted
        or situation.cues.has("only states", context.verb)
        or (situation.cues.has("modifier verb", context.verb) and situation.quantities[0].unit in PEOPLE)
    ):
        return ""
    counts = situation.first and situation.quantities[0].kind in COUNTED
    across = situation.mark == "，" and counts and not climbs(situation)
    listed = lead.separated or lead.part or across
    if not listed or situation.quantities[0].kind not in LISTED or _not_gained(situation):
        return ""
    other = _of_its_own(situation) and not situation.pattern("⟨building⟩").fullmatch(context.verb)
    return "" if other or _acts_itself(situation) else context.verb


def _acts_itself(situation: Situation) -> bool:
    """Whether an item has a verb of its own: 封堵排污口; 城镇新增就业; 改造道路9条、管网改造5公里."""
    lead, checker = situation.lead, situation.checker
    inside = situation.pattern(f"(?<=..)(?:{FINITE})(?=..)").search(lead.name)
    closing = situation.closing_verbs(lead.name) and not lead.separated
    again = situation.context.verb and situation.context.verb in lead.name[1:]
    return bool(inside or closing or again) or checker.acts(lead.name) or checker.reaches(lead.name)


def _of_its_own(situation: Situation) -> bool:
    """Whether a name is in the catalogue and does not belong to the list: 新增企业20家、人口8万人.

    Adjacent things with another unit do belong to the list: 新增园区2家、家庭农场48个. A deed does not:
    危桥改造17座.
    """
    name, unit = situation.lead.name, situation.quantities[0].unit
    if not situation.known(name) or unit == situation.context.unit:
        return False
    deed = situation.pattern("⟨deed counted⟩$").search(name) or deed_in(situation, name)
    thing = situation.kind == "count" and unit not in PEOPLE and not situation.namer.measures(name)
    return bool(deed) or not (thing and situation.lead_text.startswith("、"))


def _not_gained(situation: Situation) -> bool:
    """Whether 新增 does not apply to the item: a stock (人才总量), or a deed of people (转移就业)."""
    name, people = situation.lead.name, situation.quantities[0].unit in PEOPLE
    stock = situation.pattern("⟨stock of things⟩$").search(name)
    deed = people and situation.pattern("⟨deed counted⟩$").search(name)
    return situation.cues.has("gained", situation.context.verb) and bool(stock or deed)


def _gained_money(situation: Situation) -> bool:
    """Whether money in a list is moved like the money before it: 引进外资2亿美元、内资95亿元.

    It may be gained, obtained or handed out, also in another currency; a verb that only states it does not
    move it: 实现利润2亿元、税收1亿元.
    """
    lead, context = situation.lead, situation.context
    money = situation.kind == "money" == situation.cues.units.get(context.unit)
    listed = situation.lead_text.startswith("、") and not (lead.verb or lead.stated or context.stated)
    moves = context.verb and not situation.cues.has("only states", context.verb)
    moves = moves and not situation.cues.has("completes", context.verb)
    if not (money and listed and moves):
        return False
    stock = situation.pattern(STOCK).search(lead.name)
    alone = situation.known(lead.name) and not situation.known(context.verb + lead.name)
    return not (stock or alone or situation.checker.acts(lead.name))
