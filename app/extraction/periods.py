"""Which years each stretch of a report speaks of, and whether they are past or planned.

Headings set a frame for their section, a paragraph's opening words for what follows, any other
word of time for the rest of its sentence. Plans are those of the five-year plans (“十四五” is
2021-2025; the first began in 1953, the tenth in 2001).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from app.extraction.rules import rule
from app.extraction.tokens import Frame
from app.model.observation import Status

NUMERALS = {c: n for n, c in enumerate("零一二三四五六七八九十")} | {"两": 2}
FIRST_PLAN_YEAR = {"九": 1996, "十": 2001} | {
    f"十{c}": 2001 + 5 * n for n, c in enumerate("一二三四五六七八九", start=1)
}
PLAN = r"“?(?P<{0}>九|十[一二三四五六七八]?)五”?"
OPENING = 80
"""Within so many characters of a paragraph, a sentence that opens with a period speaks for the rest."""
LEAD = 16
"""A word of time this near to its paragraph's start speaks for what follows too."""

TIME = re.compile(
    r"(?P<year>(?:19|20)\d\d)年(?P<part>以来|底|末|[1一]?[-—]\d{1,2}月|上半年|前[一二三]季度|\d{1,2}月(?:以来|底|份)?)?"
    rf"|{PLAN.format('plan')}(?P<plantail>时期|期间|规划期|以来|末|收官|期末|五年|规划确定|这五年|年均)"
    r"|(?P<years>(?:(?:过去|刚刚过去|刚过去|近|这|本届政府|任期)的?(?P<n1>[三四五六七八九两])年(?:来|间|里)?|(?P<n2>[三四五六七八九])年来))"
    r"|(?<=[，。；：\n])(?P<n4>[三四五])年(?=累计|共|来|间|转移|生产|建成|新增|改造|增长|总计|中|内|完成|减|实现|培训|引进|安排|投入|发放)"
    r"|(?P<term>本届政府(?:任期|任职|履职)?(?:以来)?)"
    r"|(?P<ahead>(?:今后|未来|下一个|接下来的?)(?P<n3>[三四五两])年)"
    r"|(?P<sofar>今年(?:以来|[1一]?[-—至]\d{1,2}月|上半年|前[一二三\d]+个?(?:季度|月)|1月|一季度)|截至(?:目前|\d{1,2}月)|截止目前|目前|到目前)"
    r"|(?P<this>今年|本年度|新的一年|年内)"
    r"|(?P<last>过去(?:的)?一年|一年来|去年|上一?年度?(?!增|相比|同期)|刚刚?过去的一年|全年(?=实现|完成|预计))"
    r"|(?P<before>前年)|(?P<next>明年)"
)
COMPARED = re.compile(r"(?:比|较|与|同|为|是|超过|高于|相当于|以|对比|由|从)(?:到)?“?$")
BY = re.compile(r"(?:到|至|截至|截止|力争)“?$")
BASE = re.compile(r"[^，。；]{0,12}(?:基础上|相比|同期|的\d|[^，。；]{0,6}倍)")
HEADLINE = re.compile(
    r"(?:^|\n)(?:第?[一二三四五六七八九十]{1,2}[、部分章.]+)?(?P<title>[^。；！？\n]{2,44}?)[:：]?(?=\n|$)"
    r"|(?:^|[。！？\n：])(?:[一二三四五六七八九十]{1,2}、)?(?P<inline>[^，。；！？：\n]{2,24}回顾)(?=20\d\d年|过去|[一五]年来|“|各位)"
)
LOOKS_BACK = re.compile(r"回顾|成就|总结|收官|成效|新突破|新进展|提前实现|执行情况|完成情况|成绩")
LOOKS_AHEAD = re.compile(
    r"要求|目标|任务|安排|部署|重点工作|工作重点|主要工作|各项工作|建议|打算|思路|展望|举措|实事|政策取向|考虑|推动|开好局|起好步|切实|全力|工作$"
)
BEHIND = re.compile(r"年来|过去的?[一二三四五六]年|历程")
HEAD_CUE = re.compile(r"年(?!均|轻|度)|五”?时期|“十|十.五|过去|回顾|本届")
PLAIN_HEADS = re.compile(
    r"^(?:主要|总体|重点|工作|目标|奋斗)*(?:目标|任务|工作安排|工作重点|重点工作|工作部署|总体要求)$"
)
TITLE = re.compile(r"政府工作报告|人民代表大会|会议上|记者|摄|^各位")
AIMS = re.compile(
    r"(?:今年|20\d\d年|明年)[^，。；\n]{0,24}?(?:预期|发展|主要|奋斗|工作)的?(?:主要|预期|总体|奋斗)*(?:目标|要求|任务)|主要预期目标是|预期目标[是为：]|做好今年(?:的)?[^，。]{0,6}工作|今年(?:是|要|我们要|我们将|，我们|政府工作)"
)
OUTCOME_OF_AIM = re.compile(r"完成|超额|实现|好于|达到|对照|圆满|超过|的预期目标[，。；]")


def plan_years(numeral: str) -> tuple[int, int]:
    """First and last year of a five-year plan: 十四 is 2021, 2025."""
    first = FIRST_PLAN_YEAR[numeral]
    return first, first + 4


@dataclass(frozen=True, slots=True)
class Moment:
    """A frame that begins to hold at a position; ``sticky`` holds on beyond the sentence."""

    at: int
    frame: Frame
    sticky: bool


class Timeline:
    """The frames of a whole text by position."""

    def __init__(self, moments: list[Moment], sentences: list[int], default: Frame) -> None:
        """``sentences`` are the positions at which sentences begin, ascending."""
        self._sentences = sentences
        self._sticky = [m for m in moments if m.sticky]
        self._all = moments
        self._sticky_at = [m.at for m in self._sticky]
        self._all_at = [m.at for m in moments]
        self._default = default

    def frame(self, at: int) -> Frame:
        """The frame that holds at a position."""
        nearest = bisect_right(self._all_at, at) - 1
        begin = self._sentences[bisect_right(self._sentences, at) - 1] if self._sentences else 0
        if nearest >= 0 and self._all[nearest].at >= begin:
            return self._all[nearest].frame
        return self.section(at)

    def section(self, at: int) -> Frame:
        """The frame of the section or paragraph, sentence cues left aside."""
        index = bisect_right(self._sticky_at, at) - 1
        return self._sticky[index].frame if index >= 0 else self._default


def past(start: int, year: int, rule_id: str, at: int) -> Frame:
    """A frame of what happened."""
    return Frame(Status.ACTUAL, start, year, rule_id, at)


def planned(start: int, year: int, rule_id: str, at: int) -> Frame:
    """A frame of what is planned."""
    return Frame(Status.TARGET, start, year, rule_id, at)


@rule("period.heading")
def heading_frame(title: str, report_year: int, at: int) -> Frame | None:
    """Headings say what follows: 2019年工作回顾, “十五五”时期主要目标任务, 2026年工作安排."""
    if TITLE.search(title) or not (HEAD_CUE.search(title) or PLAIN_HEADS.match(title)):
        return None
    back, ahead = LOOKS_BACK.search(title) or BEHIND.search(title), LOOKS_AHEAD.search(title)
    spans = _spans(title, report_year)
    if back and (not ahead or back.start() < ahead.start() or "回顾" in title):
        spans = [span for span in spans if span[0] < report_year] or [(report_year - 1, report_year - 1)]
        return past(spans[0][0], min(spans[0][1], report_year - 1), "period.heading", at)
    if not ahead or (spans and all(year < report_year for _, year in spans)):
        return None
    spans = [span for span in spans if span[1] >= report_year] or [(report_year, report_year)]
    return planned(max(spans[0][0], report_year), spans[0][1], "period.heading", at)


def _spans(title: str, report_year: int) -> list[tuple[int, int]]:
    found: list[tuple[int, tuple[int, int]]] = []
    for match in re.finditer(r"(20\d\d)年", title):
        found.append((match.start(), (int(match[1]), int(match[1]))))
    for match in re.finditer(r"“?(九|十[一二三四五六七八]?)五”?(?!年|大)", title):
        found.append((match.start(), plan_years(match[1])))
    for match in re.finditer(r"(?:过去|近|这)的?([三四五六两])年|([三四五六])年来", title):
        found.append((match.start(), (report_year - NUMERALS[match[1] or match[2]], report_year - 1)))
    for match in re.finditer(r"(?:今后|未来)的?([三四五])年", title):
        found.append((match.start(), (report_year, report_year + NUMERALS[match[1]] - 1)))
    if match := re.search(r"今年", title):
        found.append((match.start(), (report_year, report_year)))
    if match := re.search(r"过去的?一年|去年", title):
        found.append((match.start(), (report_year - 1, report_year - 1)))
    return [span for _, span in sorted(found)]


@rule("period.year")
def year_named(match: re.Match[str], report_year: int, section: Frame) -> Frame | None:
    """A year by number: 2017年 is past, 到2030年 is a target of that year."""
    if match["year"] is None:
        return None
    year, at = int(match["year"]), match.start()
    part = match["part"] or ""
    if year > report_year:
        return planned(
            year if section.status is Status.ACTUAL else min(section.start, year), year, "period.year", at
        )
    if year < report_year:
        start = year + 1 if "以来" in part and not part.startswith("1") else year
        last = report_year - 1 if "以来" in part else year
        return past(min(start, last), max(last, year), "period.year", at)
    if part and part not in {"底", "末"}:
        return past(year, year, "period.year", at)
    return (
        planned(year, year, "period.year", at)
        if section.status is Status.TARGET
        else replace(
            section,
            start=year,
            year=year,
            status=Status.ACTUAL if part else Status.TARGET,
            rule="period.year",
            at=at,
        )
    )


@rule("period.plan")
def plan_named(match: re.Match[str], report_year: int, section: Frame) -> Frame | None:
    """A five-year plan by name: “十四五”时期, “十五五”期间, “十五”末."""
    if match["plan"] is None:
        return None
    first, last = plan_years(match["plan"])
    if first >= report_year or (last >= report_year and section.status is Status.TARGET):
        return planned(max(first, report_year), last, "period.plan", match.start())
    last = min(last, report_year - 1)
    ends = match["plantail"] in {"末", "期末"}
    return past(last if ends else first, last, "period.plan", match.start())


@rule("period.years-back")
def years_back(match: re.Match[str], report_year: int, section: Frame) -> Frame | None:
    """Several years behind us: 五年来, 过去三年, 本届政府以来."""
    count = match["n1"] or match["n2"] or match["n4"] or ("五" if match["term"] else None)
    if count is None:
        return None
    return past(report_year - NUMERALS[count], report_year - 1, "period.years-back", match.start())


@rule("period.years-ahead")
def years_ahead(match: re.Match[str], report_year: int, section: Frame) -> Frame | None:
    """Years to come: 今后五年, 未来三年, 明年."""
    if match["next"]:
        return planned(report_year + 1, report_year + 1, "period.years-ahead", match.start())
    if match["ahead"] is None:
        return None
    return planned(report_year, report_year + NUMERALS[match["n3"]] - 1, "period.years-ahead", match.start())


@rule("period.so-far")
def so_far(match: re.Match[str], report_year: int, section: Frame) -> Frame | None:
    """What this year has already brought: 今年以来, 截至目前; in a review 目前 is its year."""
    if match["sofar"] is None:
        return None
    year = report_year if "今年" in match.group() or section.status is Status.TARGET else section.year
    return past(year, year, "period.so-far", match.start())


@rule("period.this-year")
def this_year(match: re.Match[str], report_year: int, section: Frame) -> Frame | None:
    """The year of delivery: 今年, 新的一年."""
    return planned(report_year, report_year, "period.this-year", match.start()) if match["this"] else None


@rule("period.last-year")
def last_year(match: re.Match[str], report_year: int, section: Frame) -> Frame | None:
    """The year before delivery: 过去一年, 去年, 上年; 前年 is one more."""
    if match["last"] is None and match["before"] is None:
        return None
    year = report_year - (2 if match["before"] else 1)
    return past(year, year, "period.last-year", match.start())


Timer = Callable[[re.Match[str], int, Frame], Frame | None]
TIMERS: tuple[Timer, ...] = (year_named, plan_named, years_back, years_ahead, so_far, this_year, last_year)


def build_timeline(mask: str, sentences: list[int], report_year: int) -> Timeline:
    """Read all words of time of a text (quotations masked) into a timeline."""
    default = past(report_year - 1, report_year - 1, "period.default", -1)
    heads = list(_headings(mask, report_year))
    moments: list[Moment] = []
    section = default
    queue = iter([*heads, None])
    upcoming = next(queue)
    for match in TIME.finditer(mask):
        while upcoming is not None and upcoming.at <= match.start():
            moments.append(upcoming)
            section = upcoming.frame
            upcoming = next(queue)
        for moment in _moments(match, mask, report_year, section):
            moments.append(moment)
            if moment.sticky:
                section = moment.frame
    while upcoming is not None:
        moments.append(upcoming)
        upcoming = next(queue)
    return Timeline(sorted(moments, key=lambda m: m.at), sentences, default)


def _headings(mask: str, report_year: int) -> Iterator[Moment]:
    for match in HEADLINE.finditer(mask):
        title = match["title"] or match["inline"]
        frame = heading_frame(title, report_year, match.start("title" if match["title"] else "inline"))
        if frame is not None:
            yield Moment(frame.at, frame, sticky=True)


def _moments(match: re.Match[str], mask: str, report_year: int, section: Frame) -> Iterator[Moment]:
    at = match.start()
    ahead = mask[match.end() : match.end() + 24]
    behind = mask[max(0, at - 8) : at]
    if COMPARED.search(behind) and not BY.search(behind):
        return
    if TITLE.search(mask[at : at + 30].partition("\n")[0]):
        return
    for timer in TIMERS:
        frame = timer(match, report_year, section)
        if frame is None:
            continue
        line = mask.rfind("\n", 0, at) + 1
        sticky = at - line <= LEAD and _speaks_for_all(mask[line:at])
        opens_sentence = at - line <= OPENING and mask[at - 1 : at] in "。！？"
        sticky = sticky or (
            opens_sentence and frame.rule in {"period.years-back", "period.plan", "period.last-year"}
        )
        aims = AIMS.match(mask, at)
        if aims and frame.year >= report_year and not OUTCOME_OF_AIM.match(mask, aims.end()):
            sticky, frame = True, planned(frame.start, frame.year, frame.rule, at)
        based = BASE.match(ahead) if match["last"] else None
        if sticky and frame.status is Status.ACTUAL and section.status is Status.TARGET:
            sticky = match["sofar"] is not None or "以来" in match.group()
        yield Moment(at, frame, sticky and not based)
        if based and "基础上" in based.group():
            yield Moment(match.end() + based.end(), section, sticky=False)
        return


def _speaks_for_all(opening: str) -> bool:
    return (
        re.fullmatch(
            r"(?:[（(]?[一二三四五六七八九十]+[）)、.]|[—-]+|各位代表[，,！!]?|[^，。；]{0,14}[。！])?(?:这|在|刚刚?过去的|过去的?)?",
            opening,
        )
        is not None
    )
