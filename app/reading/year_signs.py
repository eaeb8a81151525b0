"""Finds signs of the year of delivery below the head: headings, sentences, the years that the text names.

All functions take the text with its years in digits, see ``with_digits``. The year of a coming event
(2008年奥运会) or of the end of a plan (到2035年) is not a sign.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

_NUMERALS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_CHINESE_YEAR = re.compile(
    r"(?<![〇零一二三四五六七八九十])(?:一九|二[〇零])[〇零一二三四五六七八九]{2}(?=年)"
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?=年(?!代))")
LONGEST_HEADING = 45
_REVIEW = re.compile(r"回顾|总结|(?:完成|执行)情况|取得的?成[绩就]")
_PLAN = re.compile(r"任务|目标|要求|部署|安排|重点|建议|打算|意见|方针|思路|主要工作")
_PERIOD = re.compile(r"远景|规划|时期|[二三四五]年|展望")
_EVENT = re.compile(r"[^，。；\n]{0,6}(?:奥|世博|世园|亚运|大运|全运|运动会|博览会|高考|回归)")
_AHEAD = re.compile(r"(?:[到至比较与同从自以是为]|争取|力争|申办|举办|承办|筹办|迎接|面向)$")
"""Words before a year to come, or before one that is only compared with: 比2007年, 是2007年的2.1倍."""
_BASE = re.compile(r"年(?:的\d|以来|底?的|末|基础上|远景|同期|前|[至到-])")
_PASSED = re.compile(r"(?:过去|走过|回顾|回首)的?，?(?=(?P<year>(?:19|20)\d{2})年)")
_AIMED = re.compile(
    r"(?<!完成)(?<!实现)(?P<year>(?:19|20)\d{2})年全?[市省县区州旗国]?(?:政府|经济社会|经济和社会|国民经济和社会)?(?:发展|工作)*的?"
    r"(?:主要|总体|预期|奋斗|工作)+(?:目标|要求|任务|思路|安排)+(?![^，。；\n]{0,4}(?:完成|实现|达成))"
)
_CONGRESS = re.compile(
    r"去年(?:[^，。；\n]{0,6}召开)?的?(?:中国共产党|党的)第?(?P<number>[十一二三四五六七八九]{2,4})(?:次全国代表大会|大(?!会|报))"
)
_FIRST_CONGRESS, _FIRST_CONGRESS_YEAR, _TERM = 11, 1977, 5
"""The 11th congress of the party was in 1977; since then there has been one in every fifth year."""
_PLAN_REVIEW = re.compile(
    r"“(?P<number>[一二三四五六七八九十]{1,2})五”(?:计划|规划|时期)?[^，。以来前中]{0,12}回顾"
)
_SIXTH_PLAN, _SIXTH_PLAN_END = 6, 1985
_NEXT_YEAR = re.compile("明年")
_SO_FAR = re.compile(
    r"今年(?:上半年|以来|前[三3]个?季度|(?:[1一]月?|前[\d一二三四五六七八九十]+)(?:[到至-]|个月))"
)
_ESTIMATED = re.compile(r"(?P<year>(?:19|20)\d{2})年预计")
_OFTEN = 2
_SECOND_PART = re.compile("^二、", re.MULTILINE)
_LONG, _REVIEW_SHARE, _EARLIEST_SECOND_PART = 6000, 3, 10


class Sign(NamedTuple):
    """A year of delivery that the text suggests; ``how`` completes "the text …"."""

    year: int
    how: str


def with_digits(text: str) -> str:
    """``text`` with the years written in Chinese numerals (一九八四年) in digits, of the same length."""
    return _CHINESE_YEAR.sub(lambda found: found[0].translate(_NUMERALS), text)


def is_within_its_year(text: str) -> bool:
    """Whether the report reviews a part of its own year and plans the next one (明年)."""
    return len(_NEXT_YEAR.findall(text)) > _OFTEN and len(_SO_FAR.findall(text)) >= _OFTEN


def of_headings(text: str, *, within: bool) -> list[Sign]:
    """The years that the headings review and plan: none, one or two signs.

    ``within`` is what ``is_within_its_year`` returns.
    """
    reviewed: list[int] = []
    planned: list[int] = []
    for line in filter(_is_heading, text.split("\n")):
        _read_heading(line, reviewed, planned)
    signs = [Sign(max(reviewed) + (not within), f"looks back on {max(reviewed)}")] if reviewed else []
    return signs + ([Sign(max(planned) - within, f"plans {max(planned)}")] if planned else [])


def _is_heading(line: str) -> bool:
    return len(line) <= LONGEST_HEADING and "年" in line and not line.endswith(("。", "；"))


def without_headings(text: str) -> str:
    """The lines of ``text``, without headings with a year."""
    return "\n".join(line for line in text.split("\n") if not _is_heading(line))


def _read_heading(line: str, reviewed: list[int], planned: list[int]) -> None:
    """Assign each year of a heading to the words after it: 2023年工作回顾和2024年工作安排."""
    found = list(_YEAR.finditer(line))
    for year, end in pairwise([*(match.start() for match in found), len(line)]):
        words = line[year:end]
        looks_back = _REVIEW.search(words) or (_REVIEW.search(line) and not _PLAN.search(line))
        if looks_back:
            reviewed.append(int(line[year : year + 4]))
        elif _PLAN.search(words) and not _PERIOD.search(line):
            planned.append(int(line[year : year + 4]))


def of_sentences(text: str, *, within: bool) -> list[Sign]:
    """Signs in sentences: 过去的2023年, 2024年经济社会发展主要目标, 去年召开的党的十九大, “六五”计划回顾."""
    passed = _most(_PASSED.finditer(text))
    aimed = _most(found for found in _AIMED.finditer(text) if not _AHEAD.search(text[: found.start()][-2:]))
    found = [
        passed and Sign(passed + (not within), f"speaks of the past year {passed}"),
        aimed and Sign(aimed - within, f"states aims for {aimed}"),
        *(_congresses(text)),
        *(_plans_reviewed(text)),
    ]
    return [sign for sign in found if sign]


def _most(found: Iterable[re.Match[str]]) -> int | None:
    counts = Counter(int(match["year"]) for match in found)
    return max(counts, key=lambda year: (counts[year], year), default=None)


def _congresses(text: str) -> Iterator[Sign]:
    for found in _CONGRESS.finditer(text):
        year = _FIRST_CONGRESS_YEAR + _TERM * (number_of(found["number"]) - _FIRST_CONGRESS)
        yield Sign(year + 1, f"says that a congress of {year} was last year")
        return


def _plans_reviewed(text: str) -> Iterator[Sign]:
    for found in _PLAN_REVIEW.finditer(text):
        end = _SIXTH_PLAN_END + _TERM * (number_of(found["number"]) - _SIXTH_PLAN)
        yield Sign(end + 1, f"looks back on the plan that ended in {end}")
        return


def of_years_named(text: str, *, within: bool) -> Sign | None:
    """The year after the one that the review names most; right in nine of ten texts without another sign."""
    estimated = _most(_ESTIMATED.finditer(text)) if within else None
    if estimated:
        return Sign(estimated, f"estimates {estimated}")
    found = (match for match in _YEAR.finditer(text, 0, _end_of_review(text)) if _counts(text, match))
    counts = Counter(int(match[0]) for match in found)
    main = max(counts, key=lambda year: (counts[year], year), default=None)
    return Sign(main + (not within), f"speaks most of {main}") if main else None


def _counts(text: str, year: re.Match[str]) -> bool:
    ahead = _AHEAD.search(text, max(0, year.start() - 2), year.start())
    return not (ahead or _BASE.match(text, year.end()) or _EVENT.match(text, year.end()))


def _end_of_review(text: str) -> int:
    second = _SECOND_PART.search(text)
    if second and second.start() * _EARLIEST_SECOND_PART > len(text):
        return second.start()
    return len(text) if len(text) < _LONG else len(text) // _REVIEW_SHARE


def number_of(text: str) -> int:
    """十 is 10, 十一 is 11, 二十 is 20, 六 is 6."""
    tens, ten, ones = text.rpartition("十")
    return (int(tens.translate(_NUMERALS) or 1) * 10 if ten else 0) + int(ones.translate(_NUMERALS) or 0)
