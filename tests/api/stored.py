"""A small database for tests of the API: two invented reports of a place that does not exist."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from app.comparison import series
from app.config import Settings
from app.model.comparison import Comparison, Match, Outcome, ToleranceRule, Vintage
from app.model.correction import Correction, CorrectionState, Verdict, statements
from app.model.finding import CheckKind, Finding
from app.model.observation import Bound, Measure, Observation, Reader, SourceKind, Status
from app.model.report import Level, Report
from app.model.restatement import Restatement, YesNo
from app.services.database import Database, open_database
from app.store.repositories import checks, comparisons, corrections, observations, reports, restatements
from app.store.rows import state
from tests.databases import migrated_file

TEXT_2020 = """三贤市2020年政府工作报告

2019年,全市地区生产总值达到1205亿元,增长7.1%。
新增就业1.25万人,城镇登记失业率2.1%。
全年粮食总产量下降0.35%左右。
2020年主要目标:地区生产总值增长6.5%—7%,力争新增就业1.2万人以上。
"""
TEXT_2021 = """三贤市2021年政府工作报告

2020年,地区生产总值增长6.8%,新增就业1.1万人。
"""
REGION = "三贤市"


def report(year: int, text: str, name: str = "sanxian") -> Report:
    """A report of the place, with the SHA-256 of its text."""
    return Report(
        id=f"{name}-{year}",
        text=text,
        title=text.splitlines()[0],
        region=REGION,
        region_code=None,
        level=Level.CITY,
        report_year=year,
        delivered_on=date(year, 1, 15),
        speaker=None,
        source=f"{name}-{year}.txt",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        file_sha256=hashlib.sha256(text.encode()).hexdigest(),
    )


def states(
    source: Report, number: str, indicator: str, value: str, year: int, **other: object
) -> Observation:
    """The observation of the first ``number`` in the report's text, which is its ``value_text``."""
    start = source.text.index(number)
    sentence_start = source.text.rindex("\n", 0, start) + 1
    sentence_end = source.text.index("\n", start)
    plain = Observation(
        id=f"{source.id}-{start}",
        indicator=indicator,
        indicator_code=None,
        category="economy",
        measure=Measure.LEVEL,
        status=Status.ACTUAL,
        value=Decimal(value),
        value_high=None,
        bound=Bound.EXACT,
        unit="%",
        scope="",
        start_year=year,
        year=year,
        region=source.region,
        region_code=source.region_code,
        report_id=source.id,
        value_text=number,
        bound_text="",
        commitment="",
        value_start=start,
        value_end=start + len(number),
        sentence_start=sentence_start,
        sentence_end=sentence_end,
        sentence=source.text[sentence_start:sentence_end],
        rules=("clause.plain",),
        flags=(),
        confidence=Decimal("0.9"),
        action="",
        head="",
        base_value=Decimal(value),
        base_value_high=None,
        base_unit="%",
        date=date(year, 12, 31),
        level=source.level,
        province=None,
        province_code=None,
        city=None,
        source_kind=SourceKind.REPORT,
        reader=Reader.RULES,
        corrected=(),
    )
    return replace(plain, **other)  # type: ignore[arg-type]  # the fields of an observation by name


def statements_2020(source: Report) -> list[Observation]:
    growth, jobs = {"measure": Measure.GROWTH}, {"category": "employment", "unit": "人"}
    target: dict[str, object] = {"status": Status.TARGET}
    return [
        states(source, "1205亿元", "地区生产总值", "120500000000", 2019, indicator_code="GDP", unit="元"),
        states(source, "7.1%", "地区生产总值", "7.1", 2019, indicator_code="GDP", **growth),
        states(source, "1.25万人", "新增就业", "12500", 2019, **jobs),
        states(source, "2.1%", "城镇登记失业率", "2.1", 2019, measure=Measure.SHARE, category="employment"),
        states(
            source,
            "0.35%",
            "粮食总产量",
            "-0.35",
            2019,
            bound=Bound.APPROX,
            bound_text="左右",
            category="agriculture",
            flags=("fallback_name",),
            rules=("fallback.nearest-name", "change.fall"),
            **growth,
        ),
        states(
            source,
            "6.5%—7%",
            "地区生产总值",
            "6.5",
            2020,
            indicator_code="GDP",
            value_high=Decimal(7),
            bound=Bound.RANGE,
            **growth,
            **target,
        ),
        states(
            source,
            "1.2万人",
            "新增就业",
            "12000",
            2020,
            bound=Bound.MIN,
            bound_text="以上",
            commitment="力争",
            **jobs,
            **target,
        ),
    ]


def statements_2021(source: Report) -> list[Observation]:
    return [
        states(source, "6.8%", "地区生产总值", "6.8", 2020, indicator_code="GDP", measure=Measure.GROWTH),
        states(source, "1.1万人", "新增就业", "11000", 2020, category="employment", unit="人"),
    ]


def compared(target: Observation, actual: Observation, outcome: Outcome, gap: str) -> Comparison:
    """The comparison of the target with the actual value."""
    return Comparison(
        region=target.region,
        region_code=target.region_code,
        scope=target.scope,
        indicator=target.indicator,
        indicator_code=target.indicator_code,
        category=target.category,
        level=target.level,
        province=target.province,
        province_code=target.province_code,
        city=target.city,
        measure=target.measure,
        unit=target.unit,
        start_year=target.start_year,
        year=target.year,
        vintage=Vintage.FIRST,
        vintages=(Vintage.FIRST, Vintage.BULLETIN, Vintage.REPORT),
        target_value=target.value,
        target_value_high=target.value_high,
        target_bound=target.bound,
        actual_value=actual.value,
        actual_bound=actual.bound,
        previous_value=None,
        ambition=None,
        gap=Decimal(gap),
        attainment=None,
        outcome=outcome,
        tolerance=Decimal(0),
        tolerance_rule=ToleranceRule.NONE,
        match_reason=Match.NAME,
        match=Decimal("0.93"),
        confidence=min(target.confidence, actual.confidence),
        commitment=target.commitment,
        commitment_class=None,
        done_until=None,
        done_share=None,
        time_share=None,
        actual_source=actual.source_kind,
        target_report_id=target.report_id,
        actual_report_id=actual.report_id,
        target_observation_id=target.id,
        actual_observation_id=actual.id,
        previous_observation_id=None,
    )


def put(database: Database, source: Report, rows: Sequence[Observation]) -> None:
    """Store a report and its observations."""
    with database.writing() as connection:
        turn = state.begin_change(connection)
        number = reports.put(connection, source, len(rows), "1", turn.at)
        observations.replace(connection, turn, number, source.id, [(row, series(row)) for row in rows])
        state.end_change(connection, turn)


def put_comparisons(database: Database, source: Report, rows: Sequence[Comparison]) -> None:
    """Store the comparisons of the report's region."""
    key = reports.region_key(source)
    with database.writing() as connection:
        held = observations.of_region(connection, key)
        targets = {row.id: comparisons.StoredTarget(place, series(row), key) for place, _, row in held}
        comparisons.put(connection, rows, targets)


def put_checks(database: Database, source: Report, row: Observation, other: Observation) -> None:
    """Store a check of the report's region: the observation ``other`` contradicts ``row``."""
    key = reports.region_key(source)
    finding = Finding(
        CheckKind.GROWTH, row.id, (other.id,), row.value, Decimal(5), Decimal("5.5"), Decimal("1.6"), False
    )
    with database.writing() as connection:
        keys = {held.id: (place, held) for place, _, held in observations.of_region(connection, key)}
        checks.replace(connection, key, [finding], keys)


def put_restatements(database: Database, source: Report, row: Observation, other: Observation) -> None:
    """Store a restatement of the report's region: ``other`` states the value of ``row`` again."""
    key = reports.region_key(source)
    with database.writing() as connection:
        keys = {held.id: place for place, _, held in observations.of_region(connection, key)}
        again = Restatement(row, other, None, YesNo.YES, None)
        restatements.put(connection, key, [again], keys)


def put_correction(database: Database, row: Observation) -> None:
    """Store a correction by which a person confirms the row."""
    correction = Correction(
        id="5d0c2a7e91b34f68",
        report_id=row.report_id,
        statement=statements([row])[0],
        value_start=row.value_start,
        sentence=row.sentence,
        verdict=Verdict.CONFIRM,
        fields=(("indicator", row.indicator),),
        reader=Reader.PERSON,
        reader_name="李敏",
        made_at="2026-01-31T08:00:00Z",
        state=CorrectionState.AGREED,
    )
    with database.writing() as connection:
        corrections.add(connection, [correction])


def fill(folder: Path) -> Settings:
    """Make a database with both reports in the folder. Returns the settings for it."""
    file = folder / "filled.db"
    file.write_bytes(_filled())
    return Settings(f"sqlite:///{file}")


@cache
def _filled() -> bytes:
    """The file of the database, which each process makes once."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "filled.db"
        with open_database(migrated_file(file)) as database:
            _put_all(database)
        return file.read_bytes()


def _put_all(database: Database) -> None:
    first, second = report(2020, TEXT_2020), report(2021, TEXT_2021)
    planned, came = statements_2020(first), statements_2021(second)
    put(database, first, planned)
    put(database, second, came)
    pairs = [
        compared(planned[5], came[0], Outcome.MET, "0"),
        compared(planned[6], came[1], Outcome.MISSED, "-1000"),
    ]
    put_comparisons(database, first, pairs)
    put_checks(database, first, planned[1], planned[0])
    put_restatements(database, first, planned[1], came[0])
    put_correction(database, planned[0])
