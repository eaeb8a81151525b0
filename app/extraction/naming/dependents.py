"""Completes names that depend on an earlier name: its stock, its quantity, its counterpart."""

from __future__ import annotations

import re

from app.extraction.naming.inherited import DAYS
from app.extraction.naming.situation import COMPLETED, Naming, Situation
from app.extraction.naming.subjects import plain_list, plain_subject, subject_of
from app.extraction.naming.tells import AMOUNT_OF_DEED
from app.extraction.naming.topics import industry_of
from app.extraction.reading.measures import RATE_NAME
from app.extraction.rules import rule

DONE = "^⟨states amount⟩"
MORE = "(?<=..)⟨change behind⟩$"
HAS = re.compile("^(?:现|共|拥|建|还)?有")
NEW_BEHIND = "⟨gained⟩$"
REPEATED = 2
"""The characters of a quantity that its owner may end with: 烟叶收购, 收购金额."""
SHARE_OF = re.compile("(?<=..)占[^占]+比[重例率]$")
"""A share cannot own a rate: 第三产业增加值占地区生产总值比重, 合格率."""
COUNTED_EVENT = "(?P<event>.*⟨event⟩)(?:⟨count of events⟩|⟨victims⟩)?"
"""Events own what they cost: 工矿事故数12起，死亡人数3人 is 工矿事故死亡人数."""
BEDS = "(?<=..)⟨beds⟩$"
"""People live in a home: 养老院3所，床位80张，入住人数60人."""
PLANNED = "(?<=..)⟨only states⟩(?=..$)"


@rule("pair.items")
def items(situation: Situation) -> Naming | None:
    """Values for each of the things counted before: 6个省级和9个市级项目…分别完成投资49.1亿元、42.4亿元."""
    lead, count = situation.lead, situation.size
    if not lead.attribute or count < 2:
        return None
    fresh = plain_list(situation) if situation.context.fresh_plain else None
    heads = fresh or situation.context.heads[-count:]
    if len(heads) != count:
        return None
    things = (situation.noun_of(situation.without_verb(head)) for head in heads)
    return Naming(tuple(thing + lead.attribute for thing in things), (items.decision(),), stated=True)


@rule("name.stock")
def stock(situation: Situation) -> Naming | None:
    """The stock after its flow: 新增市场主体2.4万户、累计达到14.9万户; 净增98万户、突破1900万户."""
    lead, context = situation.lead, situation.context
    if lead.name or not (context.history and context.counted):
        return None
    flow = context.history[-1]
    thing = situation.pattern(NEW_BEHIND).sub("", situation.without_verb(flow))
    new = situation.pattern(f"^⟨newly counted⟩|{NEW_BEHIND}").search(flow)
    if lead.cumulative and (lead.words or new):
        name = f"{thing}累计"
    elif climbs(situation) and new:
        name = thing
    else:
        return None
    return Naming((name,) * situation.size, (stock.decision(),), stated=True)


def climbs(situation: Situation) -> bool:
    """Whether a word of climbing comes before the value: 突破1900万户, 达14.9万户."""
    first = situation.quantities[0]
    comes_to = situation.pattern("⟨comes to⟩")
    return first.low < first.start or any(map(comes_to.fullmatch, situation.lead.words))


@rule("name.dependent")
def dependent(situation: Situation) -> Naming | None:
    """A quantity of a thing named before: 新登记企业4.6万户、总量达118.7万户; 工业机器人产量…、出口量…."""
    lead, context = situation.lead, situation.context
    noun = situation.pattern(PLANNED).sub("", situation.pattern(DONE).sub("", lead.name))
    if situation.cues.has("reach", noun) and situation.tail:
        return None
    known = situation.known(noun)
    leans = situation.checker.leans(noun) and bool(context.history or context.fresh_plain)
    if not leans and (
        noun not in situation.cues.dependents or (known and (lead.part or not context.counted))
    ):
        return None
    money = situation.quantities[0].kind == "money"
    if noun == "投资" and money and not context.counted:
        return None
    industry = context.fresh_plain and situation.cues.has("of an industry", noun) and industry_of(situation)
    if industry or not _owner_in_reach(situation, noun) or not (name := owned_by_name(situation, noun)):
        return None
    known, owner = situation.known(name), name.removesuffix(noun)
    whole = situation.cues.has("any thing", owner) if known else situation.pattern(COMPLETED).match(lead.name)
    name = owner + lead.name if whole else name
    return Naming((name,) * situation.size, (dependent.decision(),), stated=True,
                  fresh=not lead.separated)  # fmt: skip


def owned_by_name(situation: Situation, noun: str) -> str:
    """A quantity with the last named thing as its owner; empty if nothing can own it."""
    context = situation.context
    each = situation.pattern("⟨extreme or average⟩").match(noun)
    if context.owner and not each and _whose(situation, noun) == context.history[-1]:
        return _without_repetition(situation, context.owner, noun) + noun
    whose = situation.pattern("^⟨happens⟩").sub("", HAS.sub("", _whose(situation, noun)))
    is_rate = situation.pattern(RATE_NAME).search
    if is_rate(noun) and SHARE_OF.search(whose):
        return ""
    base = situation.pattern(MORE).sub("", situation.without_verb(SHARE_OF.sub("", whose)))
    if not base or base in situation.cues.dependents:
        return ""
    if situation.cues.has("any thing", base) and situation.cues.has("put into", noun):
        base = whose
    rate = next((word for word in situation.cues.dependents if word[-1] == "率" and base.endswith(word)), "")
    happened = situation.pattern(COUNTED_EVENT).fullmatch(base)
    head = base.removesuffix(rate) if rate else _without_deed(situation, situation.namer.head_of(base))
    head = happened["event"] if happened else head
    head = base if is_rate(noun) and base.endswith(DAYS) and noun[:REPEATED] not in base else head
    head = situation.pattern(BEDS).sub("", head) if situation.cues.has("people in beds", noun) else head
    alike = situation.quantities[0].unit == context.unit or not context.counted
    if situation.cues.has("total", noun) and head != base and alike:
        return base
    owner = _without_repetition(situation, situation.noun_of(head), noun)
    if not owner:
        return ""
    new = "" if alike or context.fresh_plain or base == whose else new_things(situation, noun)
    return "" if is_rate(owner) else new + _answered(situation, owner) + noun


def _without_repetition(situation: Situation, owner: str, noun: str) -> str:
    """An owner without the first word of the quantity at its end: 烟叶 of 烟叶收购, 收购金额."""
    begins = noun[:REPEATED]
    return owner if situation.cues.has("any thing", begins) else owner.removesuffix(begins)


def _whose(situation: Situation, noun: str) -> str:
    """Teachers belong to a school, not to students: 高校6所，学生9万人，其中研究生1万人，专任教师5千人."""
    if not situation.cues.has("people of institution", noun) or situation.context.fresh_plain:
        return subject_of(situation)
    places = situation.pattern("⟨institution⟩(?:（.*）)?$")
    return next(filter(places.search, reversed(situation.context.history)), "") or subject_of(situation)


def _answered(situation: Situation, head: str) -> str:
    """The answer rate covers the proposals of both houses: 建议12件、提案30件，办复率100%.

    Those of one house have its name once: 人大代表议案、建议和政协提案办复率.
    """
    has_answers = situation.pattern("⟨answered⟩$")
    if not has_answers.search(head):
        return head
    bare_names = (situation.without_verb(name) for name in situation.context.history)
    others = [*dict.fromkeys(one for one in bare_names if has_answers.search(one) and one not in head)]
    whose = has_answers.sub("", others[0]) if others else ""
    listed = "、".join((*others[:1], *(one.removeprefix(whose) for one in others[1:])))
    return f"{listed}和{head}" if others else head


def new_things(situation: Situation, noun: str) -> str:
    """The verb of new things: 注册资金 after 新增企业 is that of the new firms only."""
    name = situation.context.history[-1]
    verb = name.removesuffix(situation.without_verb(name))
    invested = situation.pattern("⟨money put in⟩$").search(noun)
    return verb if verb.startswith("新") and "、" not in verb and invested else ""


def _owner_in_reach(situation: Situation, noun: str) -> bool:
    """Whether an earlier name can own the quantity.

    In the table, ``beside`` means that only the clause directly before can name the owner, ``unsaid`` that
    no counted thing or measure is the owner: then the name stays and the check flags it.
    """
    of_deed = situation.pattern(AMOUNT_OF_DEED).fullmatch(noun)
    owner = situation.cues.dependents.get(noun, "beside" if of_deed else "")
    beside = not situation.context.fresh_plain or bool(plain_subject(situation))
    return not owner or (owner == "beside" and beside)


def _without_deed(situation: Situation, name: str) -> str:
    """A name without its deed, which does not apply to other quantities of the thing: 旅游 of 旅游接待."""
    match = situation.pattern("(?:⟨deed of its own⟩)$").search(name)
    return name[: match.start()] if match and match.start() > 1 else name


@rule("name.counterpart")
def counterpart(situation: Situation) -> Naming | None:
    """The other side of an account: 一般公共预算收入15亿元、支出32亿元; 存款余额90亿元、贷款余额80亿元."""
    lead, history = situation.lead, situation.context.history
    other = situation.cues.counterparts.get(lead.name)
    if other is None or not history or not history[-1].endswith(other):
        return None
    name = history[-1].removesuffix(other) + lead.name
    return Naming((name,) * situation.size, (counterpart.decision(),), stated=lead.stated,
                  fresh=not lead.separated or lead.stated)  # fmt: skip
