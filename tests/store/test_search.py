"""Search: tokens, the rows that are found, and their order."""

from __future__ import annotations

import pytest

from app.store import observations
from app.store.parsing import parse_pairs
from app.store.resources import RESOURCES
from app.store.search import KEYS, SearchDocument, _entries
from app.store.session import Database
from app.store.words import SearchWord, contains, tokens, words
from tests.made import observed, reported
from tests.store.storing import store


@pytest.mark.parametrize(
    "text, expected",
    [
        ("养老院", ["养老", "老院", "院"]),
        ("养老，服务。", ["养老", "老", "服务", "务"]),
        ("新增5G基站12座", ["新增", "增", "5g", "基站", "站", "12", "座"]),
        ("５Ｇ　ＰＭ２.5", ["5g", "pm2", "5"]),
        ("", []),
        ("——", []),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


@pytest.mark.parametrize(
    "query, expected",
    [
        ("养老院", [SearchWord(("养老", "老院"), open=False)]),
        ("老", [SearchWord(("老",), open=True)]),
        ("养老  服务 养老", [SearchWord(("养老",), open=False), SearchWord(("服务",), open=False)]),
        ("5G基站", [SearchWord(("5g", "基站"), open=False)]),
        ("超5G", [SearchWord(("超", "5g"), open=False)]),
        ('" OR *', [SearchWord(("or",), open=False)]),
    ],
)
def test_words(query: str, expected: list[SearchWord]) -> None:
    assert words(query) == expected


FOUND = [
    # query, text, whether all words of the query occur in it
    ("养老", "新建养老院", True),
    ("老", "新建养老院", True),
    ("院", "新建养老院", True),
    ("老院养", "新建养老院", False),
    ("新建 院", "新建养老院", True),
    ("养老 学校", "新建养老院", False),
    ("养服", "养老服务", False),
    ("老服", "养老，服务", False),
    ("5G基站", "新增5g基站2座", True),
    ("G基站", "新增5g基站2座", False),
    ("5", "新增5g基站2座", False),
    ("2座", "新增5g基站2座", True),
    ("站2", "新增5g基站2座", True),
    ("基2", "新增5g基站2座", False),
    ("５Ｇ", "新增5g基站2座", True),
]


@pytest.mark.parametrize("query, text, expected", FOUND)
def test_a_text_holds_words(query: str, text: str, expected: bool) -> None:
    assert contains(text, query) is expected


def search(database: Database, query: str, *pairs: tuple[str, str]) -> list[str]:
    asked = parse_pairs(RESOURCES["observations"], [("q", query), ("fields", "id"), *pairs], lambda _: ())
    return [str(row[0]) for row in observations.LIST.page(database, asked).rows]


def test_the_database_finds_what_python_finds(database: Database) -> None:
    rows = [
        observed(id=f"{place:02}", sentence=text, indicator="名") for place, (_, text, _) in enumerate(FOUND)
    ]
    store(database, reported(), rows)
    for query in dict.fromkeys(query for query, _, _ in FOUND):
        expected = {row.id for row in rows if contains(row.sentence, query)}
        assert set(search(database, query)) == expected, query


RANKED = [
    # id, name, year, sentence: in the order of the results for 养老 服务
    ("shortest", "养老服务", 2019, "新建养老服务中心。"),
    ("newer", "养老服务站", 2019, "短。"),
    ("older", "养老服务站", 2018, "短。"),
    ("apart", "服务和养老机构", 2020, "短。"),
    ("half-short", "养老机构", 2020, "短服务。"),
    ("half", "养老机构", 2020, "居家服务。"),
    ("long", "机构", 2020, "今年的养老工作和各种服务都要更上一层楼。"),
]


def test_names_come_first_then_the_shorter_then_the_newer(database: Database) -> None:
    rows = [
        observed(id=id_, indicator=name, year=year, sentence=sentence)
        for id_, name, year, sentence in reversed(RANKED)
    ]
    store(database, reported(), [*rows, observed(id="none", indicator="养老", sentence="养老。")])
    expected = [row[0] for row in RANKED]
    assert search(database, "养老 服务") == search(database, "服务 养老") == expected
    assert search(database, "养老 服务", ("year", "2020")) == ["apart", "half-short", "half", "long"]
    assert search(database, "养老 服务", ("sort", "id")) == sorted(expected)


def test_pages_of_a_search_are_the_whole_once_each(database: Database) -> None:
    for number in range(3):
        report = reported(2020 + number, f"第{number}份报告\n")
        rows = [
            observed(
                id=f"{number}-{place}", report_id=report.id, indicator="养老" * (place % 3), sentence="养老。"
            )
            for place in range(5)
        ]
        store(database, report, rows)
    whole = search(database, "养老")
    collected, cursor = [], None
    while True:
        pairs = [("q", "养老"), ("limit", "2"), *([("cursor", cursor)] if cursor else [])]
        page = observations.LIST.page(database, parse_pairs(RESOURCES["observations"], pairs, lambda _: ()))
        collected += [str(row[0]) for row in page.rows]
        assert page.total == 15
        if (cursor := page.next) is None:
            break
    assert collected == whole
    assert len(set(whole)) == 15


def test_numbers_hold_the_key_and_sort_as_ranks() -> None:
    entries = [
        entry for key in (5, KEYS) for entry in _entries(SearchDocument(key, 2020, "名", "", "句" * 999))
    ]
    assert [entry.number & KEYS for entry in entries] == [5, 5, KEYS, KEYS]
    assert entries[0].number < entries[2].number < entries[1].number < entries[3].number < 2**63
    with pytest.raises(OverflowError, match="more reports"):
        list(_entries(SearchDocument(KEYS + 1, 2020, "名", "", "")))
