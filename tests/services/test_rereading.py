"""Reading stored reports again: which reports, which changes, and what an interruption loses."""

from __future__ import annotations

from pathlib import Path

import pytest

import app
from app.model.derivation import Extraction
from app.model.report import Report
from app.services.database import Database, data_version
from app.services.extracting.extractor import extractor_version, hash_of
from app.services.extracting.whole import extract_report
from app.services.ingesting import rereading, storing, versions
from app.services.ingesting.files import IngestEffect
from app.services.ingesting.ingestion import ingest_text
from app.services.ingesting.rereading import Reread, count_stale, reread
from app.services.lists import comparisons, observations, reports
from app.services.lists.queries import parse_query
from app.store.declared.fields import REPORT_FIELDS
from tests.texts import REPORT_2020, REPORT_2021

REGIONS = {"330212": "宁波市鄞州区", "330106": "杭州市西湖区", "330602": "绍兴市越城区"}


def rows(database: Database, fields: str = "id,indicator,value,year") -> list[tuple[object, ...]]:
    query = parse_query("observations", [("fields", fields), ("limit", "1000")])
    return list(observations.page(database, query).rows)


def described(database: Database) -> list[tuple[object, ...]]:
    """Everything that is stored of the reports, except what reading them again may change."""
    changing = {"extractor_version", "ingested_at", "observations", "citation"}
    fields = ",".join(field.name for field in REPORT_FIELDS if field.name not in changing)
    return list(reports.page(database, parse_query("reports", [("fields", fields)])).rows)


def give(database: Database) -> list[IngestEffect]:
    """Ingest two reports of each region, no two with the same text."""
    texts = [(text, region) for region in REGIONS.values() for text in (REPORT_2020, REPORT_2021)]
    files = [(f"{text}{region}新建书屋3家。\n".encode(), region) for text, region in texts]
    return [ingest_text(database, data, "a.txt", region=region).change for data, region in files]


@pytest.fixture
def stored(database: Database, monkeypatch: pytest.MonkeyPatch) -> Database:
    """Reports that were read by an older extractor, which did not know the unit 家."""

    def older(report: Report, *, explained: bool) -> Extraction:
        found = extract_report(report, explained=explained)
        kept = tuple(d for d in found.derivations if d.observation.unit != "家")
        return Extraction(kept, found.rejections)

    with monkeypatch.context() as patch:
        for module in (storing, versions):
            patch.setattr(module, "extractor_version", lambda: "older")
        patch.setattr(storing, "extract_report", older)
        give(database)
    return database


def test_reports_of_another_extractor_are_read_again(stored: Database) -> None:
    before, facts = rows(stored), described(stored)
    assert (count_stale(stored), len(before)) == (6, 3 * (7 + 3))
    assert reread(stored) == Reread(reports=6, altered=6, added=3 * (3 + 2))
    assert (count_stale(stored), len(rows(stored))) == (0, 3 * (10 + 5))
    assert set(before) < set(rows(stored))
    assert described(stored) == facts
    assert give(stored) == [IngestEffect.UNCHANGED] * 6


def test_comparisons_follow(stored: Database) -> None:
    asked = parse_query(
        "comparisons", [("q", "养老机构"), ("fields", "region_code,outcome"), ("sort", "region_code")]
    )
    assert list(comparisons.page(stored, asked).rows) == []
    reread(stored)
    assert list(comparisons.page(stored, asked).rows) == [(code, "missed") for code in sorted(REGIONS)]


def test_reading_again_twice_changes_nothing(stored: Database) -> None:
    reread(stored)
    version = data_version(stored)
    assert reread(stored) == Reread()
    assert data_version(stored) == version


def test_an_interruption_loses_no_more_than_a_batch(
    stored: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rereading, "BATCH", 4)

    def interrupt(read: int) -> None:
        assert read == 4
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reread(stored, interrupt)
    assert count_stale(stored) == 2
    read: list[int] = []
    assert reread(stored, read.append).reports == 2
    assert read == [2]


def test_a_report_that_is_replaced_meanwhile_is_left_alone(
    stored: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process ingests a newer text between the reading and the writing of a batch."""
    newer = f"{REPORT_2020}新建学校3所。\n".encode()

    def replaced(report: Report, *, explained: bool) -> Extraction:
        monkeypatch.undo()
        assert ingest_text(stored, newer, "b.txt", region=REGIONS["330212"]).change is IngestEffect.REPLACED
        return extract_report(report, explained=explained)

    monkeypatch.setattr(rereading, "extract_report", replaced)
    assert reread(stored).reports == 5
    names = {row[0] for row in rows(stored, "indicator")}
    assert "新建学校" in names


def test_the_version_of_the_extractor_is_made_of_its_sources_and_tables(tmp_path: Path) -> None:
    for name in ("extraction/rules.py", "lexicon/data/words.csv", "api/edge.py"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_bytes(b"a,1\n")
    first = hash_of(tmp_path)
    assert len(first) == 12
    for name in ("extraction/rules.pyc", "extraction/README.md", "api/edge.py"):
        (tmp_path / name).write_bytes(b"a,2\n")
    (tmp_path / "lexicon/data/words.csv").write_bytes(b"a,1\r\n")
    assert hash_of(tmp_path) == first
    for name in ("extraction/rules.py", "lexicon/data/words.csv"):
        (tmp_path / name).write_bytes(b"a,2\n")
        assert hash_of(tmp_path) != first
        (tmp_path / name).write_bytes(b"a,1\n")


def test_the_version_of_this_extractor() -> None:
    assert extractor_version() == hash_of(Path(app.__file__).parent)
    assert extractor_version() != hash_of(Path(__file__).parent)
