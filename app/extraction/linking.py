"""Which catalogue indicator a name is, and which category it belongs to.

A name is compared as a whole, never by a part of it: 跨境电商出口额, 净增市场主体 and
扣除石油行业后的规上工业增加值 contain an indicator's name and are other quantities. What reports
vary freely (prefixes, endings, short forms, the order of verb and object) is taken out of both
sides first, by the tables below.
"""

from __future__ import annotations

import re
from functools import lru_cache

from app.lexicon.catalogue import Catalogue, Indicator
from app.model.observation import Measure

# Characters that never tell two quantities apart.
_IGNORED = re.compile(r"[\s“”\"'‘’《》〈〉「」（）()\[\]【】、，,·—\-_的和与及]")
_FULL_WIDTH = str.maketrans({chr(0xFF01 + i): chr(0x21 + i) for i in range(94)})

# What is written one way or another: left becomes right. A row that maps to itself shields the word.
_SPELLINGS: dict[str, str] = {
    "规模以上": "规上",
    "规模工业": "规上工业",
    "限额以上": "限上",
    "地区生产总值": "地区生产总值",
    "国内生产总值": "地区生产总值",
    "海洋生产总值": "海洋生产总值",
    "生产总值": "地区生产总值",
    "GDP": "地区生产总值",
    "单位生产总值": "单位地区生产总值",
    "万元生产总值": "单位地区生产总值",
    "万元地区生产总值": "单位地区生产总值",
    "万元国内生产总值": "单位地区生产总值",
    "万元GDP": "单位地区生产总值",
    "第一产业": "第一产业",
    "第二产业": "第二产业",
    "第三产业": "第三产业",
    "一产": "第一产业",
    "二产": "第二产业",
    "三产": "第三产业",
    "营收": "营业收入",
    "主营业务收入": "营业收入",
    "总产值": "总产值",
    "总产量": "产量",
    "总产": "产量",
    "经营主体": "市场主体",
    "使用外资": "利用外资",
    "外商投资企业": "外资企业",
    "进出口贸易": "进出口",
    "网上零售": "网络零售",
    "电子商务": "电商",
    "研究试验发展R&D": "研发",
    "研究试验发展": "研发",
    "R&D": "研发",
    "国家级": "国家",
    "专利授权": "专利授权",
    "城镇常住居民": "城镇居民",
    "常住居民": "居民",
    "农民人均可支配": "农村居民人均可支配",
    "农牧民人均可支配": "农村居民人均可支配",
    "农村牧区": "农村",
    "农牧区": "农村",
    "低保": "最低生活保障",
    "医保": "医疗保险",
    "新农合": "新型农村合作医疗",
    "安全生产": "生产安全",
    "技改": "技术改造",
    "高铁": "高速铁路",
    "营业里程": "里程",
    "营运里程": "里程",
    "运营里程": "里程",
    "通车里程": "里程",
    "运营总里程": "里程",
    "通车总里程": "里程",
    "总里程": "里程",
    "停车泊位": "停车位",
    "城镇老旧小区": "老旧小区",
    "城市老旧小区": "老旧小区",
    "城区老旧小区": "老旧小区",
    "老旧住宅小区": "老旧小区",
    "年平均浓度": "浓度",
    "年均浓度": "浓度",
    "平均浓度": "浓度",
    "细颗粒物PM2.5": "细颗粒物",
    "PM2.5": "细颗粒物",
    "可吸入颗粒物PM10": "可吸入颗粒物",
    "PM10": "可吸入颗粒物",
    "价格指数": "价格",
    "价格总水平": "价格",
    "所占比重": "比重",
    "占比": "比重",
    "比率": "比重",
    "比例": "比重",
    "人大代表": "人大",
    "政协委员": "政协",
    "全国人大": "人大",
    "各级人大": "人大",
    "省人大": "人大",
    "市人大": "人大",
    "区人大": "人大",
    "县人大": "人大",
    "全国政协": "政协",
    "各级政协": "政协",
    "省政协": "政协",
    "市政协": "政协",
    "区政协": "政协",
    "县政协": "政协",
    "各类": "",
    "各项": "",
    "各种": "",
}
_PARTICULATES = re.compile(r"PM[^0-9A-Z\u4e00-\u9fff]*(?:2[^0-9]*[5]|₂[^₀-₉]*₅)")

# Whose figure, of when, and the verbs that only state it.
_PREFIX = re.compile(
    r"(?:全(?:[市省区县旗州盟疆镇年部体域藏]|社会|自治区|自治州|口径|系统|国(?!重点|一体))"
    r"|[我本][市省区县旗州盟国镇]|年[末底]|期末|当年|今年|去年|上年|全年|年度|年(?=接待)|[0-9]{4}年|[五三5]年(?:累计|来)?"
    r"|[市省区县](?=地区生产总值)|地区(?!生产总值)|地方(?=一般|公共|财政总|财政一般|财政公共|本级)"
    r"|(?:货物|外贸|对外|贸易|商品)+(?=进出口|出口|进口)"
    r"|累计(?:建成|拥有)|累计(?!发放|建设)|实现|完成|达到|预计|拥有|其中)"
)
# How the amount of the same thing is called.
_SUFFIX = re.compile(
    r"(?:五年累计|累计|合计|年均|总[量额值数]|总规模|总人数|规模|数量|人数|户数|家数|人次|件数|(?<![指系])数|额|总户数)$"
)
# Verbs in front that make a new thing, and those that make an old one better.
_MAKING = (
    "新建成|新设立|新登记|新注册|新认定|新培育|新发展|新开工|新创建|新引进|新增加|新增|新建|新设|新开通|新投用"
    "|建成投用|建成|建设|建造|筹集|筹建|打造|开工建设|发展"
)
_IMPROVING = "提质改造|更新改造|维修改造|改造|改建|扩建|提升|升级|更新|改扩建|改"
_BOTH = "新改扩建|新改建"
_CONSTRUCTION = re.compile(f"(?:{_BOTH}|{_MAKING}|{_IMPROVING})+")
_MAKES = re.compile(f"{_BOTH}|{_MAKING}")
_IMPROVES = re.compile(f"{_BOTH}|{_IMPROVING}")
_STARTING = re.compile(r"(?:新?开工|新?启动|实施|推进|开展|完成)+(?=.*(?:改造|加装|建设$))")
_HANDLING = re.compile(r"(?:办理|办结|办复|答复)(?=.*(?:建议|提案|议案))")
# A growth observation bears the name of what grows; some names still say that it grows.
_GROWING = re.compile(r"(?:同比)?(?:增长率|增长速度|增长|增速|增幅|涨幅|降幅)$")

# Units in which the same quantity is stated; a unit in no row is a family of its own.
_FAMILIES: dict[str, str] = {
    unit: family
    for family, units in {
        "money": "元 美元 欧元 日元 港元 英镑 澳元 人民币 元人民币 美金",
        "people": "人 名 位 人次",
        "mass": "斤 公斤 千克 吨",
        "area": "平方米 平方公里 亩 公顷 平方",
        "length": "公里 米 千米 延米 里",
        "volume": "立方米 方",
        "power": "千瓦 瓦 兆瓦 吉瓦",
        "energy": "千瓦时 度 瓦时 兆瓦时",
        "computing": "P E EFLOPS PFLOPS EFlops PFlops Eflops Pflops",
        "containers": "标箱 标准箱 TEU",
        "count": "个 家 户 件 条 座 所 项 部 台 套 张 枚 处 支 只 辆 头 块 列 趟 场 起 宗 次 对 根 组 艘 架",
    }.items()
    for unit in units.split()
}
# Names of what is itself a percentage; other indicators in % are changes of an index or intensity.
_RATE = re.compile(r"(?:率|比重|占比|比例|强度|指数|水平|盖度|安全感)$")
_POINTS = frozenset(("个百分点", "百分点", "个千分点"))
_PERCENT = frozenset(("%", "‰"))
_GROWTH = frozenset((Measure.GROWTH, Measure.AVERAGE_GROWTH))
_SHORTEST = 2  # characters that must remain of a name


@lru_cache(maxsize=1 << 16)
def normal_name(name: str) -> str:
    """The name without all that may differ between two ways to write the same quantity.

    国内生产总值 and 全市生产总值, 规模以上工业增加值 and 规上工业增加值, 改造老旧小区 and
    老旧小区改造 become equal. The result is for comparing only, never for showing.
    """
    text = _SPELLING.sub(_respell, _PARTICULATES.sub("PM2.5", _IGNORED.sub("", _fold(name))))
    text = _strip_start(_PREFIX, text)
    text = _strip_start(_STARTING, text)
    text = _strip_end(text)
    return _HANDLING.sub("办理", _verb_first(text))


def _fold(name: str) -> str:
    return name if name.isascii() else name.translate(_FULL_WIDTH).upper()


_SPELLING = re.compile("|".join(sorted(map(re.escape, _SPELLINGS), key=len, reverse=True)))


def _respell(match: re.Match[str]) -> str:
    return _SPELLINGS[match[0]]


def _strip_start(pattern: re.Pattern[str], text: str) -> str:
    while (match := pattern.match(text)) and len(text) - match.end() >= _SHORTEST:
        text = text[match.end() :]
    return text


def _strip_end(text: str) -> str:
    while (match := _SUFFIX.search(text)) and match.start() >= _SHORTEST:
        text = text[: match.start()]
    return text


def _verb_first(text: str) -> str:
    """The verb that makes or improves the thing, in one form and in front: 新, 改 or 新改."""
    match = _CONSTRUCTION.match(text)
    if match and match.end() < len(text):
        verb, thing = match[0], text[match.end() :]
    elif text.endswith(("改造", "建设")):
        verb, thing = text[-2:], text[:-2]
    else:
        return text
    improves = "改" if _IMPROVES.search(_MAKES.sub("", verb)) or re.search(_BOTH, verb) else ""
    return ("新" if _MAKES.search(verb) else "") + improves + thing


class Linker:
    """Names linked to one catalogue; immutable after it was made, safe to share."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Index the names and aliases of ``catalogue`` (about 10 ms; make one and keep it)."""
        self._indicators = catalogue.indicators
        self._by_name: dict[str, list[Indicator]] = {}
        names = [(row.name_zh, row.code) for row in catalogue.indicators.values()]
        for name, code in (*names, *catalogue.aliases):
            rows = self._by_name.setdefault(normal_name(name), [])
            if (row := catalogue.indicators[code]) not in rows:
                rows.append(row)

    def is_known(self, name: str) -> bool:
        """Whether the whole phrase is the name or an alias of an indicator."""
        return normal_name(name) in self._by_name

    def code(self, name: str, measure: Measure, unit: str) -> str | None:
        """The code of the indicator that ``name`` is, stated as ``measure`` in ``unit``, else ``None``."""
        rows = self._by_name.get(normal_name(name))
        if rows is None and measure in _GROWTH:
            rows = self._by_name.get(normal_name(_GROWING.sub("", name)))
        fitting = [row for row in rows or () if _fits(row, measure, unit)]
        if len(fitting) > 1:
            fitting = [row for row in fitting if row.unit == unit]
        return fitting[0].code if len(fitting) == 1 else None


def _fits(row: Indicator, measure: Measure, unit: str) -> bool:
    """Whether the indicator can be stated so: a rate doesn't grow by per cent, a count has no share."""
    if measure is Measure.COMPLETION:
        return unit in _PERCENT
    if row.unit in _PERCENT and _RATE.search(row.name_zh):
        return unit in (
            _PERCENT if measure is Measure.SHARE else _POINTS if measure is Measure.CHANGE else ()
        )
    if measure is Measure.LEVEL and row.unit in _PERCENT:
        return unit not in _PERCENT  # an index or intensity, usually stated by its change only
    if measure in (Measure.LEVEL, Measure.CHANGE):
        return _same_family(row.unit, unit)
    if measure is Measure.RATIO:
        return unit == "倍"
    return measure in _GROWTH and unit in _PERCENT


def _same_family(one: str, other: str) -> bool:
    return _FAMILIES.get(one, one) == _FAMILIES.get(other, other)
