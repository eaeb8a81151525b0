"""A service on SQLite and one on PostgreSQL with the same data, and the queries to compare them with.

The queries are made from the tables of filters, fields and lists, so they cover each new row.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import chain, cycle
from pathlib import Path
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from app.api.formats.registry import FORMATS
from app.config import Settings
from app.model.correction import Verdict
from app.model.observation import Reader
from app.services.corrections.correcting import ReaderVerdict, record
from app.services.database import Database
from app.services.ingesting.files import find_files
from app.services.ingesting.ingestion import ingest, ingest_text
from app.services.lists import observations
from app.services.lists.queries import parse_query, vocabulary
from app.store.declared.filters import Empty, Filter
from app.store.declared.resource import Resource
from app.store.declared.resources import DERIVED, RESOURCES
from tests.api.clients import asking, database_of
from tests.databases import migrated_address
from tests.texts import DISTRICT_2021, REPORT_2020, REPORT_2021

SEEDS = Path(__file__).parents[2] / "seeds"
Question = dict[str, object]

TOKEN = "a-token"  # noqa: S105 # of these tests alone
LISTS = RESOURCES | DERIVED
#: The required parameters of lists.
NEEDED = {
    "ledger": {"indicator_code": "GDP"},
    "league": {"indicator_code": "GDP", "year": "2019", "by": "growth"},
    "panel": {"indicator_code": "GDP", "measure": "growth"},
    "resolve": {"q": "鄞州2019年新增就业"},
}
#: For each row with this field a paragraph is read again: the files and a plain page have it, others do not.
COSTLY = "alternatives"
#: Values in the reports below, in addition to the examples of the filters.
MORE = {
    "q": ("就", "5G", "养老 服务", "e", "亿元 增长", "不见于此"),
    "year": ("2020",),
    "category": ("employment", "health"),
    "indicator_code": ("RURAL_INCOME",),
    "unit": ("%", "个"),
    "value_from": ("-3", "6.9", "7000000"),
    "value_to": ("7", "0"),
    "flag": ("span_assumed",),
    "rule": ("list.share-tail",),
    "region": ("云溪市",),
    "indicator": ("城镇登记失业率",),
    "sort": ("-year,region_code", "measure,-year"),
    "report_id": ("330212-2021",),
}


@contextmanager
def twin(dialect: str, folder: Path) -> Iterator[TestClient]:
    """A service with the seed and three small reports, one with two texts, all with the same time stamp."""
    with ExitStack() as stack:
        address = stack.enter_context(migrated_address(dialect, folder))
        client = stack.enter_context(asking(Settings(address, review_token=TOKEN)))
        client.headers["authorization"] = f"Bearer {TOKEN}"
        clock = stack.enter_context(pytest.MonkeyPatch.context())
        clock.setattr("app.store.rows.state.now", lambda: "2026-01-31T08:00:00Z")
        database = database_of(client)
        assert {result.reason for result in ingest(database, find_files([SEEDS]))} == {None}
        again = REPORT_2021.replace("9家。", "8家。2020年，城镇新增就业2.6万人。")
        for text in (REPORT_2020, REPORT_2021, again, DISTRICT_2021):
            assert ingest_text(database, text.encode(), "report.txt").reason is None
        correct(database)
        yield client


def correct(database: Database) -> None:
    """Store two corrections of the first rows: one changes a field, one rejects a number."""
    first, second = observations.page(
        database, parse_query("observations", [("limit", "2"), ("category", "culture")])
    ).rows
    record(
        database,
        str(first[0]),
        ReaderVerdict(Verdict.CHANGE, "李敏", (("indicator", "生产总值"),), "名称更短"),
    )
    record(database, str(second[0]), ReaderVerdict(Verdict.REJECT, "model-1", reader=Reader.MODEL))


def questions(resource: Resource) -> Iterator[str]:
    """URLs of a list, each once: each filter, sort key, facet, field and format, and some combinations."""
    needed: Question = {**NEEDED.get(resource.name, {})}
    asked: list[Question] = [{}]
    filters: list[Question] = [{row.name: value} for row in resource.filters for value in values(row)]
    sorts: list[Question] = [{"sort": f"{sign}{key}"} for key in resource.sorts for sign in ("", "-")]
    fields: list[Question] = [{"fields": field.name} for field in resource.fields]
    formats: list[Question] = [{"format": name} for name in FORMATS if name != "xlsx"]
    asked += [*filters, *sorts, *fields, *formats, {"total": "none"}]
    asked += [{"facet": list(resource.facets), **given} for given in filters if resource.facets]
    # Every filter with one sort key, every sort key with one filter.
    asked += [{**given, **sort, "limit": 3} for given, sort in zip(filters, cycle(sorts), strict=False)]
    asked += [{**given, **sort, "limit": 3} for sort, given in zip(sorts, cycle(filters), strict=False)]
    asked += [{**one, **other} for one, other in zip(filters, chain(filters[5:], filters), strict=False)]
    names = [field.name for field in resource.fields]
    cheap = {"fields": ",".join(name for name in names if name != COSTLY)} if COSTLY in names else {}
    fewer = [cheap if given and "format" not in given else {} for given in asked]
    queries = (urlencode(needed | less | given, doseq=True) for less, given in zip(fewer, asked, strict=True))
    yield from dict.fromkeys(f"/v1/{resource.path}?{query}" for query in queries)


def values(row: Filter) -> Iterator[object]:
    """Values of a filter, and several at once if it is repeatable."""
    known = row.choices or (vocabulary("categories")[:4] if row.vocabulary == "categories" else ())
    found = list(dict.fromkeys([row.example, *known, *MORE.get(row.name, ())]))
    if row.empty is not Empty.REFUSED:
        found.append("")
    yield from found
    if row.repeatable and len(found) > 1:
        yield found[:2]


def pages(client: TestClient, address: str) -> Iterator[bytes]:
    """The page at a URL and all following pages."""
    next_address: str | None = address
    while next_address:
        answer = client.get(next_address)
        assert answer.status_code == 200, (next_address, answer.text)
        yield answer.content
        next_address = None if "format=" in address else answer.json()["next"]
