"""The extraction of the one real report that the project includes."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from app.extraction import extract
from app.lexicon.lexicon import load_lexicon
from app.model.derivation import Extraction
from app.model.observation import Bound, Measure, Status
from app.model.report import Level, Report
from app.reading.report import read_report

SEED = Path(__file__).parent.parent / "seeds" / "yinzhou-2020.txt"


@pytest.fixture(scope="module")
def report() -> Report:
    return read_report(SEED.read_bytes(), SEED.name)


@pytest.fixture(scope="module")
def extraction(report: Report) -> Extraction:
    return extract(report, load_lexicon())


def test_the_report_says_whose_it_is(report: Report) -> None:
    assert (report.id, report.region, report.region_code) == ("330212-2020", "鄞州区", "330212")
    assert (report.level, report.report_year) == (Level.COUNTY, 2020)
    assert (str(report.delivered_on), report.speaker) == ("2020-05-08", "王兆波")


def test_every_span_is_what_it_says(report: Report, extraction: Extraction) -> None:
    for one in extraction.observations:
        assert report.text[one.value_start : one.value_end] == one.value_text
        assert report.text[one.sentence_start : one.sentence_end] == one.sentence
        assert one.sentence_start <= one.value_start < one.value_end <= one.sentence_end


def test_every_rejected_number_has_its_place_and_reason(report: Report, extraction: Extraction) -> None:
    for rejection in extraction.rejections:
        assert rejection.span.of(report.text) == rejection.text
        assert rejection.reason


def test_no_number_is_both_or_twice(extraction: Extraction) -> None:
    values = [(one.value_start, one.value_end) for one in extraction.observations]
    rejected = [(rejection.span.start, rejection.span.end) for rejection in extraction.rejections]
    assert values == sorted(values)
    assert not set(values) & set(rejected)
    assert max(Counter(one.id for one in extraction.observations).values()) == 1


def test_every_observation_is_whole(extraction: Extraction) -> None:
    for one in extraction.observations:
        assert one.indicator, one.sentence
        assert one.category
        assert one.rules
        assert one.start_year <= one.year
        assert (one.value_high is None) == (one.bound is not Bound.RANGE)


def test_most_of_what_it_states_is_found(extraction: Extraction) -> None:
    observations = extraction.observations
    kinds = Counter((one.status, one.measure) for one in observations)
    assert len(observations) >= 300
    assert kinds[Status.ACTUAL, Measure.LEVEL] >= 120
    assert kinds[Status.ACTUAL, Measure.GROWTH] >= 24
    assert kinds[Status.TARGET, Measure.LEVEL] >= 30
    assert kinds[Status.TARGET, Measure.GROWTH] >= 5
    assert sum("fallback_name" in one.flags for one in observations) <= len(observations) * 0.08


HEADLINES = [
    # (code, measure, status, scope, year) -> value and unit, as the sentences of the report state them
    (("GDP", "level", "actual", "", 2019), "221100000000 元"),
    (("GDP", "level", "actual", "区本级", 2019), "193180000000 元"),
    (("GDP", "growth", "actual", "", 2019), "7 %"),
    (("GDP", "growth", "target", "", 2020), "6.5 %"),
    (("BUDGET_REVENUE", "level", "actual", "", 2019), "26930000000 元"),
    (("TRADE_TOTAL", "level", "actual", "", 2019), "199160000000 元"),
    (("URBAN_INCOME", "level", "actual", "", 2019), "70074 元"),
    (("RURAL_INCOME", "growth", "actual", "", 2019), "9.2 %"),
    (("LOANS", "level", "actual", "", 2019), "981740000000 元"),
    (("FDI_UTILIZED", "level", "actual", "", 2019), "410000000 美元"),
    (("URBAN_UNEMPLOYMENT_REGISTERED", "share", "actual", "", 2019), "1.34 %"),
    (("URBAN_UNEMPLOYMENT_REGISTERED", "share", "target", "", 2020), "3 %"),
    (("ACCIDENTS", "growth", "actual", "", 2019), "-25.9 %"),
]


@pytest.mark.parametrize("key, stated", HEADLINES)
def test_headlines(extraction: Extraction, key: tuple[str, str, str, str, int], stated: str) -> None:
    value, unit = stated.split()
    found = {
        (one.value, one.unit)
        for one in extraction.observations
        if (one.indicator_code, one.measure, one.status, one.scope, one.year) == key
    }
    assert found == {(Decimal(value), unit)}


def test_reading_it_again_gives_the_same(report: Report, extraction: Extraction) -> None:
    assert extract(report, load_lexicon()) == extraction
