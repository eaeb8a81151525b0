"""How a group of values gets its names: one rule a form, tried in order, the first that answers wins."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from app.extraction.context import Context
from app.extraction.leads import Lead
from app.extraction.naming import Namer, grade_only, head_of, without_grade
from app.extraction.rules import rule
from app.extraction.tokens import COUNTED, Quantity
from app.lexicon.cues import Cues
from app.model.observation import Bound

RANKED = re.compile(
    r"^(?P<subject>.*?)(?P<adverb>(?:均|分别|稳|继续|连续[^，]{0,4}|始终|持续|双双|一直|仍|已|蝉联|首次|也|并|总体|综合|历史性|一举|成功|保持)*)"
    r"(?P<cue>高居|位居|位列|名列|居于|居|排名|排位|位次|排在|排|列|跃居|跃升(?:至|到|为)?|升至|升到|上升(?:至|到)|提升(?:至|到)|前移至|攀升至|进位(?:至|到)|进入|进至|跻身|挺进|迈入|跨入|入围|晋升(?:为|至)|获得?|荣获|夺得|取得|达到|保持在?|稳居|稳定在|退至|从|由|为|是|成为|列入|闯入|冲入)"
    r"(?P<among>[^，。；]*)$"
)
FIELD = re.compile(
    r"(?P<among>(?:全国|全省|全市|全区|全县|全州|全盟|全自治区|全球|世界|亚洲|西部|中部|东部|东北|西北|西南|省内|国内|沿海|同类|副省级|地级|计划单列|省会|城市|地区|省份|省区市?|市州|县市区|及?以上|各|直辖市|自治区|区域|长三角|珠三角|[一二三]线|中|的|等)+)$"
)
AREA_ONLY = re.compile(
    r"(?:我国|全国|全省|全市|全区|全县|全州|全盟|全自治区|全球|世界|亚洲|西部|中部|东部|东北|西北|西南|省内|国内|沿海|同类|副省级|地级市?|计划单列|省会|城市|地区|省份|省区市?|市州|县市区?|及?以上|各|直辖市|自治区|区域|长三角|珠三角|中|的|等|[省市]|\d+个|[一二三四五六七八九十]+个|民族|[之间])*"
)
GOAL = re.compile(
    r"(?:(?:超额)?(?:完成|占|达到?|为|实现|达成|是|达目标的)+了?)?(?P<whose>(?:全年|年度|当年|本年度|年初|年|省|市|区|县|州|上级|国家|下达|既定|预期|计划|规划|目标|任务|投资|考核|责任|省定|市定|区定|序时|总|收入|支出|调整|预算|进度|的){0,8})(?:目标|任务|计划|预算|进度|任务数|目标数|计划数|目标值|任务量|年计划|预期)(?:任务|目标|数|值|总量|总数|投资|额|量)*的?$"
)
OVER_GOAL = re.compile(r"(?:超|超过|超出|超额完成|超额)(?:[^，。；]{0,6})(?:目标|任务|计划|预算|预期)(?:任务|目标)?(?:的)?$")
GOAL_BEHIND = re.compile(r"的?(?:年度|全年|年初|预定|既定|规划|发展|增长)*的?(?:预期|计划|年度|控制|约束|增长|奋斗|考核|规划|发展)*(?:目标|任务|计划)")
STOPS = re.compile(r"[、，；：。）]|以上|左右")
HEAD_ENDS = re.compile(
    r"(?:按期|按时|为(?!民)|全部|全面|均|都|已|基本|分别|正在|加快|陆续|顺利|相继|如期|提前|成功|实现|获评|获批|入选|入围|上榜|通过|完成|开工|竣工|建成|投产|获得|荣获|被|达到|成为|进入|跻身|获|在|到|由|因|与(?!会)|纳入|接受|列入|落户|落地|晋升)(?!项目|企业|面积|区|投资|人口|镇|村)"
)
STATES_BEHIND = re.compile(
    r"居|位居|位列|达到?(?!标|产)|占(?!地|道)|增长|下降|同比|比上年|较|为(?!民)|均(?!衡)|以上|左右|排名|列(?!车)|稳居|总数|总量|累计|其中|超过|高于|低于|快于|并(?!购|网)|，|左右|上下|内(?!资|贸|涝|河|需)|用于|同时|此外|而且|且|大关|台阶|到(?!位)|或|上升|提高|减少|增加(?!值)"
)
VERBAL = re.compile(
    r"(?:入选|入围|上榜|获评|获批|获得?|荣获|被|通过|完成|实现|进入|跻身|晋升|成为|落户|纳入|列入|评为|新晋|新入|成功|全部|全面|基本|正在|开工|竣工|投产|建成|达标|通车|脱贫|摘帽|出列|在|由)(?!项目|企业|面积|区|投资|人口|镇|村)"
)
PURE = re.compile(r"(?:首批|新一批|第一批|一批|等|约|为|对|给|向|让|使|帮助|引导|组织|支持|推动|推进|扶持|指导|服务|选派|将|把|以|从|在|共有|共|有|全国|其中|涉及|覆盖|惠及|包括|拥有|另有|还有|、)*")
SUBJECT_ENDS = re.compile(
    r"跃上|登上|不断|持续|稳步|加快|快速|连跨|连续|跨|迈|突破|稳居|位居|达到|实现|创|进一步|保持|再|全面|大幅|蓬勃|明显|显著|基本|成功|首次|成为|得到|获|已|呈|企稳|平稳|总体|逐步|日益|全部|加速|优于|高于|快于|好于"
)
SAID_OF = re.compile(
    r"(?P<of>[^、]{2,20}?)(?:实现|完成|累计完成|累计实现)(?P<what>(?:总)?(?:增加值|产值|总产值|利润|利税|税收|销售收入|营业收入|主营业务收入|投资|收入|销售额|成交额|进出口|出口|交易额|零售额|产量))"
)
TOTALS = frozenset({"总量", "总额", "总规模", "规模", "总数", "总值"})
STOCK = re.compile(r"(?:总数|总量|总额|总规模|累计|总人数|总户数|总面积|总里程|存量|数量|规模|总计|余额|总资产|在册|达到?)+$")
GENERIC_MONEY = re.compile(r"^(?:总|共|已|累计|完成|到位|计划|年度|全年|概算)*(?:投资|投入|资金|安排|列支|落实|拨付|争取|投入资金|安排资金|落实资金|投资额|总投资)$")


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything that a form may look at. ``first`` is true for the first group of its clause."""

    quantities: tuple[Quantity, ...]
    lead: Lead
    lead_text: str
    lead_mask: str
    tail: str
    tail_mask: str
    context: Context
    mark: str
    first: bool
    namer: Namer
    cues: Cues
    known: Callable[[str], bool]
    has_next: bool
    following: str
    closing_verbs: Callable[[str], str]
    inside: bool


@dataclass(frozen=True, slots=True)
class Naming:
    """Names for the values of a group, one each, and how they came about."""

    names: tuple[str, ...]
    rules: tuple[str, ...]
    verb: str = ""
    among: str = ""
    kind: str = ""
    stated: bool = False
    fresh: bool = True
    flags: tuple[str, ...] = ()


Form = Callable[[Situation], Naming | None]


def _subjects(situation: Situation, count: int) -> tuple[str, ...]:
    """The last ``count`` names that the sentence stated, or fewer."""
    context = situation.context
    if count > 1 and len(context.heads) == count:
        return context.heads
    if count > 1:
        return context.history[-count:]
    return (context.heads or context.history or context.ago)[-1:]


@rule("form.part-of-name")
def part_of_name(situation: Situation) -> Naming | None:
    """Numbers inside what was counted: 3家入围前十, 201个村经营性收入超过30万元."""
    first = situation.quantities[0]
    if not situation.inside:
        return None
    over = first.kind == "money" and first.bound is Bound.MIN and not situation.lead.change
    if first.form == "rank" and first.bound is Bound.MAX or over:
        return Naming((), ("form.part-of-name",), kind="part")
    return None


@rule("form.rank")
def rank(situation: Situation) -> Naming | None:
    """A rank: 跨境电商出口额…，稳居全市第一; 位列全国科技创新百强区第一位."""
    count = len(situation.quantities)
    if situation.quantities[0].form != "rank":
        return None
    text = situation.lead_text
    match = RANKED.match(text)
    among, subject = (match["among"], match["subject"]) if match else ("", text)
    if not match or (match["cue"] in {"为", "是", "从", "由", "达到"} and not AREA_ONLY.fullmatch(among)):
        found = FIELD.search(text)
        among, subject = (found["among"], text[: found.start()]) if found else ("", text)
        match = None
    subject = _plain_subject(subject, situation)
    if not subject and not situation.first and situation.context.ranked:
        subject = situation.context.ranked
    among = among.strip("的在、，“”") or situation.context.among
    if not AREA_ONLY.fullmatch(among):
        among, subject = among, subject if len(subject) >= 2 else ""
        names: tuple[str, ...] = (f"{subject}{among}排名",) * count
        return Naming(names, ("form.rank",), among=among, kind="rank")
    subjects = (subject,) * count
    if count > 1 and subject:
        subjects = situation.namer.split(subject, subject, count) or subjects
    if not subject:
        subjects = _subjects(situation, count)
        subjects = subjects * count if len(subjects) == 1 else subjects
    if len(subjects) != count:
        return None
    bare = tuple(s.removesuffix("排名") for s in subjects)
    bare = tuple(b.removesuffix(among) for b in bare)
    return Naming(tuple(f"{b}{among}排名" for b in bare), ("form.rank",), among=among, kind="rank")


def _plain_subject(subject: str, situation: Situation) -> str:
    """The ranked thing without openers; empty where only adverbs stand."""
    subject = subject.strip("、，的并和")
    start = situation.lead_text.find(subject) if subject else -1
    if start < 0:
        return ""
    lead = situation.lead
    subject = re.sub(r"(?:连续|近|已)*(?:\d+|[一二三四五六七八九十]+)[年个季月度]+$", "", subject)
    name = subject
    if lead.start >= 0 and subject not in lead.name and lead.name:
        offset = subject.find(lead.name[:2])
        name = subject[offset:] if offset > 0 else subject
    for word in ("其中", "全市", "全省", "全区", "全国", "全年", "连续", "稳", "已", "并", "均", "分别", "还", "也"):
        name = name.removeprefix(word).removesuffix(word)
    if re.fullmatch(r"(?:总量|总数|增速|增幅|规模|数量|总额|位次|排名)?", name):
        heads = _subjects(situation, 1)
        return f"{heads[0]}{name}" if heads and name in {"总量", "总数", "增速", "增幅", "规模"} else ""
    return name


@rule("form.completion")
def completion(situation: Situation) -> Naming | None:
    """A percentage of a plan: 完成年度任务的154.3%, 超年度目标15%."""
    if situation.quantities[0].kind != "percent":
        return None
    text = situation.lead_text
    over = OVER_GOAL.search(text)
    match = over or GOAL.search(text)
    if match is None or not (text.endswith("的") or over or "完成" in match.group() or "占" in match.group()):
        return None
    subject = text[: match.start()].strip("、，并和,，")
    subject = re.sub(r"(?:分别|均|已|共|各|超额|提前|顺利)+$", "", subject)
    count = len(situation.quantities)
    names = situation.namer.split(subject, subject, count) if len(subject) > 1 else None
    if names is None and len(subject) > 1 and count == 1:
        names = (subject,)
    names = names or _subjects(situation, count)
    if len(names) != count:
        names = names[-1:] * count if names else (situation.context.plain[-12:] or text,) * count
    return Naming(tuple(names), ("form.completion",), kind="over-goal" if over else "completion")


@rule("form.goal-exceeded")
def goal_exceeded(situation: Situation) -> Naming | None:
    """The target beside its outcome: 增长6.5%，超过6%的预期目标."""
    if not GOAL_BEHIND.match(situation.tail) or len(situation.lead.noun) > 1:
        return None
    names = _subjects(situation, len(situation.quantities))
    if len(names) != len(situation.quantities):
        return None
    return Naming(names, ("form.goal-exceeded",), kind="goal", fresh=False)


@rule("form.head-behind")
def head_behind(situation: Situation) -> Naming | None:
    """The counted thing behind its number: 启动14个民生领域重大项目, 61家鄞企上榜…, 9822家小微企业."""
    last, lead = situation.quantities[-1], situation.lead
    tail = situation.tail.lstrip("”")
    if last.kind in {"percent", "point", "rank", "ratio", "time"} or last.form == "rank" or not _is_head(situation, tail):
        return None
    listing = lead.name.endswith("等")
    pure = not lead.noun or PURE.fullmatch(lead.noun) is not None or PURE.fullmatch(lead.name) is not None
    closing = "" if pure or listing else situation.closing_verbs(lead.name)
    verbal = VERBAL.match(tail) is not None
    if last.kind not in COUNTED and last.unit and not (pure or closing or listing):
        return None
    if verbal and not (pure or listing):
        return None
    if last.kind == "money" and (verbal or not (lead.verb or closing)):
        return None
    shared_with_next = situation.has_next and tail[-1] not in "、和与及"
    if shared_with_next and not (pure or listing):
        return None
    head = _head(situation, tail)
    if len(head) < 2:
        return None
    if verbal and (known := _subjects(situation, 1)) and not listing:
        head = f"{head}{head_noun(without_verb(known[0], situation.cues))}"
    verb = closing or lead.verb or _change_verb(lead)
    if not verb and lead.separated and situation.context.counted:
        verb = situation.context.verb
    verb = "" if PURE.fullmatch(verb) else verb
    prefix = verb if pure or closing or listing else lead.name.removesuffix("的") + _change_verb(lead)
    head = _restrictive(head, bare=not prefix)
    return Naming((prefix + head,) * len(situation.quantities), ("form.head-behind",), verb=verb, kind="head-behind",
                  fresh=not lead.separated)  # fmt: skip


def _restrictive(head: str, *, bare: bool) -> str:
    """What a thing did as what it is: 商务楼宇实现“清零” is 实现“清零”的商务楼宇."""
    noun = head_noun(head)
    deed = head[len(noun) :]
    if not bare or not deed:
        return head
    return noun if len(deed) > 36 or deed[0] in "为在由因" else f"{deed}的{noun}"


def _change_verb(lead: Lead) -> str:
    """提升 and 扩大 before what they change are verbs of action: 提升100所学校周边环境."""
    return next((w for w in lead.words if w in {"提升", "提高", "扩大", "新增", "净增"}), "")


def _is_head(situation: Situation, tail: str) -> bool:
    """Whether the words behind a number can be what it counts."""
    if len(tail) < 2 or STOPS.match(tail) or tail[0] in "的░▓█和与及或等":
        return False
    return not STATES_BEHIND.match(tail)


def _head(situation: Situation, tail: str) -> str:
    mask = situation.tail_mask[len(situation.tail_mask) - len(tail) :]
    stop = re.search(r"[█░]", mask)
    end = stop.start() if stop else len(tail)
    if situation.has_next:
        cut = re.search(r"[、和与及]$|分别", tail[:end])
        end = cut.start() if cut else end
        comma = mask.find("、", 0, end)
        end = comma if comma > 1 else end
    return tail[: min(end, 40)].strip("、和与及的，")


def head_noun(name: str) -> str:
    """The counted noun at a name's start: 市级重点建设项目 of 市级重点建设项目全部开工."""
    match = HEAD_ENDS.search(name, 2)
    return name[: match.start()] if match else name


@rule("name.share-of")
def share_of(situation: Situation) -> Naming | None:
    """A share named without 比重: 产值占规模以上工业的11.7%."""
    last = situation.quantities[-1]
    text = situation.lead_text
    if last.kind != "percent" or "占" not in text:
        return None
    match = re.search(r"(?P<part>[^占]*?)(?:已|约|分别|合计|大约)*占(?P<whole>[^占]{1,24}?)(?P<tail>(?:的)?(?:比重|比例|份额|比率|百分比)?)(?P<state>(?:分别)?(?:约|为|达到?|提高到|提升到|上升到|降到|下降到|超过|保持在|稳定在|由|从|的|提高|提升|上升|下降|降低|至|到|已|将|比上年|增加)*)$", text)
    if match is None or match["whole"] in {"地", "用", "有", "道"}:
        return None
    count = len(situation.quantities)
    part = re.sub(r"^[、和与及并，其中]+|(?:已|均|也|分别)+$", "", match["part"])
    for prefix in ("全市", "全省", "全区", "全年", "全县", "其中"):
        part = part.removeprefix(prefix)
    if part in situation.cues.dependents and (whose := _subject(situation)):
        part = head_noun(head_of(without_verb(whose, situation.cues))) + part
    parts = situation.namer.split(part, part, count) if count > 1 and part else (part,) * count if part else None
    rules: tuple[str, ...] = ("name.share-of",)
    if parts is None:
        parts = _subjects(situation, count)
        rules = (*rules, "name.elided")
    if len(parts) != count:
        return None
    whole = match["whole"].removesuffix("的")
    return Naming(tuple(f"{p}占{whole}比重" for p in parts), rules, stated=True, kind="share")


@rule("name.dependent")
def dependent(situation: Situation) -> Naming | None:
    """A quantity of what was named before: 新登记企业4.6万户、总量达118.7万户; 出口量居…."""
    lead = situation.lead
    noun = re.sub(r"^(?:完成|实现|达到|总的)", "", lead.name)
    stock = not lead.name and lead.cumulative and bool(lead.words) and bool(situation.context.history)
    if stock and situation.context.counted:
        head = without_verb(situation.context.history[-1], situation.cues)
        return Naming((f"{head}累计",) * len(situation.quantities), ("name.dependent",), kind="stock", stated=True)
    if noun not in situation.cues.dependents or (situation.known(noun) and not situation.context.counted):
        return None
    base = _subject(situation)
    if not base or (lead.part and situation.known(noun)):
        return None
    base = without_verb(base, situation.cues)
    whole = noun in TOTALS and head_of(base) != base
    head = "" if whole else head_noun(head_of(base))
    noun = base if whole else noun
    if noun == "投资" and situation.quantities[0].kind == "money" and not situation.context.counted:
        return None
    names = (f"{head}{noun}",) * len(situation.quantities)
    return Naming(names, ("name.dependent",), verb="", kind="dependent", stated=True)


def _subject(situation: Situation) -> str:
    """What the sentence speaks of: the name stated last, or the subject of a later clause without value."""
    context = situation.context
    if context.fresh_plain and (subject := plain_subject(context.plain, situation)):
        return subject
    return context.history[-1] if context.history else ""


def _plain_list(situation: Situation, count: int) -> tuple[str, ...] | None:
    words = re.sub(r"^[，、：；\s]*(?:全市|全省|全区|全县|全年|其中|同时)*", "", situation.context.plain)
    match = SUBJECT_ENDS.search(words, 2)
    listed = words[: match.start()] if match else words
    return situation.namer.split(listed, listed, count) if listed.count("、") + 1 < count + 2 and len(listed) > 3 else None


def plain_subject(words: str, situation: Situation) -> str:
    """The subject of a clause without value: its catalogue name, or what stands before its verb."""
    words = re.sub(r"^[，、：；\s]*(?:全市|全省|全区|全县|全年|其中|同时|我国|我省|我市|目前)*", "", words)
    for end in range(min(len(words), 24), 1, -1):
        if situation.known(words[:end]):
            return words[:end]
    match = SUBJECT_ENDS.search(words, 2)
    subject = words[: match.start()] if match else ""
    return subject if 2 <= len(subject) <= 24 and not situation.cues.action_at(subject, 0) else ""


def without_verb(name: str, cues: Cues) -> str:
    """A name without the verb of action that it begins with: 新增市场主体 is 市场主体."""
    at = 0
    while word := cues.action_at(name, at):
        at += len(word)
    return name[at:] if at < len(name) - 1 else name


@rule("name.money-for")
def money_for(situation: Situation) -> Naming | None:
    """Money named by what it paid for: 投资1.2亿元完成了机场路护坡改造."""
    if situation.quantities[0].kind != "money" or not GENERIC_MONEY.match(situation.lead.name):
        return None
    behind = situation.tail.strip("、，") or ("" if situation.has_next else situation.following)
    purpose = re.sub(r"^(?:用于|完成了?|实施了?|对|建设了?|，)*", "", behind)
    purpose = re.split(r"[，。；█░]", purpose)[0]
    if len(purpose) < 3 or situation.has_next and len(purpose) < 4:
        return None
    money = "投资" if "投" in situation.lead.name else "资金"
    return Naming((f"{purpose[:40]}{money}",) * len(situation.quantities), ("name.money-for",), kind="money")


@rule("name.money-of")
def money_of(situation: Situation) -> Naming | None:
    """Money of what follows it: 推进总投资2488亿元的432个工业转型升级项目."""
    if situation.quantities[0].kind != "money" or not re.match(r"的?█", situation.tail_mask + "█") or not situation.has_next:
        return None
    match = re.search(r"(?:总投资|计划投资|投资|总金额|合同金额)(?:额)?$", situation.lead.name)
    if not match or not situation.tail.startswith("的") or len(situation.following) < 2:
        return None
    head = re.split(r"[，。；：、█░]", situation.following)[0]
    return Naming((f"{head}{match.group()}",), ("name.money-of",), kind="money")


@rule("form.share-behind")
def share_behind(situation: Situation) -> Naming | None:
    """The whole behind its share: 超80%的省科技攻坚项目、资金由企业承担."""
    tail = situation.tail
    last = situation.quantities[-1]
    direct = last.form == "fraction" and len(tail) > 2 and not STOPS.match(tail) and not STATES_BEHIND.match(tail)
    if last.kind != "percent" or not (tail.startswith("的") or direct) or situation.lead.noun or situation.lead.change:
        return None
    if len(tail) < 4 or re.match(r"的?(?:年均)?(?:增长|增速|速度|目标|水平|预期|增幅|比例|比重)", tail):
        return None
    return Naming((f"{tail.removeprefix('的')[:40]}比例",) * len(situation.quantities), ("form.share-behind",), kind="share")


@rule("name.own")
def own(situation: Situation) -> Naming | None:
    """The words just before the number: 实现地区生产总值2211亿元."""
    lead = situation.lead
    if len(lead.name) < 2 or (not lead.noun and not lead.words and len(lead.name) < 2):
        return None
    count = len(situation.quantities)
    name, rules, verb = lead.name, ("name.own",), lead.verb
    lacks_noun = verb and not lead.noun and bool(situation.context.history)
    money = situation.quantities[0].kind == "money"
    if lacks_noun and verb in {"新增", "净增", "增加"} and money and not situation.context.counted:
        return Naming(situation.context.history[-1:] * count, ("name.elided",), kind="flow", fresh=False)
    same = situation.context.unit == situation.quantities[0].unit
    if lacks_noun and situation.context.counted and (lead.part or (same and len(verb) == 2)):
        base = without_verb(situation.context.history[-1], situation.cues)
        return Naming((verb + head_noun(base),) * count, ("name.own", "list.shared-noun"), verb=verb)
    inherits = _inherits(situation)
    if grade_only(lead.noun) and situation.context.history:
        base = without_grade(without_verb(situation.context.history[-1], situation.cues))
        name, rules = lead.name + base, (*rules, "list.shared-noun")
    if inherits:
        name, verb = situation.context.verb + name, situation.context.verb
        rules = (*rules, "list.inherit-verb")
    if (said := SAID_OF.fullmatch(name)) and not situation.known(name):
        name, rules = said["of"] + said["what"], (*rules, "name.verb-inside")
    attribute = lead.attribute
    names: tuple[str, ...] = (name,) * count
    if count > 1 or attribute or lead.spread:
        parted = situation.namer.split(name[len(verb) :], name[len(verb) :], count) if count > 1 else None
        if parted:
            names, rules = tuple(verb + p for p in parted), (*rules, "pair.zip")
        if attribute:
            names = tuple(n + attribute for n in names)
    return Naming(names, rules, verb=verb, stated=lead.stated, fresh=not lead.separated or lead.stated)


def _inherits(situation: Situation) -> bool:
    lead, context = situation.lead, situation.context
    if lead.verb or not context.verb or not context.counted or context.stated or lead.stated:
        return False
    if situation.known(lead.name) or situation.quantities[0].kind not in COUNTED | {"length", "area", "mass", "volume"}:
        return False
    return bool(lead.separated) or (situation.mark == "，" and situation.first) or lead.part


@rule("pair.items")
def items(situation: Situation) -> Naming | None:
    """Values handed out to the things counted before: 6个省级和9个市级项目…分别完成投资49.1亿元、42.4亿元…."""
    lead, count = situation.lead, len(situation.quantities)
    if not lead.attribute or len(situation.context.heads) + 1 < count or count < 2:
        return None
    heads = situation.context.heads[-count:]
    if len(heads) != count:
        return None
    names = tuple(head_noun(without_verb(h, situation.cues)) + lead.attribute for h in heads)
    return Naming(names, ("pair.items",), kind="items", stated=True)


@rule("name.verb-inside")
def verb_inside_rule() -> None:
    """A verb that only states, inside the name: 规模以上工业实现增加值 is 规模以上工业增加值."""


@rule("name.plain-subject")
def plain_subject_rule() -> None:
    """The subject of a clause without value: 地区生产总值连跨两个台阶，年均增长5.7%."""


@rule("list.shared-noun")
def shared_noun_rule() -> None:
    """A grade or verb without its noun: 新增国家级高新技术企业7家、省级13家; 企业120户，其中新增74户."""


@rule("list.inherit-verb")
def inherit_verb_rule() -> None:
    """A list's verb holds for all items: 新增国家单项冠军产品4家、省上云标杆企业6家."""


@rule("pair.zip")
def zip_rule() -> None:
    """As many values as names pair in order: 城镇和农村居民…达到70074元和39953元."""


@rule("name.elided")
def elided(situation: Situation) -> Naming | None:
    """No name of its own: ，增长7% is said of the clause before, pairwise where there are as many."""
    lead, count = situation.lead, len(situation.quantities)
    if lead.noun and lead.name not in {"完成", "实现"}:
        return None
    context = situation.context
    if count > 1 and context.fresh_plain and (parts := _plain_list(situation, count)):
        return Naming(parts, ("name.elided", "name.plain-subject", "pair.zip"))
    many = len(context.heads) == count or (lead.spread and len(context.history) >= count)
    if count > 1 and many:
        return Naming(_subjects(situation, count), ("name.elided", "pair.zip"), verb=context.verb, fresh=False)
    names = (context.heads or context.history)[-1:]
    if context.fresh_plain and (subject := plain_subject(context.plain, situation)):
        if situation.known(subject) or not names:
            return Naming((subject,) * count, ("name.elided", "name.plain-subject"))
    if not names:
        return None
    return Naming(names * count, ("name.elided",), verb=context.verb, fresh=False)


@rule("fallback.nearest-name")
def nearest(situation: Situation) -> Naming | None:
    """The last resort: the nearest words that could be a name, flagged as doubtful."""
    context, lead = situation.context, situation.lead
    tail = re.split(r"[，。；：、█░]", situation.tail)[0]
    if re.match(r"的(?:增长|增速|增幅|速度)", tail):
        tail = context.ago[-1] if context.ago else tail
    words = re.sub(r"^[，、：；\s]+", "", context.plain)[-16:]
    name = lead.name or (tail if len(tail) > 2 else "") or words or (context.ago[-1] if context.ago else "") or situation.lead_text
    return Naming((name or "未名",) * len(situation.quantities), ("fallback.nearest-name",), flags=("fallback_name",))


FORMS: tuple[Form, ...] = (
    part_of_name, rank, completion, goal_exceeded, items, money_of, head_behind, share_behind, share_of, dependent, money_for, own,
    elided, nearest,
)  # fmt: skip


def name_values(situation: Situation) -> Naming:
    """The first form's answer; the last resort always has one."""
    for form in FORMS:
        naming = form(situation)
        if naming is not None:
            return naming
    raise AssertionError("fallback.nearest-name answers everything")
