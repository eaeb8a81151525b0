"""Names brought to one form, for comparing: what reports vary freely is taken out.

The tables are mechanisms of the language, not lists of names: short forms, prefixes that say whose
figure it is, endings that say that it is an amount, verb before or behind its object. Since whole
names are compared, and both sides alike, a row that fits an unforeseen name does no harm.
"""

from __future__ import annotations

import re
from functools import lru_cache

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
    "非公有制经济": "民营经济",
    "非公经济": "民营经济",
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
    "占比比重": "比重",
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
# In a share of the economy or of industry, value added is meant on both sides.
_VALUE_ADDED = re.compile(r"增加值(?=占地区生产总值|占规上工业)|(?<=占规上工业)增加值(?=比重)")
_PARTICULATES = re.compile(r"PM[^0-9A-Z\u4e00-\u9fff]*(?:2[^0-9]*5|₂[^₀-₉]*₅)")

# Whose figure, of when, and the verbs that only state it.
_PREFIX = re.compile(
    r"(?:全(?:[市省区县旗州盟疆镇年部体域藏]|社会|自治区|自治州|系统|国(?!重点|一体))"
    r"|[我本][市省区县旗州盟国镇]|年[末底]|期末|当年|今年|去年|上年|全年|年度|年(?=接待)|[0-9]{4}年|[五三5]年(?:累计|来)?"
    r"|[市省区县](?=地区生产总值)|地区(?!生产总值)|地方(?=一般|公共|财政总|财政一般|财政公共|本级)"
    r"|(?:货物|外贸|对外|贸易|商品)+(?=进出口|出口|进口)"
    r"|累计(?:建成|拥有)|累计(?!发放|建设)|实现|完成|达到|预计|拥有|其中)"
)
# How the amount of the same thing is called.
_SUFFIX = re.compile(
    r"(?:五年累计|累计|合计|年均|总额|总值|总规模|规模|总人数|人数|总户数|户数|家数|人次|件数|额"
    r"|(?<=...)(?:总量|总数|数量|(?<![指系])数))$"  # 企业总量 is more than 企业
)
# Verbs in front that make a new thing, and those that make an old one better.
_MAKING = (
    "新建成|新设立|新登记注册|新登记|新注册|新认定|新培育|新发展|新开工|新创建|新引进|新增加|新增|新建|新设|新开通|新投用"
    "|建成投用|建成(?!区)|建设(?!用地|银行)|建造|筹集|筹建|打造|开工建设|发展"
)
_IMPROVING = "提质改造|更新改造|维修改造|改造|改建|扩建|提升|升级|更新|改扩建|改"
_BOTH = "新改扩建|新改建"
_CONSTRUCTION = re.compile(f"(?:{_BOTH}|{_MAKING}|{_IMPROVING})+")
_MAKES = re.compile(f"{_BOTH}|{_MAKING}")
_IMPROVES = re.compile(f"{_BOTH}|{_IMPROVING}")
_STARTING = re.compile(r"(?:新?开工|新?启动|实施|推进|开展|完成)+(?=.*(?:改造|加装|建设$))")
_HANDLING = re.compile(r"(?:办理|办结|办复|答复)(?=.*(?:建议|提案|议案))")
_SHORTEST = 2  # characters that must remain of a name


@lru_cache(maxsize=1 << 16)
def normal_name(name: str) -> str:
    """The name without all that may differ between two ways to write the same quantity.

    国内生产总值 and 全市生产总值, 规模以上工业增加值 and 规上工业增加值, 改造老旧小区 and
    老旧小区改造 become equal. The result is for comparing only, never for showing.
    """
    text = _SPELLING.sub(_respell, _PARTICULATES.sub("PM2.5", _IGNORED.sub("", _fold(name))))
    text = _strip_start(_PREFIX, _VALUE_ADDED.sub("", text))
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
