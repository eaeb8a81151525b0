"""Tells: small rules, each of which finds one fault of a finished name.

A name is a noun phrase with a head that fits its unit. The tells look only at the name and at the unit of
its value. None of them is proof: ``confidence_points.csv`` has the weight of each.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import NamedTuple

from app.extraction.naming.parts import Parts, is_noun
from app.extraction.rules import Rule, rule
from app.extraction.values import COUNTED
from app.lexicon.types.cues import Cues

PARTICLES = frozenset({"ul", "uz"})
ENDS_BADLY = frozenset({"p", "c", "d", "u", "uj", "ul", "uv", "f", "r", "t", "m", "vd", "ad", "mq"})
BEGINS_BADLY = frozenset({"p", "c", "d", "u", "uj", "ul", "r"})
TIME = "(?:19|20)\\d\\d年|⟨time in name⟩"
BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
HASTE = "(?:⟨haste⟩)+"
SPED_UP = "(?:⟨speeds up⟩)建设"
STATING = "⟨stating verb⟩"
OUTCOME = "(?:⟨outcome⟩)+(?=.{2,16}的)"
"""Adverbs before a clause that qualifies the noun: 全部开工的项目."""
DONE = re.compile("完成的(?=..)")
MARKS = re.compile("[、，]")
ONE_CLASS = "(?<!类)、(?=[^、]{1,8}⟨class of goods⟩)"
EXAMPLES = re.compile("^.*等(?=..)")
SIDE = ".*(?:⟨grade⟩)|.*.考|.?"
"""Parts that are grades or sides of one thing: 省、市重点项目, 国考、省考断面."""
NOTE = r"(?<=[”》])（\d{1,2}）|【\d{1,2}】|[①-⑳㉑-㊿]"
"""Marks of footnotes that no other brackets can be."""
MARK = re.compile(rf"{NOTE}|\[\d*\]?|[〔〕［］]|\d+\]|[<>*#|]")
AMOUNT_OF_DEED = "⟨deed with amount⟩⟨amount of deed⟩"
LEANING_RATE = "(?:⟨average before rate⟩|⟨deed before rate⟩)?.{2}[率度]"
OF_PERIOD = re.compile("^[年月日](?=..)")
CAPACITY = "[年日].{2}⟨capacity⟩"
LEANS = f"⟨in service⟩?总.{{1,3}}|{LEANING_RATE}|其?⟨extreme or average⟩.{{2,3}}|{AMOUNT_OF_DEED}|{CAPACITY}"
REACHED = (
    "⟨before reach⟩*(?:⟨reach whom⟩(?!的)[^、，]{0,10}|⟨serves⟩[^、，的]{0,3})(?:⟨people⟩|⟨body reached⟩)"
)
PAIRS = (("“", "”"), ("（", "）"), ("(", ")"), ("《", "》"))
A_HEAD = frozenset("人户亩月日次")
"""亩均, 户均: an average is not an adverb."""
SHARES = "⟨name of share⟩"
SHORT_ENOUGH = frozenset("县镇乡村区市州旗人户")
AMOUNT = r"(?P<over>[超过])?[\d.]+[多余]?[万亿千百]*(?:⟨amount unit⟩)(?!⟨class of thing⟩)"
THINGS = "⟨body noun⟩$"
TASKS = "⟨task noun⟩$"
BODIES = frozenset({"家", "名", "所", "座", "辆", "台", "部", "艘", "架", "株", "栋"})
"""Units of tangible things: they do not count deeds."""
MEASURES_SPACE = frozenset({"length", "area", "mass", "volume", "money"})


class Finished(NamedTuple):
    """A name that a form has made: its parts, and ``name`` without the text in quotes and brackets."""

    parts: Parts
    name: str
    cues: Cues

    def has(self, words: str, start: int = 0) -> bool:
        """Whether one of the words from index ``start`` on is in a set of the lexicon."""
        return any(self.cues.has(words, word.text) for word in self.parts.words[start:])

    def ends(self, words: str) -> bool:
        """Whether the name ends with a word of a set of the lexicon."""
        return self.cues.compile(f"{words}$").search(self.name) is not None


Tell = Rule[..., bool]


@rule("tell.particle")
def particle(finished: Finished) -> bool:
    """了 or 着 turns a name into a sentence: 完成了管网改造; with 的 after it, it qualifies a noun."""
    after = takewhile(lambda word: word.text != "的", reversed(finished.parts.words))
    return any(word.tag in PARTICLES for word in after)


@rule("tell.tail")
def tail(finished: Finished) -> bool:
    """A name ends with a noun, not a preposition, adverb, number or time expression: 优良天数比."""
    if finished.ends("⟨tail of its own⟩") or finished.ends("⟨noun though tagged⟩"):
        return False
    return finished.parts.last.tag in ENDS_BADLY or finished.ends("⟨bad tail⟩")


@rule("tell.start")
def start(finished: Finished) -> bool:
    """A name does not begin with a preposition or adverb: 为困难家庭发放补贴, not 被评为示范的企业."""
    first = finished.parts.words[0]
    if first.tag == "p" and "的" in finished.name[1:-1]:
        return False
    of_its_own = "⟨start of its own⟩|对.+⟨traded with⟩[总金]?[额值量]?$"
    if finished.cues.compile(of_its_own).match(finished.parts.name):
        return False
    having = finished.cues.compile("⟨having⟩").fullmatch(first.text) and "的" not in finished.name
    return first.tag in BEGINS_BADLY or bool(having)


@rule("tell.time")
def time(finished: Finished) -> bool:
    """Time expressions date the value and are not part of the name: 较“十三五”末改善, 年末存款余额."""
    return finished.cues.compile(TIME).search(finished.parts.name) is not None


@rule("tell.state")
def state(finished: Finished) -> bool:
    """A verb of state turns a name into a sentence: 政务服务实现网上可办; before 的 it qualifies a noun."""
    whole = "的" in finished.name or finished.ends(SHARES)
    return not whole and finished.has("state in name", 1)


@rule("tell.adverb")
def adverb(finished: Finished) -> bool:
    """Adverbs of frequency or certainty are not part of a name: 博士点均新增, 还将建设公园."""
    words = finished.parts.words
    pattern = finished.cues.compile("⟨adverb in name⟩")
    before = ("", *(word.text[-1] for word in words))
    return any(
        pattern.fullmatch(word.text) and last not in A_HEAD for word, last in zip(words, before, strict=False)
    )


@rule("tell.list")
def several(finished: Finished) -> bool:
    """Several things side by side: 总产、小麦最高单产; marks inside quotations do not count.

    Examples before the noun that sums them up are no list: 低保、特困等救助资金; nor is one class of goods:
    粮油、食品类.
    """
    side = finished.cues.compile(SIDE)
    name = finished.cues.compile(ONE_CLASS).sub("", EXAMPLES.sub("", finished.name))
    return any(not side.fullmatch(part) for part in MARKS.split(name)[:-1])


@rule("tell.haste")
def haste(finished: Finished) -> bool:
    """Adverbs of haste and modal verbs before the verb of a name: 加快建设制氢项目, 要再减少贫困人口.

    加快建设的项目 is well-formed: its things are being built, not built.
    """
    match = finished.cues.compile(HASTE).match(finished.name)
    being_built = finished.cues.compile(f"{SPED_UP}的").match(finished.name)
    return not being_built and match is not None and bool(finished.cues.action_at(finished.name, match.end()))


@rule("tell.stating")
def stating(finished: Finished) -> bool:
    """A verb that states or promises the value is not part of a name: 完成农用地整治, 力争销售收入."""
    name = finished.parts.name
    if finished.cues.compile(OUTCOME).match(name) or DONE.match(name):
        return True
    return finished.cues.compile(STATING).match(name) is not None and "的" not in name


@rule("tell.anaphor")
def anaphor(finished: Finished) -> bool:
    """A word that refers back is not a name without its noun: 此项资金, 两项指标."""
    return (
        finished.has("anaphor")
        or finished.cues.compile("⟨anaphor in front⟩").match(finished.name) is not None
    )


@rule("tell.short")
def short(finished: Finished) -> bool:
    """A single character or a bare verb is not a name: 新, 新建; but 人 and 县 are."""
    name = finished.parts.name
    verb = len(finished.parts.words) == 1 and finished.parts.last.tag == "v"
    return (len(name) == 1 and name not in SHORT_ENOUGH) or (verb and name in finished.cues.actions)


@rule("tell.mark")
def mark(finished: Finished) -> bool:
    """Footnote marks and half a pair of brackets or quotes: “七个一”[10]工程, 生产总值②."""
    name = finished.parts.name
    return MARK.search(name) is not None or any(name.count(a) != name.count(b) for a, b in PAIRS)


@rule("tell.repeated")
def repeated(finished: Finished) -> bool:
    """A repeated pair of characters means two names in one: 产值超10亿元企业产值."""
    name = finished.name
    if "占" in name or "的" in name:
        return False
    pairs = [name[at : at + 2] for at in range(len(name) - 1)]
    seen: dict[str, int] = {}
    for at, pair in enumerate(pairs):
        if at - seen.setdefault(pair, at) > 1 and pair.isalpha():
            return finished.cues.compile("⟨may return⟩").fullmatch(pair) is None
    return False


@rule("tell.dependent")
def dependent(finished: Finished) -> bool:
    """A quantity without its owner: 总投资, 覆盖率, 户均增收."""
    name = finished.parts.name
    cues = finished.cues
    return name in cues.dependents or leaning(name, cues) or reaching(name, cues)


@rule("tell.amount")
def amount(finished: Finished) -> bool:
    """Another value inside: 投资10亿元企业; but 10亿元以上项目, 产值超10亿元企业 are kinds of things."""
    inside = finished.cues.compile(AMOUNT).finditer(finished.name)
    return any(not (found["over"] and finished.name[found.end() :]) for found in inside)


@rule("tell.head")
def head(finished: Finished, unit: str, kind: str) -> bool:
    """The head of counted things is a noun: 审批事项一窗受理服务 512项, 黑臭水体动态清零 104条."""
    if kind not in COUNTED or is_noun(finished.parts.last, strict=unit in BODIES):
        return False
    return not finished.ends("⟨noun though tagged⟩") and (
        unit in BODIES or not finished.ends("⟨deed counted⟩")
    )


@rule("tell.unit")
def other_unit(finished: Finished, unit: str, kind: str) -> bool:
    """The unit does not count the head: 行政村 in 公里, 前期工作 in 家, 企业 in 元."""
    if kind in MEASURES_SPACE and finished.cues.compile(THINGS).search(finished.name):
        return True
    return unit in BODIES and finished.cues.compile(TASKS).search(finished.name) is not None


TELLS: tuple[Rule[[Finished], bool], ...] = (
    particle, tail, start, time, state, adverb, haste, stating, several, anaphor, short, mark, repeated,
    dependent, amount,
)  # fmt: skip
TELLS_OF_COUNT: tuple[Rule[[Finished, str, str], bool], ...] = (head, other_unit)
"""These look also at the unit of the value and its kind."""


def leaning(name: str, cues: Cues) -> bool:
    """Whether a name has the form of a quantity without its owner."""
    if OF_PERIOD.sub("", name) in cues.dependents:
        return True
    return bool(cues.compile(LEANS).fullmatch(name)) and not cues.compile("⟨rate of its own⟩").fullmatch(name)


def reaching(name: str, cues: Cues) -> bool:
    """Whether a name says who is reached, but not by what: 惠及群众, 带动就业增收人员."""
    return cues.compile(REACHED).fullmatch(name) is not None
