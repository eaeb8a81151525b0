"""Names shares whose whole follows 占, and money by its purpose."""

from __future__ import annotations

import re

from app.extraction.naming.dependents import climbs
from app.extraction.naming.inherited import elided
from app.extraction.naming.situation import COMPLETED, Naming, Situation
from app.extraction.naming.subjects import BEFORE_SUBJECT, plain_subject, subject_of
from app.extraction.naming.tail_words import tail_words
from app.extraction.reading.measures import RATE_NAME
from app.extraction.rules import Decision, rule
from app.extraction.time.grammar import opening
from app.extraction.values import NamingKind

SHARE = (
    "(?P<part>[^占]*?)⟨before share⟩*占(?!比|有率)(?P<whole>[^占]{1,24}?)(?:的?(?P<noun>⟨share noun⟩))?"
    "(?:⟨behind share⟩|⟨in a row⟩[^，。]{1,3}年|(?:从|由)(?:(?:19|20)\\d\\d年[底末]?|⟨last year⟩)的?)*$"
)
OF_AREA = "⟨stands at⟩(?=(?:⟨area⟩)+的?$)"
"""A fraction of a place: 苹果产量稳定在全国四分之一."""
BEFORE_PART = "^(?:[、和与及并，]|其中)+|⟨before part⟩+$"
WHOLE_PLACE = "^(?:⟨whole place⟩|⟨before subject⟩)+"
WORKED_ON = ("对", "为")
LIGHT = "(?<=..)(?:⟨light verb⟩)了?(?=..)"
"""Verbs without a meaning of their own before the work on a thing: 对3个小区进行改造."""
GENERIC_MONEY = "^⟨money word⟩*⟨money⟩$"
BEFORE_PURPOSE = "(?:⟨haste⟩|⟨before a deed⟩|⟨mainly⟩)*"
SPENT_ON = f"^(?:{BEFORE_PURPOSE}⟨spent on⟩|，)*"
SIZED = "^⟨size⟩的"
"""A size that follows is a separate value: 投资8000万元完成了总长12公里的绿道建设."""
FOUNDED = "^(?P<money>⟨funding⟩)$"
FOUNDING = "^(?:⟨founding⟩)了?(?P<what>[^，。；█░]{2,24})$"
SHORTEST_PURPOSE = 3
SHORTEST_THING = 2
LONGEST_DEED = 24
GROWN = "⟨no purpose⟩"
BREAK = re.compile(r"[，。；█░]")
END_OF_DEED = re.compile(r"[，、。；：█░]")
BEFORE_DEED = "^⟨before deed of all⟩+(?=..)"
ALL = 100
ADVERBS = f"^{BEFORE_PURPOSE}"
DEEDS = "⟨spent on⟩|⟨deals with⟩"
DEED_STARTS = frozenset({"v", "d", "ad", "vd"})
"""The tags of words that a clause without a subject starts with: 新建, 重点实施."""
DEED_TAGS = frozenset({"v", "vn"})
LONGEST_DONE = 10
TAKES, RATIO = "占", "比"
OPEN_SHARE = f"(?<=..)均?{TAKES}$"


@rule("name.share-of")
def share_of(situation: Situation) -> Naming | None:
    """A share named with 占: 数字经济占地区生产总值比重, 产值占规模以上工业的11.7%."""
    text = situation.lead_text
    if situation.quantities[0].form == "fraction":
        text = situation.pattern(OF_AREA).sub("占", text)
    if situation.kind == "point" and situation.lead.name.startswith("占"):
        text = situation.lead.name
    elif situation.kind != "percent":
        return None
    match = situation.pattern(SHARE).search(text) if "占" in text else None
    if match is None or situation.cues.has("no whole", match["whole"]):
        return None
    parts, decisions = _parts(situation, situation.pattern(BEFORE_PART).sub("", match["part"]))
    if len(parts) != situation.size:
        return None
    whole = _own_whole(situation, match["whole"].removesuffix("的"), parts)
    noun = match["noun"] if situation.cues.has("part of a market", match["noun"] or "") else "比重"
    return Naming(tuple(f"{p}占{whole}{noun}" for p in parts), decisions, stated=True, kind=NamingKind.SHARE)


def _own_whole(situation: Situation, whole: str, parts: tuple[str, ...]) -> str:
    """The whole without the place (占全市生产总值), unless the part is the same quantity."""
    bare = situation.pattern(WHOLE_PLACE).sub("", whole)
    own = situation.known(bare) and not any(part.endswith(bare) for part in parts)
    return bare if own else whole


@rule("form.share-of-set")
def share_of_set(situation: Situation) -> Naming | None:
    """The deed of a part of a set: 政务服务事项99%实现掌上办; 财政支出…，74%以上用于民生."""
    lead = situation.lead
    doing = situation.pattern("⟨used for⟩").match(situation.tail)
    if situation.kind != "percent" or lead.change or lead.settled or lead.stated or not doing:
        return None
    name = lead.name.removeprefix("将").removeprefix("把")
    of = (name,) if len(name) > 1 else situation.names_before(1)
    deed = BREAK.split(situation.tail)[0][:LONGEST_DEED]
    if not of or len(deed) < SHORTEST_PURPOSE or situation.pattern(GROWN).search(deed):
        return None
    names = (f"{of[0]}{deed}比例",) * situation.size
    return Naming(names, (share_of_set.decision(),), kind=NamingKind.SHARE, stated=True)


@rule("name.all-done")
def all_done(situation: Situation) -> Naming | None:
    """The deed after 100% is done to all of the things: 群众诉求100%响应 is 群众诉求响应率."""
    lead, quantity = situation.lead, situation.quantities[-1]
    if situation.kind != "percent" or quantity.value != ALL or situation.size > 1:
        return None
    deed = END_OF_DEED.split(situation.tail)[0]
    if lead.change or lead.words or not 1 < len(deed) <= LONGEST_DONE or not _is_done(situation, deed):
        return None
    of = situation.pattern("^(?:⟨states before⟩|⟨sees to⟩)+").sub("", lead.name)
    if len(of) < SHORTEST_THING or situation.pattern(RATE_NAME).search(of):
        return None
    done = situation.pattern(BEFORE_DEED).sub("", deed)
    return Naming((f"{of}{done}率",), (all_done.decision(),), kind=NamingKind.DEED_BEHIND, stated=True)


def _is_done(situation: Situation, deed: str) -> bool:
    """Whether words are a deed: they end with a verb that has no object."""
    last = tail_words(deed, situation.cues, situation.namer.cut)[-1]
    tag = situation.checker.segmenter.tags(last.text)[-1].tag
    return "thing" not in last.roles and (last.acts or tag in DEED_TAGS)


def _parts(situation: Situation, part: str) -> tuple[tuple[str, ...], tuple[Decision, ...]]:
    part = situation.pattern(WHOLE_PLACE).sub("", part[opening(situation.cues, part, 0) :])
    count = situation.size
    whose = subject_of(situation) if part in situation.cues.dependents else ""
    if whose and whose not in situation.lead_text:
        owner = situation.noun_of(situation.namer.head_of(situation.without_verb(whose)))
        part = owner.removesuffix(part) + part
    if not part:
        return situation.names_before(count), (share_of.decision(), elided.decision())
    parts = (situation.namer.split(part, count) if count > 1 else None) or (part,) * count
    return parts, (share_of.decision(),)


@rule("name.money-for")
def money_for(situation: Situation) -> Naming | None:
    """Money named by the works that it paid for: 投资1.2亿元完成了机场路护坡改造."""
    if situation.quantities[0].kind != "money":
        return None
    if not situation.pattern(GENERIC_MONEY).match(situation.lead.name):
        return None
    behind = situation.tail.strip("、，")
    if behind.startswith("的"):
        behind = situation.noun_of(behind[1:])
    elif (built := spent_before(situation)) and not behind:
        return Naming((f"{built}投资",) * situation.size, (money_for.decision(), plain_subject.decision()))
    elif situation.has_next or not behind:
        mark = "、" if behind and situation.tail.endswith("、") else ""
        behind += mark + (_next_deed(situation) if not behind else situation.following.lstrip("，"))
    spent = situation.pattern(SPENT_ON).sub("", behind)
    purpose = situation.pattern(SIZED).sub("", BREAK.split(spent)[0]).strip("、")
    purpose = situation.pattern(LIGHT).sub("", purpose) if behind.startswith(WORKED_ON) else purpose
    if len(purpose) < SHORTEST_PURPOSE or situation.pattern(GROWN).search(purpose):
        return None
    money = "投资" if "投" in situation.lead.name else "资金"
    return Naming((f"{purpose[:40]}{money}",) * situation.size, (money_for.decision(),))


def _next_deed(situation: Situation) -> str:
    """The next clause if it says what the money was spent on; one with a subject of its own does not.

    Empty after an outcome of works, which does not pay for the next deed: 完成投资, 到位资金.
    """
    if situation.pattern("⟨outcome of works⟩").search(situation.lead_text) or situation.lead.separated:
        return ""
    words = situation.following.lstrip("，")
    deed = situation.pattern(ADVERBS).sub("", words)
    if situation.pattern(DEEDS).match(deed) or situation.cues.action_at(deed, 0):
        return words
    first = situation.checker.segmenter.tags(deed)[:1]
    return words if first and first[0].tag in DEED_STARTS else ""


@rule("name.money-founding")
def money_founding(situation: Situation) -> Naming | None:
    """Money named by the thing that it founds: 出资3000万元设立乡村振兴基金 is 乡村振兴基金出资."""
    if situation.quantities[0].kind != "money" or situation.has_next:
        return None
    money = situation.pattern(FOUNDED).match(situation.lead.name)
    founded = situation.pattern(FOUNDING).match(situation.tail)
    if not money or not founded:
        return None
    name = founded["what"] + money["money"]
    return Naming((name,) * situation.size, (money_founding.decision(),))


def spent_before(situation: Situation) -> str:
    """The works that 完成投资 paid for, if the clause before names them: 核电一期全面建设，完成投资50亿元."""
    if not (
        situation.first
        and situation.context.plain
        and situation.pattern(f"{COMPLETED}$").search(situation.lead_text)
    ):
        return ""
    return situation.built(situation.pattern(BEFORE_SUBJECT).sub("", situation.context.plain))


@rule("name.share-unsaid")
def share_unsaid(situation: Situation, name: str) -> str:
    """A share without its noun: 民营企业占90% is 民营企业占比, and 公办园在园幼儿超过50% a catalogue share.

    Empty for other names: their measure already says that they are shares.
    """
    if situation.kind != "percent" or situation.lead.change or situation.lead.settled:
        return ""
    if open_share := situation.pattern(OPEN_SHARE).search(name):
        return name[: open_share.start()] + TAKES + RATIO
    share = name + TAKES + RATIO
    return share if climbs(situation) and not situation.known(name) and situation.known(share) else ""
