"""The lists that are more than rows of a table: one observation, counts, the catalogue, places, years."""

from __future__ import annotations

import pytest

from app.model.correction import Verdict
from app.model.derivation import Extraction
from app.services.corrections.correcting import ReaderVerdict, record
from app.services.database import Database
from app.services.extracting import derivations
from app.services.ingesting.ingestion import ingest_text
from app.services.lists import observations, reports
from app.services.lists.any_list import service_of
from app.services.lists.queries import NotFoundError, Page, QueryError, parse_query, vocabulary
from app.store.declared.resources import RESOURCES
from tests.texts import REPORT_2020, REPORT_2021


@pytest.fixture
def filled(database: Database) -> Database:
    for text in (REPORT_2020, REPORT_2021):
        assert ingest_text(database, text.encode(), "yunxi.txt").reason is None
    return database


@pytest.fixture
def contradicted(filled: Database) -> Database:
    """The database with more values and the words of two readers: a check, a restatement, corrections."""
    text = f"{REPORT_2021}全年地区生产总值增长9%。\n2019年，地区生产总值增长7.9%。\n"
    assert ingest_text(filled, text.encode(), "yunxi.txt").reason is None
    page = observations.page(filled, parse_query("observations", [("limit", "1")]))
    for reader in ("李敏", "王芳"):
        record(filled, str(page.rows[0][0]), ReaderVerdict(Verdict.CONFIRM, reader))
    return filled


SERVICES = {name: service_of(name) for name in RESOURCES}


def ask(database: Database, resource: str, *pairs: tuple[str, str]) -> Page:
    page: Page = SERVICES[resource].page(database, parse_query(resource, pairs))
    return page


def named(page: Page) -> list[dict[str, object]]:
    return [dict(zip(page.columns, row, strict=True)) for row in page.rows]


@pytest.mark.parametrize("resource", SERVICES)
def test_every_list_pages_streams_and_selects_fields(contradicted: Database, resource: str) -> None:
    filled = contradicted
    whole = ask(filled, resource, ("limit", "1000"))
    assert whole.total == len(whole.rows) > 0
    assert whole.next is None
    page = ask(filled, resource, ("limit", "1"))
    rows = page.rows
    while page.next:
        page = ask(filled, resource, ("limit", "1"), ("cursor", page.next))
        rows = rows + page.rows
    assert rows == whole.rows
    stream = SERVICES[resource].stream(filled, parse_query(resource, []))
    assert (stream.total, [row for batch in stream.batches for row in batch]) == (whole.total, whole.rows)
    first = ask(filled, resource, ("fields", whole.columns[0]), ("limit", "1000")).rows
    assert first == [row[:1] for row in whole.rows]


@pytest.mark.parametrize("resource", SERVICES)
def test_every_sort_key_sorts(filled: Database, resource: str) -> None:
    whole = ask(filled, resource, ("limit", "1000"))
    for key in parse_query(resource, []).resource.sorts:
        rows = ask(filled, resource, ("sort", f"-{key}"), ("limit", "1000")).rows
        assert sorted(map(repr, rows)) == sorted(map(repr, whole.rows))


def test_one_observation_with_its_evidence(filled: Database) -> None:
    (row,) = named(ask(filled, "observations", ("indicator", "城镇登记失业率"), ("status", "target")))
    detail = observations.one(filled, str(row["id"]))
    found = detail.observation
    assert detail.report.text == REPORT_2020
    assert REPORT_2020[found.value_start : found.value_end] == "3%"
    assert found.sentence in detail.context.text
    assert REPORT_2020[detail.context.start : detail.context.end] == detail.context.text
    assert detail.derivation is not None
    assert detail.derivation.observation == found
    assert [step.rule for step in detail.derivation.trace] == list(found.rules)


def test_a_derivation_of_another_extractor_is_not_shown(
    filled: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(derivations, "extract", lambda *_, **__: Extraction((), ()))
    (row,) = named(ask(filled, "observations", ("limit", "1")))
    assert observations.one(filled, str(row["id"])).derivation is None


def test_what_is_not_there(filled: Database) -> None:
    with pytest.raises(NotFoundError, match="no observation 'none'"):
        observations.one(filled, "none")
    for ask_one in (reports.one, reports.text):
        with pytest.raises(NotFoundError, match="no report 'none'"):
            ask_one(filled, "none")


def test_one_report(filled: Database) -> None:
    (row,) = named(ask(filled, "reports", ("report_year", "2021")))
    found = reports.one(filled, str(row["id"]))
    assert tuple(row.values()) == found
    assert (row["delivered_on"], row["speaker"], row["characters"]) == (
        "2021-01-20",
        "李明",
        len(REPORT_2021),
    )


def test_years(filled: Database) -> None:
    assert ask(filled, "years").rows == [(2019, 5, 5, 0, 1), (2020, 8, 4, 4, 1)]
    assert ask(filled, "years", ("status", "target")).rows == [(2020, 4, 0, 4, 1)]
    assert ask(filled, "years", ("sort", "-year"), ("fields", "year")).rows == [(2020,), (2019,)]


def test_categories(filled: Database) -> None:
    page = ask(filled, "categories")
    assert page.total == 18
    assert sum(int(str(row["observations"])) for row in named(page)) == 13
    (only,) = named(ask(filled, "categories", ("category", "economy"), ("year", "2019")))
    assert (only["name_zh"], only["observations"]) == ("综合经济与市场主体", 2)


def test_indicators(filled: Database) -> None:
    (gdp,) = named(ask(filled, "indicators", ("indicator_code", "GDP")))
    assert (gdp["name_zh"], gdp["unit"], gdp["observations"]) == ("地区生产总值", "元", 4)
    assert (gdp["first_year"], gdp["last_year"]) == (2019, 2020)
    assert {row["category"] for row in named(ask(filled, "indicators", ("category", "fiscal")))} == {"fiscal"}
    found = named(ask(filled, "indicators", ("q", "农村 收入")))
    assert "RURAL_INCOME" in [row["indicator_code"] for row in found]
    assert named(ask(filled, "indicators", ("sort", "-observations"), ("limit", "1")))[0] == gdp


def test_regions(filled: Database) -> None:
    (row,) = named(ask(filled, "regions"))
    assert (row["region"], row["reports"], row["observations"]) == ("云溪市", 2, 13)
    assert (row["first_report_year"], row["last_report_year"]) == (2020, 2021)
    assert ask(filled, "regions", ("region", "鄞州区")).rows == []


def test_vocabularies() -> None:
    assert len(vocabulary("categories")) == 18
    assert "GDP" in vocabulary("indicators")
    assert {"330212", "330227"} <= set(vocabulary("regions"))
    with pytest.raises(QueryError) as caught:
        parse_query("observations", [("region_code", "330298")])
    valid = caught.value.mistakes[0].valid
    assert valid
    assert {code[:4] for code in valid} == {"3302"}
