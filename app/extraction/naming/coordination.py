"""Splits a name of several things: coordination, contraction, shared heads and tails."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from app.extraction.naming.enumerated import ADDED, MARKS, after_common_end, of_class, parts_of, sectors
from app.extraction.naming.insured import Insurances
from app.extraction.naming.parts import LEVEL
from app.extraction.naming.tells import leaning
from app.lexicon.types.cues import Cues
from app.lexicon.types.words import Segmenter

SHARED_WHOLE = re.compile(r"占.{2,16}$")
AMOUNT_GRADE = "[\\d十百千]+[万亿]+元?级?|万亿元?级?|亿元级"
GRADE = f"(?:⟨grade⟩|[A-Z\\d一二三四五]+A*级|[一二三四甲乙丙]等?[级类型]|{AMOUNT_GRADE})+⟨at least⟩?"
SCALE = "⟨scale⟩(?:⟨unit of scale⟩(?=.*⟨class of goods⟩))?(?=..)"
UNIT_OF_OUTPUT = "(?P<unit>⟨per unit of output⟩)⟨intensity⟩"
TRADED_WITH = "⟨place of trade⟩?⟨traded with⟩[总金]?[额值量]?$"
TOWARDS = "对"
MEASURE = "⟨measure noun⟩$"
VERBS = frozenset({"v", "vn"})
PLACE, GOOD = "ns", "an"
NOT_OWNED = "⟨not shared⟩$"
"""The end of a head that does not belong to the later measures of a list: 接待 of 景区接待人次、经营收入."""
CLASS_NOUN = "(?<=..)⟨class noun⟩$"
RATE = "率"
"""Rates that are single words share no head: 城镇化率、失业率; but 自来水普及率、达标率 do."""
SHORT, WORDY = 3, 4
"""A part of up to SHORT characters may lack its noun; a last part of up to WORDY may lack its head."""


class Namer:
    """Splits coordinated names; ``known`` recognises catalogue names, ``words`` cuts text into words."""

    def __init__(self, cues: Cues, known: Callable[[str], bool], words: Segmenter) -> None:
        self._known = known
        self._after_measure = cues.compile("⟨after a measure⟩")
        self._words = words
        self._contractions = cues.contractions
        self._grade = cues.compile(GRADE)
        self._level = cues.compile(LEVEL)
        self._scale = cues.compile(SCALE)
        self._unit = cues.compile(UNIT_OF_OUTPUT)
        self._intensity = cues.compile("⟨intensity⟩")
        self._insurances = Insurances(cues)
        self._traded_with = cues.compile(TRADED_WITH)
        self._partly = cues.compile("^⟨partly⟩")
        self._measure = cues.compile(MEASURE)
        self._not_owned = cues.compile(NOT_OWNED)
        self._class = cues.compile(CLASS_NOUN)
        self._total = cues.compile("⟨total⟩")
        self._gross = cues.compile("⟨gross or net⟩")
        self._leans = partial(leaning, cues=cues)
        self._things = cues.things

    def cut(self, text: str) -> list[str]:
        """The words of a text."""
        return self._words(text)

    def split(self, name: str, count: int) -> tuple[str, ...] | None:
        """The ``count`` names that ``name`` coordinates, each complete; ``None`` if they are unclear."""
        parts = parts_of(name)
        if contracted := self._contracted(name, count, apart=len(parts) >= count):
            return contracted
        if len(parts) < count:
            return None
        if len(parts) > count:
            listed = [part for part in name.split("、") if part]
            parts = listed if len(listed) == count else parts[-count:]
        return self._complete(parts)

    def each(self, name: str) -> tuple[str, ...] | None:
        """All names that ``name`` coordinates, each complete; ``None`` if it names one thing."""
        parts = parts_of(name)
        if len(parts) == 1 or any(len(part) == 1 for part in parts):
            return None
        return self._complete(parts)

    def _contracted(self, name: str, count: int, *, apart: bool) -> tuple[str, ...] | None:
        """The names that a short form stands for: 存贷款余额 is 存款余额 and 贷款余额.

        ``apart`` is true if marks already separate that many things: then only 开、竣工 counts as short.
        """
        for short, whole in self._contractions.items():
            if short in name and len(whole) == count and (not apart or MARKS.search(short)):
                added = ADDED if name == short and self._known(whole[0] + ADDED) else ""
                return tuple(name.replace(short, part, 1) + added for part in whole)
        return None

    def _complete(self, parts: list[str]) -> tuple[str, ...]:
        parts = [*parts[:-1], parts[-1].removesuffix("等")] if len(parts) > 1 else parts
        return sectors(parts) or of_class(parts) or self._completed(parts)

    def _completed(self, parts: list[str]) -> tuple[str, ...]:
        last = parts[-1]
        stem, others, class_ = last.partition("等")
        if others and len(stem) > 1 and self._measure.search(class_):
            return tuple(part + class_ for part in (*parts[:-1], stem))
        whole = SHARED_WHOLE.search(last)
        if whole and not any("占" in part for part in parts[:-1]):
            heads = self._complete([*parts[:-1], last[: whole.start()]])
            return tuple(f"{head}{whole.group()}" for head in heads)
        parts = self._towards(self._of_output(self._scaled(self._insurances.insured_alike(parts))))
        last = parts[-1]
        begun = any(last.startswith(part) for part in parts[:-1])
        completed = [self._begun(part, last) if begun else self._with_tail(part, last) for part in parts[:-1]]
        headed = bool(completed) and self._measure.search(parts[0]) is not None
        return self._headed([*completed, last]) if headed else (*completed, last)

    def _scaled(self, parts: list[str]) -> list[str]:
        """The scale of the first part applies to the parts that share its measure: 限额以上住宿和餐饮业."""
        scale = self._scale.match(parts[0])
        if scale is None or self._measure.search(parts[0]) or self._known(parts[0]):
            return parts
        lone = (self._scale.match(part) or self._known(part) for part in parts[1:])
        return [parts[0], *(p if own else scale.group() + p for p, own in zip(parts[1:], lone, strict=True))]

    def _of_output(self, parts: list[str]) -> list[str]:
        """What one unit of output takes or emits: 单位地区生产总值能耗和水耗."""
        unit = self._unit.fullmatch(parts[0])
        if unit is None:
            return parts
        bare = (self._intensity.fullmatch(part) for part in parts[1:])
        return [parts[0], *(unit["unit"] + p if b else p for p, b in zip(parts[1:], bare, strict=True))]

    def _towards(self, parts: list[str]) -> list[str]:
        """The preposition before the first partner in trade: 对东盟、欧盟进出口总额."""
        alone = parts[0].startswith(TOWARDS) and not any(part.startswith(TOWARDS) for part in parts[1:])
        if not alone or self._measure.search(parts[0]) or not self._traded_with.search(parts[-1]):
            return parts
        return [parts[0], *(TOWARDS + part for part in parts[1:])]

    def _headed(self, parts: list[str]) -> tuple[str, ...]:
        """The head of a part applies to the bare measures after it: 事故起数、死亡人数、受伤人数."""
        owner, headed = parts[0], [parts[0]]
        for part in parts[1:]:
            headed.append(self._with_head(owner, part))
            owner = part if len(part) > WORDY else owner
        return tuple(headed)

    def _begun(self, part: str, last: str) -> str:
        """A part with the measure of a last part that starts like the first: 工业、制造业、工业技改投资."""
        measure = self._measure.search(last)
        return part + measure.group() if measure and not self._measure.search(part) else part

    def _with_tail(self, part: str, last: str) -> str:
        if self._unit.fullmatch(part):
            return part
        if shared := self._traded(part, last) or self._alike(part, last):
            return part + shared
        measured = self._known(part) and self._measure.search(part)
        for at in range(1, len(last) - 1):
            whole = part + last[at:]
            if measured and not self._after_measure.fullmatch(last, at):
                continue
            if self._known(whole) and not self._starts_anew(part, last[at:]):
                return whole
        if self._known(part) or self._measure.search(part):
            return part
        measure = self._measure.search(last)
        if measure and measure.start() > 0:
            return part + self._tail(part, last, measure.group())
        return self._shared_noun(part, last)

    def _traded(self, part: str, last: str) -> str:
        """The trade with each of several partners: 出口 of 对东盟、中东出口."""
        traded = self._traded_with.search(last) if part.startswith(TOWARDS) else None
        return traded.group() if traded and not self._measure.search(last) else ""

    def _alike(self, part: str, last: str) -> str:
        """What follows the noun with which a part without a measure ends too: 工程类、土地类交易时限."""
        whole = self._known(part) or self._measure.search(part)
        alike = "" if whole else after_common_end(part, last)
        return "" if alike in self._things else alike

    def _starts_anew(self, part: str, tail: str) -> bool:
        """Whether the tail is no measure of a part: half a bracket, a total, or the part again."""
        return tail.startswith(part) or not tail[0].isalnum() or self._total.match(tail) is not None

    def _tail(self, part: str, last: str, measure: str) -> str:
        _, of, shared = last.partition("的")
        if len(shared) > len(measure) and "的" not in part + shared and not self._grade.match(part):
            return of + shared  # 广播和电视的人口覆盖率
        if part.endswith("”") and last.startswith("“"):
            return last[last.index("”") + 1 :]
        if self._grade.fullmatch(part):
            words = self._words(last)
            if words and self._grade.fullmatch(words[0]):
                return "".join(words[1:])
        whole = measure if len(measure) > 1 else self._last_words(last)
        before = self._words.tags(last.removesuffix(whole))[-1:]
        good = before and (before[0].tag == GOOD or self._gross.fullmatch(before[0].text))
        whole = before[0].text + whole if good and whole[-1] == RATE else whole
        if class_noun := self._class_noun(part, last.removesuffix(whole)):
            return class_noun + whole
        return self._measured_deed(part, last) or whole

    def _class_noun(self, part: str, last: str) -> str:
        """The class that a part lacks: 产业 of 汽车、电子信息产业."""
        found = self._class.search(last)
        if found is None or part.endswith(("业", "）")) or self._class.search(part):
            return ""
        thing = any(part[at:] in self._things for at in range(1, len(part)))
        return "" if thing and "产业" not in found.group() else found.group()

    def _measured_deed(self, part: str, last: str) -> str:
        """The measure that several things share: 安全利用率 of 农用地和建设用地安全利用率."""
        words = self._words.tags(last)
        places = words[0].tag == PLACE
        first = next((at for at, word in enumerate(words) if at and (places or word.tag in VERBS)), 0)
        first -= first > 1 and words[first - 1].tag[0] == "a"
        alike = len(self._words.tags(part)) == 1 and words[0].tag[0] == "n"
        return "".join(word.text for word in words[first:]) if first and alike else ""

    def _last_words(self, name: str) -> str:
        """The end of a name whose measure is a single character: 交付率, 清单条数."""
        *_, word, measure = ("", *self._words(name))
        return word + measure if len(measure) == 1 else measure

    def _shared_noun(self, part: str, last: str) -> str:
        grade = self._level.match(last) or self._grade.match(last)
        if self._grade.fullmatch(part) and grade and grade.end() < len(last):
            level = "级" if grade.group().endswith("级") and part[-1] != "级" else ""
            return part + level + last[grade.end() :]
        if class_noun := self._class_noun(part, last):
            return part + class_noun
        if len(part) >= SHORT:
            return part
        words = self._words.tags(last)
        thing = self._words.tags(part)[0].tag == "n" and words[0].tag[0] in "vex"
        return part if thing or len(words) < SHORT else part + "".join(word.text for word in words[1:])

    def _with_head(self, first: str, last: str) -> str:
        measure, own = self._measure.search(first), self._measure.search(last)
        if len(last) > WORDY or self._known(last) or not measure or not measure.start() or not own:
            return last
        if measure.group() == RATE and not self._leans(last):
            return last
        head = self._not_owned.sub("", first.removesuffix(self._measure_of(first, measure.group())))
        return head + last if own.start() < SHORT <= len(head) + 1 else last

    def _measure_of(self, name: str, measure: str) -> str:
        """A measure, with the word before it if it is a single character: 办复率, 条数."""
        if measure == RATE:
            return name[-SHORT:]
        return self._last_words(name) if len(measure) == 1 else measure

    def rates(self, name: str) -> tuple[str, ...] | None:
        """The complete rates that a name coordinates: 访视率、管理率.

        ``None`` if a part is not a rate, or if the parts add up: 满意率和基本满意率. Insurances share their
        rate: 养老保险、医疗保险参保率.
        """
        parts = parts_of(name)
        adds = any(parts[0].endswith(self._partly.sub("", part)) for part in parts[1:])
        rates = not adds and all(part.endswith(RATE) for part in parts)
        whole = len(parts) > 1 and (rates or self._insurances.share_rate(parts))
        return self._complete(parts) if whole else None

    def amounts(self, name: str) -> tuple[str, ...] | None:
        """The complete quantities that a name coordinates: 工业投资、民间投资; else ``None``."""
        parts = parts_of(name)
        whole = len(parts) > 1 and all(self.measures(part) or self._known(part) for part in parts)
        return self._complete(parts) if whole else None

    def coordinated(self, name: str) -> int:
        """The number of things that a name coordinates: 1 if it names one thing."""
        return len(parts_of(name))

    def measures(self, name: str) -> bool:
        """Whether a name ends with a noun of measure: 旅游收入, 吞吐量."""
        return self._measure.search(name) is not None

    def is_grade(self, name: str) -> bool:
        """Whether a name is only a grade that lacks its noun: 省级, 3A级."""
        return self._grade.fullmatch(name) is not None

    def without_grade(self, name: str) -> str:
        """A noun without its grade: 国家级高新技术企业 is 高新技术企业."""
        match = self._grade.match(name)
        return name[match.end() :] if match and match.end() < len(name) else name

    def head_of(self, name: str) -> str:
        """The thing that a name measures: 工业机器人产量 is 工业机器人."""
        match = self._measure.search(name)
        if match is None:
            return name
        measure = self._last_words(name) if len(match.group()) == 1 else match.group()
        return name.removesuffix(measure) if len(name) - len(measure) > 1 else name
