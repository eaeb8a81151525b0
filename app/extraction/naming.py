"""How one stretch of text names several things: coordination, contraction, shared heads and tails."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

MARKS = re.compile(r"、|以及|和|与|及(?!其)")
QUOTATION = re.compile(r"“[^”]*”")
GRADE = re.compile(
    r"(?:世界级|国家级|国家|全国|省级|省|自治区级|市级|市|区级|县级|县|州级|旗级|镇级|村级|部级|厅级|其他|其它|[A-Z\d一二三四五]+[A]*级|[一二三四甲乙丙]等?[级类型]|大型|中型|小型|大中型|小微|重点|重大|一般|高端|新型|传统|城镇|农村|城市|乡村|境内|境外)+(?:以上)?"
)
MEASURE_TAIL = re.compile(
    r"(?:总)?(?:增加值|零售总?额|销售总?额|总产值|产值|产量|销量|出口量|进口量|出口总?额|进口总?额|进出口总?[额值]|业务总?量|业务收入|营业收入|主营业务收入|可支配收入|纯收入|收入|(?:播种|种植|造林|栽植)面积|总产|单产|支出|投资|贷款余额|存款余额|余额|贷款|存款|"
    r"总量|总额|总数|数量|人数|人口|面积|里程|规模|利润|税收|覆盖率|普及率|达标率|利用率|处理率|治理率|占比|比重|率|排放量|排放|消耗|能耗|价格|指数|成交额|交易额|保费|吞吐量|发电量|用电量|客运量|货运量|周转量|发病率|起数|次数|数|额|量|值|金额|投入|经费|标准|浓度|强度)$"
)
FILLER = re.compile(r"^(?:的|各类|各种|各项|等)+")


@dataclass(frozen=True, slots=True)
class Contractions:
    """Short forms that name two things: 存贷款 is 存款 and 贷款."""

    pairs: dict[str, tuple[str, str]]


class Namer:
    """Splits coordinated names; ``known`` tells catalogue names, ``words`` cuts text into words."""

    def __init__(
        self, known: Callable[[str], bool], words: Callable[[str], list[str]], pairs: dict[str, tuple[str, str]]
    ) -> None:
        self._known = known
        self._words = words
        self._pairs = pairs

    def split(self, name: str, count: int) -> tuple[str, ...] | None:
        """The ``count`` names that ``name`` coordinates, each whole; ``None`` where they can't be told."""
        parts = self._parts(name)
        if len(parts) == count:
            return self._complete(parts)
        if count == 2:
            for short, (first, second) in self._pairs.items():
                if short in name:
                    return name.replace(short, first, 1), name.replace(short, second, 1)
        if len(parts) > count:
            commas = [p for p in re.split("、", name)] if "、" in name else []
            if len(commas) == count:
                return self._complete(commas)
            last = parts[-count:]
            return self._complete(last)
        return None

    @staticmethod
    def _parts(name: str) -> list[str]:
        parts, at = [], 0
        for match in MARKS.finditer(mask_quotes(name)):
            if match.start() > at:
                parts.append(name[at : match.start()])
            at = match.end()
        parts.append(name[at:])
        return [p for p in parts if p]

    def _complete(self, parts: list[str]) -> tuple[str, ...]:
        last = parts[-1]
        share = re.search(r"占.{2,16}$", last)
        if share and not any("占" in p for p in parts[:-1]):
            heads = [*parts[:-1], last[: share.start()]]
            return tuple(f"{head}{share.group()}" for head in self._complete(heads))
        tail_of_last = MEASURE_TAIL.search(last)
        whole = [self._with_tail(part, last, tail_of_last) for part in parts[:-1]]
        if tail_of_last and len(last) <= 4 and len(parts) > 1 and not self._known(last):
            last = self._with_head(whole[0], last)
        return (*whole, last)

    def _with_tail(self, part: str, last: str, measure: re.Match[str] | None) -> str:
        if self._known(part):
            return part
        for at in range(1, len(last)):
            if self._known(part + last[at:]) and not last[at:].startswith(part):
                return part + last[at:]
        if MEASURE_TAIL.search(part):
            return part
        if measure and measure.start() > 0:
            return part + self._tail(part, last, measure)
        return self._shared_noun(part, last)

    def _tail(self, part: str, last: str, measure: re.Match[str]) -> str:
        words = self._words(last)
        if GRADE.fullmatch(part) and words and GRADE.fullmatch(words[0]):
            return "".join(words[1:])
        return measure.group()

    def _shared_noun(self, part: str, last: str) -> str:
        words = self._words(last)
        if GRADE.fullmatch(part) and (grade := GRADE.match(last)) and grade.end() < len(last):
            return part + last[grade.end() :]
        return part if len(part) >= 3 or len(words) < 3 else part + "".join(words[1:])

    def _with_head(self, first: str, last: str) -> str:
        measure = MEASURE_TAIL.search(first)
        if not measure or not measure.start():
            return last
        tail = MEASURE_TAIL.search(last)
        return first[: measure.start()] + last if tail and len(last) - len(tail.group()) <= 2 else last


def mask_quotes(name: str) -> str:
    """The name with its quotations blanked, so that their marks divide nothing."""
    if "“" not in name:
        return name
    return QUOTATION.sub(lambda found: "▒" * len(found.group()), name)


def grade_only(name: str) -> bool:
    """Whether a name is only a grade that lacks its noun: 省级, 3A级."""
    return GRADE.fullmatch(name) is not None


def without_grade(name: str) -> str:
    """A noun without its grade: 国家级高新技术企业 is 高新技术企业."""
    match = GRADE.match(name)
    return name[match.end() :] if match and match.end() < len(name) else name


def head_of(name: str) -> str:
    """What a name measures something of: 工业机器人产量 is 工业机器人."""
    match = MEASURE_TAIL.search(name)
    return name[: match.start()] if match and match.start() >= 2 else name
