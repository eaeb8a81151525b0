"""Names that stand behind their numbers: the counted thing, and the whole of a share."""

from __future__ import annotations

import re

from app.extraction.naming.leads import Lead
from app.extraction.naming.situation import SHORT_NOUNS, Naming, Situation
from app.extraction.rules import rule
from app.extraction.values import COUNTED

STOPS = re.compile(r"[、，；：。）]|以上|左右")
NO_HEAD = frozenset("的░▓█和与及或等")
VERBAL = "⟨deed first⟩(?!⟨deed noun⟩)"
LIST_OR_STATE = re.compile(
    r"[、和与及]$|分别|(?:共|已|合计|累计|年度)*(?:完成|实现|达到|总|计划)?(?:投资|产值|销售收入|营业收入|利润|税收)$|(?:扩大|增加|提高|减少|上升|发展|拓展|延伸|精简|压减|降低?|增|扩)[到至]$"
)
GIVEN = ("为", "向", "给")
DOING = ("免费", "无偿", "进行")
AS_WHAT = ("为重点", "为主", "为龙头", "为载体", "为骨干", "为代表")
BY_WHEN = re.compile(r"(?<=..)(?:\d{1,2}月[底末]?前?|年[底末]前?|年前|年内)$")
OTHERS = re.compile("(?:等|和|与|(?<![惠普涉触波危顾])及)$")
JOINED = re.compile("[和与及]$")
"""A、B场所和█: what 和 joins to the next value is one thing with its modifiers."""
VALUE_OR_ASIDE = re.compile(r"[█░]")
UNCOUNTED = frozenset({"percent", "point", "rank", "ratio", "time"})
CHANGES_OF_STATE = frozenset({"提升", "提高", "扩大", "新增", "净增"})
BREAK = re.compile(r"[，。；：█░]")
GROWTH_BEHIND = re.compile(r"的?(?:年均)?(?:增长|增速|速度|目标|水平|预期|增幅|比例|比重)")
PEOPLE_OR_HOUSES = frozenset({"人", "户", "名"})
SHORTEST_NOUN = 2
LONGEST_HEAD, LONGEST_DEED = 60, 36


@rule("form.head-behind")
def head_behind(situation: Situation) -> Naming | None:
    """The counted thing behind its number: 启动14个民生领域重大项目, 61家鄞企上榜…, 9822家小微企业."""
    tail = situation.tail.lstrip("”")
    if (
        situation.kind in UNCOUNTED
        or situation.quantities[-1].form == "rank"
        or not _is_head(situation, tail)
    ):
        return None
    lead = situation.lead
    listing = _is_listing(situation)
    pure = _is_pure(situation)
    closing = "" if pure or listing else situation.closing_verbs(lead.name)
    verbal = situation.pattern(VERBAL).match(tail) is not None
    if not _may_follow(situation, tail, open_lead=pure or listing, verb=closing or lead.verb, verbal=verbal):
        return None
    head = _head(situation, tail)
    if len(head) < 2 and head not in SHORT_NOUNS:
        return None
    if naming := _receivers(situation, head):
        return naming
    if verbal and not listing:
        head += _deed_doer(situation)
    verb = closing or lead.verb or _change_verb(lead) or _inherited(situation)
    verb = "" if situation.pattern("⟨preposition⟩*").fullmatch(verb) else verb
    own = lead.name.removesuffix("的") + _change_verb(lead)
    prefix = verb if pure or closing or listing else own
    name = prefix + _restrictive(situation, head, bare=not prefix)
    return Naming((name,) * situation.size, (head_behind.decision(),), verb=verb, kind="head-behind",
                  fresh=not lead.separated)  # fmt: skip


@rule("form.receivers")
def _receivers(situation: Situation, head: str) -> Naming | None:
    """Who is done a thing: 为5471户居民发放住房补贴 counts 居民."""
    if not situation.lead_text.endswith(GIVEN) or situation.kind not in COUNTED:
        return None
    places = range(2, len(head) - 1)
    at = next((n for n in places if head.startswith(DOING, n) or situation.cues.action_at(head, n)), 0)
    if not at or head[:at].endswith("的"):
        return None
    name = f"{head[at:]}的{head[:at]}" if len(head) - at <= LONGEST_DEED else head[:at]
    return Naming((name,) * situation.size, (_receivers.decision(),), kind="head-behind")


def _deed_doer(situation: Situation) -> str:
    """Who did what the number counts: 61家鄞企上榜，其中3家入围前十 counts 鄞企."""
    if not situation.context.counted:
        return ""
    name = situation.without_verb(next(iter(situation.told(1)), ""))
    if situation.pattern(VERBAL).match(name):
        return name.rpartition("的")[2] if "的" in name else ""
    return situation.noun_of(name)


def _is_listing(situation: Situation) -> bool:
    """Whether the lead only gives examples or another thing: 甲岭、乙湾等5座水库, 建成福利院和29个养老院."""
    lead = situation.lead
    listed = "、" in lead.name and not (lead.verb or situation.closing_verbs(lead.name))
    examples = situation.kind == "count" and situation.quantities[0].value > lead.name.count("、")
    return OTHERS.search(lead.name) is not None or (listed and examples)


def _is_pure(situation: Situation) -> bool:
    """Whether the lead holds no name: nothing, a verb, 为, 首批."""
    pure = situation.pattern("⟨pure⟩*")
    lead = situation.lead
    return not lead.noun or bool(pure.fullmatch(lead.noun) or pure.fullmatch(lead.name))


def _may_follow(situation: Situation, tail: str, *, open_lead: bool, verb: str, verbal: bool) -> bool:
    """Whether the words behind the number can be its name, given what stands before it."""
    last = situation.quantities[-1]
    if last.kind not in COUNTED and last.unit and not (open_lead or verb):
        return False
    if last.kind == "money" and (verbal or not (verb or situation.lead_text.endswith(("将", "把")))):
        return False
    if open_lead:
        return True
    names_the_next = situation.has_next and tail[-1] not in "和与及" and "、" not in situation.tail_mask
    return not verbal and not names_the_next


def _inherited(situation: Situation) -> str:
    context = situation.context
    return context.verb if situation.lead.separated and context.counted else ""


def _change_verb(lead: Lead) -> str:
    """提升 and 扩大 before what they change are verbs of action: 提升100所学校周边环境."""
    return next((word for word in lead.words if word in CHANGES_OF_STATE), "")


def _restrictive(situation: Situation, head: str, *, bare: bool) -> str:
    """What a thing did as what it is: 商务楼宇实现“清零” is 实现“清零”的商务楼宇."""
    noun = situation.noun_of(head)
    deed = head[len(noun) :]
    if not bare or not deed:
        return head
    noun = BY_WHEN.sub("", noun)
    manner = (deed[0] in "为在由因" and len(noun) > SHORTEST_NOUN) or deed.startswith(AS_WHAT)
    return noun if manner or len(deed) > LONGEST_DEED else f"{deed}的{noun}"


def _is_head(situation: Situation, tail: str) -> bool:
    if tail in SHORT_NOUNS and situation.has_next:
        return True
    if len(tail) < 2 or STOPS.match(tail) or tail[0] in NO_HEAD:
        return False
    if not situation.pattern("⟨state behind⟩").match(tail):
        return True
    return "的" in tail[2:] and _is_pure(situation)


def _head(situation: Situation, tail: str) -> str:
    mask = situation.tail_mask[len(situation.tail_mask) - len(tail) :]
    stop = VALUE_OR_ASIDE.search(mask)
    end = stop.start() if stop else len(tail)
    if situation.has_next:
        cut = LIST_OR_STATE.search(tail[:end])
        end = cut.start() if cut else end
        comma = -1 if JOINED.search(tail[:end]) else mask.find("、", 0, end)
        end = comma if comma > 1 else end
    if end > LONGEST_HEAD:
        end = max(mask.rfind("、", 0, LONGEST_HEAD), LONGEST_HEAD // 2)
    return tail[:end].strip("、和与及的，")


@rule("form.head-of")
def head_of(situation: Situation) -> Naming | None:
    """The thing that an amount is of: 设立100亿元的产业投资基金, 完成17万平方米的绿化任务."""
    lead, tail = situation.lead, situation.tail
    if situation.kind in UNCOUNTED or not tail.startswith("的") or GROWTH_BEHIND.match(tail):
        return None
    verb = situation.context.verb if situation.inside else lead.verb or situation.closing_verbs(lead.name)
    done = not lead.name and any(word.startswith("完成") for word in lead.words)
    whole = lead.name if situation.inside and situation.kind == "money" else ""
    head = situation.noun_of(BREAK.split(tail[1:])[0].rpartition("等")[2])
    if not (verb or done or whole) or not 1 < len(head) <= LONGEST_HEAD:
        return None
    name = f"{whole or verb}{head}"
    return Naming((name,) * situation.size, (head_of.decision(),), verb=verb, kind="head-behind")


@rule("form.share-behind")
def share_behind(situation: Situation) -> Naming | None:
    """The whole behind its share: 超80%的省科技攻坚项目、资金由企业承担; 超过一半人口居住在城镇."""
    tail, lead = situation.tail, situation.lead
    if situation.kind != "percent" or lead.noun or lead.change:
        return None
    last = situation.quantities[-1]
    direct = (last.form == "fraction" or last.high_end > last.end) and _is_head(situation, tail)
    if not (tail.startswith("的") or direct) or len(tail) < 3 or GROWTH_BEHIND.match(tail):
        return None
    name = f"{tail.removeprefix('的')[:LONGEST_HEAD]}比例"
    return Naming((name,) * situation.size, (share_behind.decision(),), kind="share")
