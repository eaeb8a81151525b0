"""Generated reports: names, numbers and sentences that look like real ones, the same in every run.

Nothing in them is a fact. Proportions are those of one real report: 334 observations, a quarter of them
targets, a quarter with a code; sentences have 40 to 120 characters.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from random import Random
from typing import NamedTuple

from app.lexicon.catalogue import load_catalogue
from app.lexicon.regions import load_regions
from app.lexicon.types.regions import Region
from app.model.observation import Bound, Measure, Observation, Reader, SourceKind, Status
from app.model.report import Report

FIRST_YEAR, YEARS = 2014, 10
OBSERVATIONS_A_REPORT = 334
_CODED_SHARE, _TARGET_SHARE, _GROWTH_SHARE = 0.25, 0.4, 0.2
_VERBS = ("新增", "建成", "改造", "完成", "新建", "扩建", "引进", "培育", "整治", "提升")
_THINGS = (
    ("中心", "个"),
    ("服务站", "个"),
    ("项目", "项"),
    ("基地", "个"),
    ("企业", "家"),
    ("示范点", "个"),
    ("设施", "处"),
)
_MULTIPLES = (("", 1), ("", 1), ("", 1), ("万", 10_000), ("亿", 100_000_000))
_BEFORE = (
    "坚持以人民为中心的发展思想", "深入实施创新驱动发展战略", "统筹推进城乡区域协调发展",
    "着力保障和改善民生", "持续优化营商环境", "加快建设现代化产业体系", "扎实推进乡村全面振兴",
    "全面落实各项惠企利民政策", "积极应对复杂多变的外部形势", "加强和创新社会治理", "大力发展民营经济",
    "努力扩大有效投资",
)  # fmt: skip # one phrase beside the other
_AFTER = (
    "群众获得感进一步增强", "发展质量和效益稳步提升", "结构更加优化", "保障水平不断提高",
    "各项工作走在前列", "为全年目标任务的完成打下了坚实基础", "城市面貌焕然一新",
    "重点领域改革取得新的突破", "形成了一批可复制的经验", "社会大局保持稳定", "安全生产形势平稳",
    "营商环境持续向好",
)  # fmt: skip # one phrase beside the other
# As rare as in real reports: 2.4% of their numbers are in sentences with 养老, 1.1% in those with 服务 too.
_SELDOM = ("完善居家养老服务网络", "推进养老机构改革", "落实稳岗就业政策", "办好学前教育", "推行分级诊疗")
_SELDOM_SHARE = 0.06


def _random(seed: str) -> Random:
    return Random(seed)  # the same in every run is what is wanted


class Topic(NamedTuple):
    """One quantity in reports."""

    name: str
    code: str | None
    category: str
    unit: str


class Number(NamedTuple):
    """One number of a sentence: its text, which starts at the character ``at``, and its meaning."""

    topic: Topic
    measure: Measure
    written: str
    value: Decimal
    unit: str
    at: int


@dataclass(frozen=True, slots=True)
class Made:
    """One generated report, and its observations in the order of the text."""

    report: Report
    observations: list[Observation]


def reports(observations: int, seed: int = 2020) -> Iterator[Made]:
    """Reports with so many observations in total, ten years for each place."""
    number = max(1, round(observations / OBSERVATIONS_A_REPORT))
    regions = _regions((number + YEARS - 1) // YEARS, seed)
    for index in range(number):
        share = observations * (index + 1) // number - observations * index // number
        region = regions[index // YEARS]
        yield _report(region, FIRST_YEAR + index % YEARS, share, _topics_of(region.code, seed))


def _regions(number: int, seed: int) -> list[Region]:
    """Places of today, of all levels."""
    standing = sorted({r.code: r for r in load_regions() if r.valid_to is None}.items())
    return [region for _, region in _random(f"{seed} regions").sample(standing, number)]


@lru_cache(maxsize=1)
def _topics_of(code: str, seed: int) -> list[Topic]:
    """The topics in the reports of one place, the same every year."""
    random = _random(f"{seed} {code}")
    coded, named = topics()
    share = int(OBSERVATIONS_A_REPORT * _CODED_SHARE)
    chosen = random.sample(coded, share) + random.sample(named, OBSERVATIONS_A_REPORT)
    random.shuffle(chosen)
    return chosen


@cache
def topics() -> tuple[list[Topic], list[Topic]]:
    """The catalogue's indicators, and quantities without a code made from the words of categories."""
    catalogue = load_catalogue()
    rows = catalogue.indicators.values()
    coded = [Topic(row.name_zh, row.code, row.category, row.unit) for row in rows]
    named = [
        Topic(f"{verb}{word}{thing}", None, category, unit)
        for word, category in catalogue.words
        for verb in _VERBS
        for thing, unit in _THINGS
    ]
    return coded, named


def _report(region: Region, year: int, wanted: int, chosen: Sequence[Topic]) -> Made:
    id_ = f"{region.code}-{year}"
    writer = _Writer(id_, region, year)
    while len(writer.rows) < wanted:
        for topic in chosen:
            writer.speak_of(topic)
            if len(writer.rows) >= wanted:
                break
    text = "".join(writer.sentences)
    report = Report(
        id=id_, text=text, title=f"{region.name}政府工作报告（{year}年）", region=region.name,
        region_code=region.code, level=region.level, report_year=year, delivered_on=None, speaker=None,
        source=f"made/{id_}.txt", sha256=hashlib.sha256(text.encode()).hexdigest(),
    )  # fmt: skip # as many fields a line as it holds
    return Made(report, writer.rows[:wanted])


class _Writer:
    """Writes one report, sentence by sentence."""

    def __init__(self, report_id: str, region: Region, year: int) -> None:
        self.report_id, self.region, self.year = report_id, region, year
        self.sentences: list[str] = []
        self.rows: list[Observation] = []
        self._at = 0
        self._random = _random(report_id)

    def speak_of(self, topic: Topic) -> None:
        """Write a sentence with the result of the topic, and perhaps one with its target."""
        parts: list[tuple[Topic, Measure]] = [(topic, Measure.LEVEL)]
        if self._random.random() < _GROWTH_SHARE:
            parts.append((topic, Measure.GROWTH))
        self._sentence(parts, Status.ACTUAL)
        if self._random.random() < _TARGET_SHARE:
            self._sentence(parts[-1:], Status.TARGET)

    def _sentence(self, parts: Sequence[tuple[Topic, Measure]], status: Status) -> None:
        random = self._random
        said, numbers = f"{random.choice(_BEFORE)}，", []
        if random.random() < 0.5:
            said += f"{random.choice(_BEFORE)}，"
        if random.random() < _SELDOM_SHARE:
            said += f"{random.choice(_SELDOM)}，"
        for topic, measure in parts:
            said += "增长" if measure is Measure.GROWTH and len(parts) > 1 else topic.name
            numbers.append(Number(topic, measure, *self._amount(topic, measure), len(said)))
            said += f"{numbers[-1].written}，"
        said += f"{'，'.join(random.sample(_AFTER, 2))}。"
        for number in numbers:
            self.rows.append(self._observation(number, status, said))
        self.sentences.append(said)
        self._at += len(said)

    def _amount(self, topic: Topic, measure: Measure) -> tuple[str, Decimal, str]:
        """A number as written, its value, its unit."""
        if measure is Measure.GROWTH or topic.unit == "%":
            written = f"{self._random.randrange(1, 200) / 10:g}"
            return f"{written}%", Decimal(written), "%"
        multiple, factor = self._random.choice(_MULTIPLES)
        written = f"{self._random.randrange(10, 20_000) / (10 if multiple else 1):g}"
        return f"{written}{multiple}{topic.unit}", Decimal(written) * factor, topic.unit

    def _observation(self, number: Number, status: Status, sentence: str) -> Observation:
        year = self.year if status is Status.TARGET else self.year - 1
        count, start = len(self.rows), self._at + number.at
        bounded = count % 17 == 0
        return Observation(
            id=hashlib.blake2b(f"{self.report_id} {count}".encode(), digest_size=8).hexdigest(),
            indicator=number.topic.name, indicator_code=number.topic.code, category=number.topic.category,
            measure=number.measure, status=status, value=number.value, value_high=None,
            bound=Bound.MIN if bounded else Bound.EXACT, unit=number.unit,
            scope="区本级" if count % 97 == 0 else "", start_year=year, year=year,
            region=self.region.name, region_code=self.region.code, report_id=self.report_id,
            value_text=number.written, bound_text="以上" if bounded else "",
            commitment="力争" if status is Status.TARGET else "",
            value_start=start, value_end=start + len(number.written), sentence_start=self._at,
            sentence_end=self._at + len(sentence), sentence=sentence,
            rules=("name.own", f"measure.{number.measure}", "period.section"),
            flags=("fallback_name",) if count % 33 == 0 else (),
            confidence=Decimal(count % 100) / 100, action="", head=number.topic.name,
            base_value=number.value, base_value_high=None, base_unit=number.unit, date=date(year, 12, 31),
            level=self.region.level, province=None, province_code=None, city=None,
            source_kind=SourceKind.REPORT,
            reader=Reader.RULES,
            corrected=(),
        )  # fmt: skip # as many fields a line as it holds
