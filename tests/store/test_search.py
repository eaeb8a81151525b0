"""Search: tokens, the rows that are found, and their order."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select, text

from app.store.connections.session import Database
from app.store.declared.resources import RESOURCES
from app.store.queries import cursors
from app.store.queries.parsing import parse_pairs
from app.store.queries.words import (
    SearchWord,
    contains,
    spelled,
    spelled_words,
    tokens,
    word_codes,
    words,
)
from app.store.repositories import observations
from app.store.selecting.search import SearchDocument, _entries, merge
from app.store.selecting.word_index import KEYS, SENTENCE_KEYS, SENTENCES
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


@pytest.mark.parametrize("query, text, expected", FOUND)
def test_words_are_substrings_of_a_spelled_text(query: str, text: str, expected: bool) -> None:
    assert all(word in spelled(text) for word in spelled_words(query)) is expected


def test_the_database_computes_the_codes_of_words(database: Database) -> None:
    if database.dialect == "sqlite":
        return
    lines = "\n".join(spelled(text) for _, text, _ in FOUND) + spelled("\U00020000座 zhibiao2025")
    with database.reading() as connection:
        (found,) = connection.execute(select(func.word_codes(lines))).one()
    assert {
        code
        for query in ("院", "养老", "5g基站", "\U00020000座", "zhibiao2025")
        for code in word_codes(query)
    } <= {*found}


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
    ("half", "养老机构", 2020, "居家服务。"),
    ("half-short", "养老机构", 2020, "短服务。"),
    (
        "long",
        "机构",
        2020,
        "今年的养老工作和各种服务，在城里和乡下，在山里和海边，都要更上一层楼，再上一层楼。",
    ),
]


def test_names_come_first_then_the_shorter_then_the_newer(database: Database) -> None:
    rows = [
        observed(id=id_, indicator=name, year=year, sentence=sentence) for id_, name, year, sentence in RANKED
    ]
    # The order of sentences of nearly the same length is that of the text.
    rows = [*rows[:4][::-1], rows[-1], *rows[4:-1]]
    store(database, reported(), [*rows, observed(id="none", indicator="养老", sentence="养老。")])
    expected = [row[0] for row in RANKED]
    assert search(database, "养老 服务") == search(database, "服务 养老") == expected
    assert search(database, "养老 服务", ("year", "2020")) == ["apart", "half", "half-short", "long"]
    assert search(database, "养老 服务", ("sort", "id")) == sorted(expected)


def test_the_number_of_a_name_is_its_length_its_age_and_its_key(database: Database) -> None:
    """It is in cursors, so it is the same on both kinds of databases."""
    store(database, reported(), [observed(id=id_, indicator="养老机构", year=2020) for id_ in "ab"])
    pairs = [("q", "养老"), ("limit", "1")]
    first = observations.LIST.page(database, parse_pairs(RESOURCES["observations"], pairs, lambda _: ()))
    following = parse_pairs(RESOURCES["observations"], [*pairs, ("cursor", str(first.next))], lambda _: ())
    number, key = cursors.decode(following) or ()
    assert number == (((4 << 8) + 2155 - 2020) << 44) + int(str(key))


def test_no_word_is_found_across_a_sentence_and_a_name(database: Database) -> None:
    row = observed(id="a", sentence="今年新建3家5G", indicator="基站", scope="中心区")
    store(database, reported(), [row])
    assert [search(database, query) for query in ("5G基站", "基站中心区")] == [[], []]
    assert [search(database, query) for query in ("5G", "基站", "中心区")] == [["a"]] * 3


def test_words_that_a_sentence_omits_are_found(database: Database) -> None:
    """Its rows are found by the names that the rules complete, and together, as one sentence."""
    sentence = "城镇和农村居民收入增长8%和9%。"
    rows = [
        observed(id="town", indicator="城镇居民收入", sentence=sentence),
        observed(id="village", indicator="农村居民收入", sentence=sentence),
        observed(id="other", indicator="城镇居民支出", sentence="城镇居民支出增长7%。"),
    ]
    store(database, reported(), rows)
    assert search(database, "城镇居民收入") == ["town", "village"]
    assert search(database, "农村居民收入") == ["village", "town"]
    assert search(database, "城镇居民 增长") == ["town", "village", "other"]
    assert search(database, "城镇居民") == ["town", "other", "village"]
    assert search(database, "居民城镇") == []


@pytest.mark.parametrize("limit", ["1", "3", "7", "40"])
def test_a_sentence_with_many_rows_is_found_whole(database: Database, limit: str) -> None:
    rows = [
        observed(
            id=f"{place:02}", indicator="养老院" if place % 5 == 0 else f"第{place}项", sentence="养老。"
        )
        for place in range(40)
    ]
    store(database, reported(), [*rows, observed(id="last", sentence="也讲养老。", sentence_start=50)])
    names = [row.id for row in rows if row.indicator == "养老院"]
    expected = [*names, *(row.id for row in rows if row.id not in names), "last"]
    assert pages(database, "养老", limit) == expected


def pages(database: Database, query: str, limit: str) -> list[str]:
    """The ids on all pages of a search."""
    collected, cursor = [], None
    while True:
        pairs = [("q", query), ("limit", limit), *([("cursor", cursor)] if cursor else [])]
        page = observations.LIST.page(database, parse_pairs(RESOURCES["observations"], pairs, lambda _: ()))
        collected += [str(row[0]) for row in page.rows]
        if (cursor := page.next) is None:
            assert page.total == len(collected)
            return collected


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
    assert pages(database, "养老", "2") == whole
    assert len(set(whole)) == 15


def test_the_stream_of_a_search_has_the_order_of_its_pages(database: Database) -> None:
    store(
        database, reported(), [observed(id=str(place), indicator="养老" * (place % 3)) for place in range(9)]
    )
    asked = parse_pairs(RESOURCES["observations"], [("q", "养老"), ("fields", "id")], lambda _: ())
    streamed = [row[0] for rows in observations.LIST.stream(database, asked).batches for row in rows]
    assert streamed == search(database, "养老")


def test_numbers_contain_the_key_and_sort_as_ranks() -> None:
    texts = [SearchDocument(key, 2020, "名", "", "句" * 999) for key in (5, KEYS)]
    (name, sentence), (last_name, last) = (list(_entries([one])) for one in texts)
    assert [name.number & KEYS, last_name.number & KEYS] == [5, KEYS]
    assert [sentence.number & SENTENCE_KEYS, last.number & SENTENCE_KEYS] == [0, SENTENCE_KEYS]
    assert name.number < last_name.number < SENTENCES < sentence.number < last.number < 2**63
    with pytest.raises(OverflowError, match="more reports"):
        list(_entries([SearchDocument(KEYS + 1, 2020, "名", "", "")]))


def test_a_merged_index_finds_the_same_in_fewer_bytes(database: Database) -> None:
    for number in range(6):
        report = reported(2000 + number, id=f"r{number}")
        rows = [observed(id=f"{number}-{place}", sentence=f"养老{place}服务。") for place in range(300)]
        store(database, report, rows)
    found, bytes_before = search(database, "养老 服务"), index_bytes(database)
    begins = more = True
    while more:
        with database.writing() as connection:
            more = merge(connection, begins=begins)
        begins = False
    assert search(database, "养老 服务") == found
    if database.dialect == "sqlite":
        assert index_bytes(database) < bytes_before


def index_bytes(database: Database) -> int:
    if database.dialect != "sqlite":
        return 0
    with database.reading() as connection:
        size = text("SELECT sum(length(block)) FROM observation_words_data")
        return int(connection.execute(size).scalar_one())
