"""Names parts of a whole named before: sectors, classes of goods, means of transport."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.extraction.naming.lists import part_noun
from app.extraction.naming.outputs import output_of, output_of_topic
from app.extraction.naming.portions import large_of, medal_of, nearest_names, premium_of, ratio_of_firms
from app.extraction.naming.situation import Situation
from app.extraction.reading.measures import RATE_NAME
from app.extraction.rules import Decision, rule

SECTOR = "[^、和与]{0,12}⟨sector end⟩"
MEASURE = "⟨sector end⟩(?P<measure>⟨sector measure⟩)$"
SECTORS = f"(?:{SECTOR}、)*{SECTOR}"
CLASSES = "(?:[^，、]{1,16}⟨class of goods⟩、)*[^，]{1,16}⟨class of goods⟩"
SELLERS = "(?P<owner>[^，类]*?⟨scale⟩[^，类]*?(?:⟨kind of firms⟩|⟨unit of scale⟩))"
OF_CLASSES = f"{SELLERS}?(?:[^，]*⟨class of goods⟩)?(?P<whole>[^，类]*⟨has classes⟩)"
OF_SELLERS = f"{SELLERS}{CLASSES}"
WITHIN = "在?(?:\\d+大?⟨class of goods⟩)?(?P<of>.+)中"
REMARK = re.compile(r"[（(][^（）()]*[）)]")
PRICE, SALES = "价格", "零售额"
SHORTEST_RATE = 3
FIRMS = "[^、和与]{1,12}⟨kind of firms⟩"
FIRM_MEASURE = "⟨kind of firms⟩(?P<measure>⟨sector measure⟩)$"
INCOME = "⟨kind of income⟩"
PER_HEAD = "(?P<whose>.*⟨per head⟩)(?:⟨income for each⟩|⟨kind of income⟩)$"
SPENDING = "⟨kind of spending⟩(?:⟨spending noun⟩)?"
PER_HEAD_SPENT = "(?P<whose>.*⟨per head⟩)(?:⟨spending for each⟩|⟨kind of spending⟩⟨spending noun⟩?)$"
AMOUNT = r"[\d.十百千]+[万亿]*元"
OVER_LIMIT = re.compile(rf"[过超]{AMOUNT}的?")
OVER_LIMIT_BEFORE = re.compile(rf"(?P<what>.+?)[过超]{AMOUNT}(?P<thing>的?.+)")
FROM_LIMIT = f"{AMOUNT}⟨at least⟩的?(?P<thing>.+)"
FROM_LIMIT_BEFORE = f"(?P<what>.*⟨yield⟩){AMOUNT}⟨at least⟩的?(?P<thing>.+)"
MODE = "(?P<mode>⟨transport mode⟩)⟨traffic⟩"


def part_of_whole(situation: Situation, name: str) -> tuple[str, Decision] | None:
    """The complete name of a part that does not name its whole, and the decision that found it."""
    for form in FORMS:
        if whole := form(situation, name):
            inside = within(situation, whole)
            return (inside, within.decision()) if inside else (whole, form.decision())
    return None


@rule("part.within")
def within(situation: Situation, name: str) -> str:
    """A part of the industry of scale: 在规模以上工业中，国有企业增加值增长2%；集体企业增长1%."""
    topic = situation.context.topic
    whole = situation.pattern(WITHIN).fullmatch(topic) if topic else None
    if whole is None or not situation.pattern("⟨scale⟩⟨sector end⟩").fullmatch(whole["of"]):
        return ""
    measured = situation.pattern("(?!.*⟨scale⟩).*⟨sector measure⟩").fullmatch(name)
    return whole["of"] + name if measured and not situation.known(name) else ""


def _changes(situation: Situation) -> bool:
    return situation.kind == "percent" and situation.lead.change is not None


def _topics(situation: Situation) -> Iterator[str]:
    """The whole that the sentence or the one before begins with: 企业商品零售额中，粮油类增长7%."""
    context = situation.context
    for topic in (context.topic, context.topic_ago if situation.lead.part else ""):
        if found := situation.pattern(WITHIN).fullmatch(topic):
            yield found["of"]


@rule("part.sector")
def sector_of(situation: Situation, name: str) -> str:
    """The measure of one sector applies to the next: 装备制造业增加值增长8%，高技术产业增长9%."""
    if not _changes(situation) and situation.kind != "money":
        return ""
    sector = situation.pattern(SECTORS).fullmatch(name) and not situation.known(name)
    if not sector and not situation.pattern(FIRMS).fullmatch(name):
        return ""
    measured = situation.pattern(MEASURE if sector else FIRM_MEASURE)
    before = situation.context.ago if sector and _changes(situation) else ()
    measures = (measured.search(REMARK.sub("", one)) for one in (*nearest_names(situation), *before))
    measure = next(filter(None, measures), None)
    return name + measure["measure"] if measure else ""


@rule("part.alike")
def alike_of(situation: Situation, name: str) -> str:
    """The measure of two things applies to a third: 食品增加值增长4%，饮料增加值增长3%，家具制造增长1%."""
    alike = situation.context.history[-2:]
    if not _changes(situation) or len(alike) < 2 or situation.known(name) or situation.namer.measures(name):
        return ""
    found = [situation.pattern("(?<=..)⟨sector measure⟩$").search(one) for one in alike]
    measures = {one.group() for one in found if one}
    acts = situation.cues.action_at(name, 0) or situation.checker.acts(name)
    return name + measures.pop() if all(found) and len(measures) == 1 and not acts else ""


@rule("part.class")
def class_of(situation: Situation, name: str) -> str:
    """A class of goods is part of a whole: 居民消费价格上涨2%，其中居住类上涨1% is 居住类居民消费价格.

    The sellers come first: 限额以上企业零售额中，粮油类增长7% is 限额以上企业粮油类零售额.
    """
    if not _changes(situation):
        return ""
    headed = situation.pattern(f"{CLASSES}⟨has classes⟩").fullmatch(name)
    if not (headed or situation.pattern(CLASSES).fullmatch(name)):
        return ""
    names = (*nearest_names(situation), *_topics(situation))
    wholes = (situation.pattern(OF_CLASSES).fullmatch(REMARK.sub("", one)) for one in names)
    whole = next(filter(None, wholes), None)
    sellers = whole["owner"] or "" if whole else ""
    if headed:
        return sellers + name if sellers and not name.startswith(sellers) else ""
    if whole:
        return sellers + name + whole["whole"]
    return name + SALES if situation.pattern(OF_SELLERS).fullmatch(name) else ""


@rule("part.price")
def price_of(situation: Situation, name: str) -> str:
    """A class of consumer prices lacks 价格 behind another one: 食品烟酒价格下降0.4%，衣着上涨0.4%."""
    if not _changes(situation) or not situation.cues.has("class of prices", name):
        return ""
    whole = next(nearest_names(situation), "")
    return name + PRICE if whole.endswith(PRICE) else ""


@rule("part.patent")
def patent_of(situation: Situation, name: str) -> str:
    """A kind of patents takes the step of the whole: 专利授权80件，其中发明9件、实用新型50件."""
    kind = situation.pattern("(?P<kind>⟨kind of patent⟩)(?:专利)?").fullmatch(name)
    if kind is None or not (situation.lead.part or situation.context.history):
        return ""
    whole = next(nearest_names(situation), "")
    of_all = situation.pattern("^(?:⟨kind of patent⟩)?专利(?P<step>⟨patent step⟩)$").search(whole)
    return f"{kind['kind']}专利{of_all['step']}" if of_all else ""


@rule("part.people")
def people_of(situation: Situation, name: str) -> str:
    """Some of the people of an institution: 职业学校在校学生8万人（其中：全日制在校学生4万人）."""
    if not situation.lead.part:
        return ""
    whole = next(nearest_names(situation), "")
    found = situation.pattern("(?P<owner>..+?)(?P<who>⟨people of institution⟩)").fullmatch(whole)
    if found is None or not name.endswith(found["who"]):
        return ""
    return "" if name == found["who"] or name.startswith(found["owner"]) else found["owner"] + name


@rule("part.rate")
def rate_of(situation: Situation, name: str) -> str:
    """The rate of a deed named before: 完成生活垃圾无害化处理6万吨，无害化处理率100%."""
    if situation.kind != "percent" or not situation.pattern(RATE_NAME).search(name):
        return ""
    if situation.known(name) or not situation.context.history:
        return ""
    deed = situation.context.history[-1]
    return deed + name[-1] if deed.endswith(name[:-1]) and len(deed) > len(name) > SHORTEST_RATE else ""


@rule("part.limit")
def limit_of(situation: Situation, name: str) -> str:
    """A limit of what an earlier one bounds: 营收过10亿元的企业66家，过50亿元的6家 is 营收过50亿元的企业."""
    if not situation.context.history:
        return ""
    before = situation.context.history[-1]
    if OVER_LIMIT.fullmatch(name):
        earlier = OVER_LIMIT_BEFORE.fullmatch(before)
        return earlier["what"] + name.removesuffix("的") + earlier["thing"] if earlier else ""
    limit = situation.pattern(FROM_LIMIT).fullmatch(name)
    earlier = situation.pattern(FROM_LIMIT_BEFORE).fullmatch(before) if limit else None
    return earlier["what"] + name if limit and earlier and limit["thing"] == earlier["thing"] else ""


@rule("part.mode")
def mode_of(situation: Situation, name: str) -> str:
    """A mode of transport applies to both: 公路货物周转量5亿吨公里；旅客周转量2亿人公里 is 公路旅客周转量."""
    if not situation.pattern("⟨traffic⟩").match(name) or not situation.context.history:
        return ""
    found = situation.pattern(MODE).match(situation.context.history[-1])
    return found["mode"] + name if found else ""


@rule("part.income")
def income_of(situation: Situation, name: str) -> str:
    """Sources of income and kinds of spending need an owner: 居民人均可支配收入4万元，其中工资性收入2万元."""
    if situation.kind not in {"money", "percent"}:
        return ""
    kinds = ((INCOME, PER_HEAD), (SPENDING, PER_HEAD_SPENT))
    whole = next((whole for part, whole in kinds if situation.pattern(part).fullmatch(name)), "")
    if not whole:
        return ""
    wholes = (
        situation.pattern(whole).search(one)
        for one in (*situation.context.history[::-1], *situation.context.ago)
    )
    found = next(filter(None, wholes), None)
    return found["whose"] + name if found else ""


FORMS = (
    output_of, output_of_topic, sector_of, class_of, price_of, mode_of, income_of, patent_of, people_of,
    rate_of, limit_of, large_of, medal_of, premium_of, ratio_of_firms, part_noun, alike_of, within,
)  # fmt: skip
"""They complete a name in this order; the first that can does it."""
