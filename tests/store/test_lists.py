"""Lists on a real database: every filter, every order, every page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal

import pytest
from sqlalchemy import text

from app.model.observation import Reader, SourceKind
from app.model.report import Level
from app.store.connections.prepared import Statements
from app.store.connections.session import STREAMS, Database, QueryTimeoutError
from app.store.declared.resources import RESOURCES
from app.store.queries.parsing import parse_pairs
from app.store.queries.query import Page, QueryError
from app.store.repositories import observations, reports
from app.store.rows import state
from tests.made import observed, reported
from tests.store.selections import FILTERED
from tests.store.storing import store

VALUES = (
    "-1000",
    "-2",
    "-1.5",
    "0",
    "0.25",
    "2",
    "9",
    "10",
    "10.5",
    "1000",
    "1000",
    "999999999999999999999.5",
)
YEARS = (2017, 2018, 2019)
CODES = (None, "GDP", "CPI")


@pytest.fixture(scope="module")
def filled(module_address: str) -> Iterator[Database]:
    database = Database(module_address)
    for number, (region, code) in enumerate((("云溪市", "990100"), ("开发区", None), ("南浦县", "990123"))):
        report = reported(2020, f"{region}报告\n", id=f"r{number}-2020", region=region, region_code=code)
        rows = [
            observed(
                value,
                id=f"o-{number}-{place:02}",
                report_id=report.id,
                region=region,
                region_code=code,
                year=YEARS[place % 3],
                indicator_code=CODES[place % 3],
                indicator=f"指标{place % 4}",
                category=("fiscal", "health")[place % 2],
                measure=("level", "growth")[place % 2],
                status=("actual", "target")[place % 5 == 0],
                unit=("元", "%")[place % 2],
                scope=("", "区本级")[place % 4 == 1],
                bound=("exact", "min")[place % 3 == 2],
                commitment=("", "力争")[place % 5 == 0],
                flags=(("year_by_default",), ("fallback_name", "year_by_default"), ())[place % 3],
                rules=("name.own", f"rule.r{place % 2}"),
                sentence=f"全年养老服务和就业工作第{place}句，5G基站{place}座。",
                value_start=place,
                confidence=Decimal(("0.05", "0.9", "0.97", "1")[place % 4]),
                action=("新建", "")[place % 2],
                head=("书屋", "")[place % 3 == 0],
                level=(Level.CITY, Level.COUNTY, None)[number],
                province_code=("990000", None)[number == 1],
                source_kind=(SourceKind.REPORT, SourceKind.BULLETIN)[place % 3 == 0],
                reader=(Reader.RULES, Reader.PERSON)[place % 4 == 3],
                corrected=((), ("indicator",))[place % 4 == 3],
            )
            for place, value in enumerate(VALUES)
        ]
        store(database, report, rows)
    yield database
    database.close()


def page(database: Database, *pairs: tuple[str, str], cursor: str | None = None) -> Page:
    following = [("cursor", cursor)] if cursor else []
    query = parse_pairs(RESOURCES["observations"], [*pairs, *following], lambda _: ())
    return observations.LIST.page(database, query)


def ids(found: Page) -> list[str]:
    place = found.columns.index("id")
    return [str(row[place]) for row in found.rows]


@pytest.mark.parametrize("pairs, count", FILTERED)
def test_filters(filled: Database, pairs: list[tuple[str, str]], count: int) -> None:
    found = page(filled, *pairs)
    assert (len(found.rows), found.total) == (count, count)


def test_every_filter_is_tested() -> None:
    tested = {name for pairs, _ in FILTERED for name, _ in pairs}
    assert {row.name for row in RESOURCES["observations"].filters} == tested


def keyed(filled: Database, name: str) -> list[tuple[object, str]]:
    """The values of one field with the ids of their rows, in default order."""
    found = page(filled, ("fields", f"id,{name}"), ("limit", "1000"))
    return [(row[-1], str(row[0])) for row in found.rows]


@pytest.mark.parametrize("name", RESOURCES["observations"].sorts)
@pytest.mark.parametrize("descending", [False, True])
def test_every_order_over_pages(filled: Database, name: str, descending: bool) -> None:
    """Pages of 5 together have each row of the list once, in order; nulls are last in both directions."""
    from decimal import Decimal

    number = name == "value"
    rows = keyed(filled, name)
    present = [row for row in rows if row[0] is not None]
    present.sort(key=lambda row: Decimal(str(row[0])) if number else row[0], reverse=descending)  # type: ignore[arg-type,return-value]  # cells of one column compare
    expected = [id_ for _, id_ in present] + [id_ for value, id_ in rows if value is None]

    sort = ("sort", f"-{name}" if descending else name)
    collected, cursor = [], None
    while True:
        found = page(filled, sort, ("limit", "5"), cursor=cursor)
        collected += ids(found)
        assert found.total == len(rows)
        if (cursor := found.next) is None:
            break
    assert collected == expected


@pytest.mark.parametrize(
    "sort", ["-year,region_code", "indicator_code,-value", "region_code,-indicator_code,value"]
)
def test_orders_of_several_keys(filled: Database, sort: str) -> None:
    whole = ids(page(filled, ("sort", sort), ("limit", "1000")))
    collected, cursor = [], None
    for _ in range(40):
        found = page(filled, ("sort", sort), ("limit", "1"), cursor=cursor)
        collected += ids(found)
        if (cursor := found.next) is None:
            break
    assert collected == whole
    assert len(set(whole)) == 36


def test_the_default_order_is_that_of_the_text(filled: Database) -> None:
    assert ids(page(filled)) == sorted(ids(page(filled)))


def test_a_stream_is_the_whole_list(filled: Database) -> None:
    query = parse_pairs(
        RESOURCES["observations"], [("sort", "-value"), ("limit", "2"), ("fields", "id")], lambda _: ()
    )
    stream = observations.LIST.stream(filled, query)
    assert (stream.total, stream.columns) == (36, ("id",))
    streamed = [row[0] for batch in stream.batches for row in batch]
    assert streamed == ids(page(filled, ("sort", "-value")))


def test_a_stream_that_nobody_reads_holds_no_connection(filled: Database) -> None:
    query = parse_pairs(RESOURCES["observations"], [], lambda _: ())
    assert filled.in_use() == 0
    read, left, unread = (observations.LIST.stream(filled, query) for _ in range(3))
    assert [stream.total for stream in (read, left, unread)] == [36, 36, 36]
    assert len(list(read.batches)) == 1
    next(left.batches)
    assert filled.in_use() == 2
    del left, unread
    assert filled.in_use() == 0


def test_streams_that_nobody_reads_take_no_connection_from_pages(filled: Database) -> None:
    query = parse_pairs(RESOURCES["observations"], [], lambda _: ())
    streams = [observations.LIST.stream(filled, query) for _ in range(STREAMS)]
    with pytest.raises(QueryTimeoutError, match="in use"):
        observations.LIST.stream(filled, query)
    assert page(filled).total == 36
    del streams
    assert filled.in_use() == 0


def test_a_stream_whose_counting_takes_too_long_is_stopped(
    filled: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    endless = text("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")
    monkeypatch.setattr("app.store.selecting.table_lists.facets.count", lambda *_: endless)
    monkeypatch.setattr(observations.LIST, "_statements", Statements())
    limited = Database(filled.url.render_as_string(hide_password=False), seconds=1)
    query = parse_pairs(RESOURCES["observations"], [("value_from", "3"), ("value_to", "4")], lambda _: ())
    with pytest.raises(QueryTimeoutError):
        observations.LIST.stream(limited, query)
    assert limited.in_use() == 0
    limited.close()


def test_a_stream_is_of_one_state(filled: Database) -> None:
    """A report that is ingested while a list is read is in neither the total nor the rows."""
    stream = observations.LIST.stream(filled, parse_pairs(RESOURCES["observations"], [], lambda _: ()))
    with a_later_report(filled):
        assert stream.total == sum(map(len, stream.batches)) == 36


def test_pages_stay_true_while_reports_come_in(filled: Database) -> None:
    first = page(filled, ("limit", "20"))
    with a_later_report(filled):
        rest = page(filled, ("limit", "1000"), cursor=first.next)
        assert [*ids(first), *ids(rest)] == ids(page(filled, ("limit", "1000")))
        assert len(rest.rows) == 17


@contextmanager
def a_later_report(filled: Database) -> Iterator[None]:
    """A report that is ingested and removed again, so that the other tests find their rows."""
    late = reported(2021, "后来的报告\n", id="r9-2021")
    store(filled, late, [observed(id="o-9-00", report_id=late.id)])
    yield
    with filled.writing() as connection:
        turn = state.begin_change(connection)
        observations.forget(connection, turn, late.id)
        reports.remove(connection, 4)
        state.end_change(connection, turn)


def test_total_is_counted_once_for_each_version(filled: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = []

    def count(*_: object) -> int:
        counted.append(1)
        return 12

    monkeypatch.setattr(observations.LIST, "_count", count)
    assert [page(filled, ("year", "2018"), ("status", "actual")).total for _ in range(3)] == [12] * 3
    with a_later_report(filled):
        page(filled, ("year", "2018"), ("status", "actual"))
    assert len(counted) == 2


def test_no_total_where_none_is_asked_for(filled: Database) -> None:
    assert page(filled, ("total", "none")).total is None


@pytest.mark.parametrize("keys", [(1, 2), ("text",), (None,), ()])
def test_cursors_of_another_shape(filled: Database, keys: tuple[object, ...]) -> None:
    from app.store.queries import cursors

    query = parse_pairs(RESOURCES["observations"], [], lambda _: ())
    with pytest.raises(QueryError, match="not a cursor of this list"):
        page(filled, cursor=cursors.encode(query, keys))  # type: ignore[arg-type]  # forged
