"""Which numbers state no value: dates, ordinals, names, durations, thresholds, parameters ...

Each rule answers the reason that the rejection shows, or ``None`` for "not mine"; the first that
answers wins. ``before`` and ``after`` are the characters on both sides of the number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.extraction.numerals import MAX_DIGITS
from app.extraction.rules import rule
from app.extraction.tokens import COUNTED, Number, Refusal

LOOK_BEHIND = 24
LOOK_AHEAD = 16


@dataclass(frozen=True, slots=True)
class Place:
    """A number and the characters around it; ``quoted`` is the quotation that it stands in."""

    number: Number
    before: str
    after: str
    at_line_start: bool
    quoted: bool
    aftermath: str
    """The characters behind the bare numeral, unit and multiplier included."""


Rejector = Callable[[Place], str | None]

YEAR = re.compile(r"年(?!均|产|销|收|度投)")
DATE = re.compile(r"月(?!均|末余)|日(?!均)|号|时许|点\d|世纪|年代|年(?:前|后|初|末|底|中|代)")
ORDINAL_TAIL = re.compile(
    r"届|次|批|个|期|章|条|轮|季度|阶段|方阵|梯队|代|大|产业|步|线|时间|组|集团|师|款|产|书记|议|资源|责任|要务|动力|生产力|现场|步|国|名城|村"
)
RANK_CUE = re.compile(
    r"(?:居|位列|位次|名列|列|排|排名|排位|排行|升至|升到|跃升到|跃升|跻身|跻入|进入|挺进|迈进|迈入|入围|跨入|进位|进至|晋升|夺得|获得|荣获|获|保持|稳定在|达到|均为|均|为|是|由|从|退至|前移至|提升至|提升到|上升至|上升到|提高到)"
    r"[^，。；：、]{0,14}$|(?:全国|全省|全市|全区|全县|全州|全盟|全球|世界|亚洲|西部|中部|东部|省内|国内|城市|地区|同类|百强县?|百强区|江北|沿海|各省)(?:第|首|榜|前)?$"
)
ENDS_RANK = re.compile(r"[，。；、）)：！\s和与及并且以增]|$|(?:的(?:位|好|成|排))")
AREA = re.compile(
    r"(?:全国|全省|全市|全区|全县|全州|全盟|全球|世界|西部|中部|东部|省内|国内|地级市|城市|省区市|地区)[的]?$"
)
LATIN = re.compile(r"[A-Za-z+#&]")
SPEC_UNIT = frozenset(
    {
        "千伏",
        "伏",
        "kV",
        "KV",
        "兆赫",
        "英寸",
        "蒸吨",
        "微米",
        "纳米",
        "毫米",
        "G",
        "K",
        "E",
        "T",
        "P",
        "M",
        "KW",
    }
)
NAME_TAIL = re.compile(
    r"(?:[A-Za-z]|号(?!召)|型|级(?!以上)|\+|[xX×]\d|·\d|线(?:一期|二期|路)?|英寸|纳米|蒸吨|维)"
)
BRACKETED = re.compile(r"\[$|［$|〔$|【$")
THING = (
    r"(?:元|美元)?的?(?:级|计(?!划)|规模(?:的|企业)|量级)|(?:以上的?|以下的?|以内的?|及以上的?|左右的)?"
    r"(?:(?:工业|农业|产业|重大|重点|服务业|制造业|科技|大|特大|龙头|骨干|上市|优质|批零|商贸|外资|投资|建设|技改|专利|企业|高端|规上|规模)*"
    r"(?:企业|项目|产业|集群|园区|楼宇|工程|平台|基地|镇|村|县(?!级)|乡|街道|商圈|单品|品牌|产品|大市场|合同|订单|燃煤|锅炉|人口|老人|老年人|儿童|婴幼儿|青少年|强镇|大县|贷款户|专业市场|商贸))"
)
THRESHOLD = re.compile(THING)
OVER = re.compile(
    r"(?:以上|以下|以内|及以上)的?(?=[\u4e00-\u9fffA-Za-z“])(?!的?(?:增长|增速|增幅|水平|目标|速度|提升|下降))"
)
STATED = re.compile(
    r"(?:以上|以下|以内|及以上|左右)(?:达|占|实现|完成|居|位|增|用于|投|是|为|超|按|由|高于|的(?:增长|增速|水平|目标))"
)
DISTANCE = re.compile(
    r"(?:(?<!不)(?:高于|快于|低于|优于|好于|领先|大于|快过|高过|少于|多于)[^，。；、]{1,18}|高出[^，。；]{0,14}|"
    r"(?<![同环占])比(?!上年|去年|上一?年|前年|同期|\d|“|年初|上届|上次|“?十)[^，。；]{1,16}(?<![提降减增])(?:高|低|快|多|少|慢)出?)$"
)
PARAMETER = re.compile(r"(?:税率|起征点|征收率|准备金率|费率)[^，。；]{0,16}$")
STEP = re.compile(r"(?:跨|越|上|迈|过|突破|实现)(?:了|越|过|上)?[^，。；]{0,8}$")
STEPS = re.compile(r"(?:个|大)?(?:[百千万亿十]+(?:元|美元)?)?(?:级)?(?:大)?(?:台阶|关口|大关)")
DOCUMENTS = re.compile(r"[^，。；]{0,10}(?:政策|措施|意见|举措|规定|禁令|条例?草案|条款|建议(?!提案)|工作法)")
DURATION = re.compile(r"(?:连续|近|过去|持续|历时|长达|提前|用|为期|最近|前|每|满|超|第|这)$")
YEARS_OF = re.compile(r"(?:年限|寿命|时限|时间|时长|学制|用时|工期)(?:[^，。；、\d]{0,6})$")
QUOTATION = re.compile(r"“[^”\n]{1,60}”|《[^》\n]{1,60}》")
PLAN_NAME = re.compile(r"“(?:九|十[一二三四五六七八]?)五”")
"""The name of a five-year plan is a word of time, not a quotation."""
YEARS_FROM = re.compile(r"(?:年限|寿命|学制)[^，。；、]{0,4}[\d.]+年?(?:提高|增加|延长|上升|提升)?[到至]$")
HOTLINE = re.compile(r"热线|平台|便民|电话|工程|行动|计划|战略|布局|体系|模式|机制|格局|产业")


@rule("reject.endless")
def endless(place: Place) -> str | None:
    """Runs of digits that no statistic has: 电话 13800000000000000000000000."""
    length = place.number.digits - place.number.start
    return "serial number" if place.number.form == "arabic" and length > MAX_DIGITS else None


@rule("reject.date")
def date(place: Place) -> str | None:
    """Dates and years: 2019年, 3月29日, 1-2月, 20世纪90年代."""
    number = place.number
    if number.form != "arabic":
        return None
    figure = number.digits - number.start
    if figure == 4 and YEAR.match(place.aftermath) and 1900 <= number.value <= 2100:
        return "date"
    if (
        figure == 4
        and 1900 <= number.value <= 2100
        and re.match(r"[-—–~～－至、和](?:20)?\d\d年", place.aftermath)
    ):
        return "date"
    if figure <= 4 and DATE.match(place.aftermath):
        return "date"
    return "date" if re.match(r"[-—–~～－至到、和]\d{1,2}(?:月|日)", place.aftermath) else None


@rule("reject.ordinal")
def ordinal(place: Place) -> str | None:
    """Ordinals that rank nothing: 第十八届, 第四次会议, 首批, 第一方阵."""
    number = place.number
    if number.unit in {"届", "号"} or (
        number.form == "chinese" and number.unit in {"次", "条", "级", "期", "号"}
    ):
        return "ordinal"
    if number.form != "rank":
        return None
    tail = place.after
    if number.end > number.digits or place.aftermath[:1] in {"位", "名"}:
        return None
    if ORDINAL_TAIL.match(tail) and not re.match(r"个(?:百分|$)", tail):
        return "ordinal"
    first = place.aftermath[:1]
    if place.before[-1:] not in "前" and not ENDS_RANK.match(place.aftermath):
        return "ordinal"
    if RANK_CUE.search(place.before) and not re.match(
        r"[\u4e00-\u9fff]{1,2}(?:工程|行动|战略|要务|资源)", tail
    ):
        return None if first not in {"期", "年"} else "ordinal"
    return "ordinal"


@rule("reject.top")
def top(place: Place) -> str | None:
    """前 that counts or names and ranks nothing: 前三季度, 前5个月, 前100名企业."""
    number = place.number
    if number.form != "rank" or not place.before.endswith("") or number.end == number.start:
        return None
    if re.match(r"个|季|年|月|天|期|届|批|次|步|提", place.after):
        return "date"
    return None


def number_of_peoples(place: Place) -> bool:
    """The fifty-six peoples are a name: 56个民族."""
    return place.number.value == 56 and place.aftermath.startswith("个民族")


@rule("reject.numbering")
def numbering(place: Place) -> str | None:
    """Numbers of chapters and notes: 1.金融 at a line's start, [3]."""
    if number_of_peoples(place):
        return "name"
    if place.at_line_start and re.match(r"[.、．)）:：](?!\d)", place.aftermath):
        return "numbering"
    if BRACKETED.search(place.before) and place.aftermath[:1] in "]］〕】":
        return "numbering"
    return "numbering" if re.search(r"[（(]$", place.before) and re.match(r"[)）]", place.aftermath) else None


@rule("reject.name")
def name(place: Place) -> str | None:
    """Digits inside names: 5G, 4A级, PM2.5, 3号线, “154”, “3+8+5”, 110千伏输电线路."""
    number = place.number
    if number.form == "rank":
        return None
    if number.form == "arabic" and LATIN.match(place.before[-1:]):
        return "name"
    if number.unit in SPEC_UNIT and not re.match(r"[，。；、]|以上|$", place.after):
        return "name"
    if number.unit in {"千伏", "英寸", "纳米", "微米", "兆赫"}:
        return "name"
    return "name" if not number.multiplied and NAME_TAIL.match(place.aftermath) and not number.unit else None


@rule("reject.quoted")
def quoted(place: Place) -> str | None:
    """Numbers inside quotation marks and titles: “三年攀高”, “亩产英雄500强”, 《2030年议程》."""
    if not place.quoted:
        return None
    return "name"


@rule("reject.slogan")
def slogan(place: Place) -> str | None:
    """Digit codes in names: 12345热线, 1+N, 3+8+5, 4·20地震."""
    if re.match(r"[+·×/]|\s*[:：]\d{2}(?!\d|\.)(?!\.\d)", place.aftermath) and not place.number.unit:
        return "name"
    if re.search(r"[+·×/]$", place.before):
        return "name"
    return (
        "name"
        if place.number.form == "arabic" and not place.number.unit and HOTLINE.match(place.after)
        else None
    )


@rule("reject.duration")
def duration(place: Place) -> str | None:
    """Lengths of time: 连续五年, 70周年, 历时3个月; 平均受教育年限11.3年 is a value."""
    if place.number.kind != "time":
        return None
    return None if YEARS_OF.search(place.before) or YEARS_FROM.search(place.before) else "duration"


@rule("reject.distance")
def distance(place: Place) -> str | None:
    """Distances to another place or indicator: 高于全国平均0.5个百分点."""
    if place.number.kind == "ratio" and re.search(
        r"(?:是|为|相当于)(?:全国|全省|全市|世界|同期|全球)[^，。；]{0,8}的$", place.before
    ):
        return "comparison"
    return "comparison" if DISTANCE.search(place.before) else None


@rule("reject.parameter")
def parameter(place: Place) -> str | None:
    """Parameters of a rule: 税率由16%降至13%, 起征点提高到10万元."""
    named_behind = re.match(r"[^，。；]{0,3}(?:税率|费率|征收率|一档)", place.after)
    return "policy" if PARAMETER.search(place.before) or named_behind else None


@rule("reject.proportion")
def proportion(place: Place) -> str | None:
    """Times of day, scores and proportions that state no ratio to one: 9:30, 3:2."""
    if place.number.form != "colon":
        return None
    named = re.search(r"(?:比|比例|之比|结构|比值|系数)(?:[^，。；、\d]{0,8})$", place.before)
    return None if named and place.number.kind == "ratio" else "proportion"


@rule("reject.per-unit")
def per_unit(place: Place) -> str | None:
    """Hypothetical steps and other times' worth: 每增长1个百分点, 相当于5年前1.5个百分点."""
    if re.search(r"每(?:增长|提高|增加|下降|减少|提升|降低)$", place.before):
        return "comparison"
    return "comparison" if re.search(r"相当于[^，。；]{0,12}[年月]前[^，。；]{0,14}$", place.before) else None


@rule("reject.slogan-fold")
def fold_as_aim(place: Place) -> str | None:
    """Doubling as the name of a plan: 提前实现翻番目标, 翻番计划."""
    return (
        "name"
        if place.number.form == "fold" and re.match(r"的?(?:目标|计划|行动|任务)", place.after)
        else None
    )


@rule("reject.step")
def step(place: Place) -> str | None:
    """Steps climbed: 连跨3个万亿级台阶; but 跃上3000亿元台阶 states a level."""
    if (
        not place.number.multiplied
        and place.number.unit in {"个", "大", ""}
        and STEPS.match(place.aftermath.removeprefix("个"))
    ):
        return "step"
    passed = re.search(r"(?:跨越|连跨|连续跨[越过])了?[^，。；]{0,6}$", place.before)
    if re.search(r"[一二两三四五六七八九十\d]个$", place.before) and re.match(
        r"(?:元|美元)?(?:级)?(?:大)?(?:台阶|大关|关口)", place.aftermath
    ):
        return "step"
    return "step" if passed and re.match(r"[^，。；]{0,10}[两三四五]个台阶", place.after) else None


@rule("reject.document")
def document(place: Place) -> str | None:
    """Counts of a document's own measures: 出台20条政策."""
    number = place.number
    if number.kind != "count" or number.unit not in {"条", "项", "个", "大", "方面"} or number.multiplied:
        return None
    issued = re.search(r"(?:出台|制定|推出|提出|发布|印发|实施|落实)[^，。；]{0,16}$", place.before)
    if number.unit == "项" and re.match(
        r"(?:主要|核心|经济|约束性|预期性|重点|考核|国家|发展)*指标", place.after
    ):
        return "document"
    return "document" if issued and number.unit in {"条", "项"} and DOCUMENTS.match(place.after) else None


@rule("reject.threshold")
def threshold(place: Place) -> str | None:
    """What only defines what is counted: 总投资10亿元以上项目, 50亿项目, 3岁以下婴幼儿."""
    number = place.number
    if number.form == "rank":
        return None
    if number.unit in {"岁", "周岁"} and re.match(r"以[上下]|[至到—-]|及|的|儿|老|人", place.after):
        return "threshold"
    if number.kind in COUNTED and number.unit:
        return None
    if STATED.match(place.after):
        return None
    if number.kind != "percent" and OVER.match(place.after):
        return "threshold"
    bare = number.multiplied and not number.unit
    if (number.kind in {"money", "mass", "area", "energy"} or bare) and THRESHOLD.match(place.after):
        return "threshold"
    return None


@rule("reject.bare")
def bare(place: Place) -> str | None:
    """A numeral without unit or multiplier says nothing that could be counted."""
    number = place.number
    if number.unit or number.multiplied or number.form != "arabic":
        return None
    if re.match(r"[:：]\d", place.aftermath) or re.search(r"\d[:：]$", place.before):
        return None
    if re.search(r"(?:指数|系数|倍数|比|得分|指标值)[^，。；、\d]{0,8}$", place.before):
        return None
    return "no unit"


@rule("reject.power-word")
def power_word(place: Place) -> str | None:
    """Powers of ten that are words: 万元能耗, 千方百计, 百亿级产业; but 突破万亿元 is 10^12."""
    number = place.number
    if number.form != "chinese" or not number.multiplied:
        return None
    if number.unit in {"级", "个", "大"} or place.after[:1] in "的级":
        return "name"
    climbed = re.search(
        r"(?:突破|超过?|逾|达到?|近|上|破|跨入|迈入|跨过|跨越|站上|迈上|跃上|突破了|超千|过|冲破|进入)$",
        place.before,
    )
    closed = number.unit and re.match(r"大关|台阶|关口", place.after)
    reached = climbed and not THRESHOLD.match(place.after)
    if (reached or closed) and (number.unit or re.match(r"[，。；、]|大关|台阶|$", place.after)):
        return None
    return "name"


REJECTORS: tuple[Rejector, ...] = (
    endless, date, top, ordinal, numbering, quoted, name, slogan, duration, power_word,
    proportion, per_unit, fold_as_aim, step, document, parameter, distance, threshold, bare,
)  # fmt: skip


def refuse(number: Number, chars: str, quoted_at: bytearray, *, line_start: bool) -> Refusal | None:
    """The first rule that says the number is no value, or ``None``."""
    place = Place(
        number,
        chars[max(0, number.start - LOOK_BEHIND) : number.start],
        chars[number.end : number.end + LOOK_AHEAD],
        line_start,
        bool(quoted_at[number.start]),
        chars[number.digits : number.digits + LOOK_AHEAD],
    )
    for rejector in REJECTORS:
        reason = rejector(place)
        if reason is not None:
            return Refusal(number.start, number.end, reason, rejector.rule_id)  # type: ignore[attr-defined]  # set by @rule
    return None


def quotations(chars: str) -> Iterator[tuple[int, int]]:
    """Spans inside “…” and 《…》 on one line, marks included."""
    for match in QUOTATION.finditer(chars):
        if not PLAN_NAME.fullmatch(match.group()):
            yield match.span()
