"""Queries of lists: how parameters are parsed, and the message for each wrong parameter."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from decimal import Decimal

import pytest

from app.store.declared.filters import Filter, Operator
from app.store.declared.resource import SortKey
from app.store.declared.resources import DERIVED, RESOURCES
from app.store.queries import cursors
from app.store.queries.parsing import parse_pairs
from app.store.queries.query import REPEATED, ListQuery, QueryError
from app.store.queries.values import MAX_VALUES

VOCABULARIES = {"categories": ("fiscal", "health"), "indicators": ("GDP", "CPI"), "regions": ("990100",)}


def parse(*pairs: tuple[str, str], resource: str = "observations") -> ListQuery:
    return parse_pairs(RESOURCES[resource], pairs, VOCABULARIES.__getitem__)


@pytest.mark.parametrize(
    "pairs, where",
    [
        ([], ()),
        ([("year", "2020"), ("year", "2019"), ("year", "2020")], (("year", (2019, 2020)),)),
        # in the order of the filters, whatever the order of the parameters
        ([("year", "2020"), ("category", "fiscal")], (("category", ("fiscal",)), ("year", (2020,)))),
        ([("indicator_code", ""), ("indicator_code", "GDP")], (("indicator_code", (None, "GDP")),)),
        ([("scope", "")], (("scope", ("",)),)),
        ([("value_from", "-0.50")], (("value_from", (Decimal("-0.5"),)),)),
        ([("q", "  养老   服务 ")], (("q", ("养老 服务",)),)),
        ([("flag", "fallback_name")], (("flag", ("fallback_name",)),)),
        ([("flag", "")], (("flag", (None,)),)),
        ([("latest", "1")], (("latest", ("1",)),)),
        ([("latest", "0")], ()),
        ([("within", "990100")], (("within", ("990100",)),)),
        ([("within", "浙江")], (("within", ("330000",)),)),
        ([("region", "Beijing"), ("region", "鄞州")], (("region", ("110000", "330212")),)),
        ([("region", "三贤市")], (("region", ("三贤市",)),)),
        # a place without a code can have a name that several places with one have
        (
            [("region", "朝阳区"), ("region_code", "")],
            (("region_code", (None,)), ("region", ("朝阳区",))),
        ),
        ([("indicator", "gross domestic product")], (("indicator", ("GDP",)),)),
        ([("indicator", "gdp")], (("indicator", ("GDP",)),)),
        ([("indicator", "地区生产总值")], (("indicator", ("GDP", "地区生产总值")),)),
        ([("updated_since", "2026-01-31")], (("updated_since", ("2026-01-31T00:00:00Z",)),)),
        ([("updated_since", "0505-08-13")], (("updated_since", ("0505-08-13T00:00:00Z",)),)),
        ([("updated_since", "2026-01-31T08:30:00Z")], (("updated_since", ("2026-01-31T08:30:00Z",)),)),
    ],
)
def test_filters(pairs: list[tuple[str, str]], where: tuple[object, ...]) -> None:
    assert parse(*pairs).where == where


def test_controls() -> None:
    query = parse(("sort", "-year,region_code"), ("fields", "id, value"), ("limit", "7"), ("total", "none"))
    assert query.sort == (SortKey("year", True), SortKey("region_code"))
    assert (query.fields, query.limit, query.total) == (("id", "value"), 7, False)
    plain = parse()
    assert (plain.sort, plain.limit, plain.total, plain.cursor) == ((), 100, True, None)
    assert plain.fields == RESOURCES["observations"].columns


@pytest.mark.parametrize(
    "name, text, detail, valid",
    [
        ("yaer", "2020", "Did you mean year?", "year"),
        ("fromat", "csv", "Did you mean format?", "format"),
        ("zzz", "1", "have no parameter 'zzz'", "limit"),
        ("category", "fisc", "Did you mean fiscal? /v1/categories lists", "health"),
        ("category", "", "is empty", "fiscal"),
        ("indicator_code", "GPD", "Did you mean GDP?", "CPI"),
        ("region_code", "999999", "no region_code", "990100"),
        ("region", "朝阳区", "朝阳区 (110105, 北京市), 朝阳区 (220104, 吉林省长春市)", "220104"),
        ("region", "990100", "no place '990100'", None),
        ("within", "Bejing", "Did you mean 北京市 (110000)", "110000"),
        ("measure", "amount", "no measure 'amount'", "level"),
        ("status", "planned", "no status", "target"),
        ("year", "abc", "year of four digits", None),
        ("year", "20201", "year of four digits", None),
        ("year", "２０２０", "year of four digits", None),
        ("year", "", "is empty", None),
        ("value_from", "1e5000", "is a number", None),
        ("value_from", "NaN", "is a number", None),
        ("flag", "low-confidence", "Did you mean low_confidence", "low_confidence"),
        ("corrected", 'a"b', "name of letters", None),
        ("q", "。，", "contains no word", None),
        ("q", "x" * 501, "longer than 500", None),
        ("scope", "a\0b", "no text has", None),
        ("scope", "a\ud800b", "no text has", None),
        ("limit", "0", "from 1 to 1000", None),
        ("limit", "5000", "from 1 to 1000", None),
        ("limit", "-1", "from 1 to 1000", None),
        ("limit", "9" * 50, "from 1 to 1000", None),
        ("limit", "１０", "from 1 to 1000", None),
        ("sort", "yaer", "no sort key 'yaer'", "year"),
        ("sort", "year,-year", "twice", "year"),
        ("sort", "", "no sort key ''", "year"),
        ("sort", "--year", "no sort key '-year'", "year"),
        ("sort", "sentence", "no sort key", "value"),
        ("fields", "id,nme", "no field 'nme'", "indicator"),
        ("total", "maybe", "exact or none", "none"),
        ("cursor", "abc", "not a cursor", None),
        ("cursor", "", "not a cursor", None),
        ("cursor", "养" * 9, "not a cursor", None),
        ("cursor", "A" * 9000, "not a cursor", None),
        ("cursor", "WzEsMl0", "another query", None),
    ],
)
def test_mistakes(name: str, text: str, detail: str, valid: str | None) -> None:
    with pytest.raises(QueryError) as caught:
        parse_pairs(RESOURCES["observations"], [(name, text)], VOCABULARIES.__getitem__, ("format",))
    (mistake,) = caught.value.mistakes
    assert mistake.parameter == name
    assert detail in mistake.detail
    assert valid in mistake.valid if valid else not mistake.valid


@pytest.mark.parametrize(
    "part, pairs",
    [
        ("detail", [("year", "2" * 60)]),
        ("detail", [("indicator_code", "G" * 60)]),
        ("detail", [("y" * 60, "2020")]),
        ("detail", [("facet", "f" * 60)]),
        ("value", [("q", "业" * 501)]),
        ("value", [("limit", "1"), ("limit", "2" * 60)]),
    ],
)
def test_a_mistake_repeats_fifty_characters_of_a_value(part: str, pairs: list[tuple[str, str]]) -> None:
    with pytest.raises(QueryError) as caught:
        parse(*pairs)
    text = getattr(caught.value.mistakes[0], part)
    assert max(len(match[0]) for match in re.finditer(r"(\w)\1*", text)) == REPEATED


def test_all_mistakes_are_told_at_once() -> None:
    with pytest.raises(QueryError) as caught:
        parse(("year", "abc"), ("limit", "0"), ("sort", "nothing"))
    assert [mistake.parameter for mistake in caught.value.mistakes] == ["year", "sort", "limit"]


@pytest.mark.parametrize(
    "pairs, detail",
    [
        ([("year_from", "abc"), ("year_to", "2020")], "is a year of four digits"),
        ([("year_from", "2021"), ("year_to", "2020")], "year_from 2021 is after year_to 2020: swap them."),
        ([("value_from", "0.5"), ("value_to", "-0.5")], "value_from 0.5 is after value_to -0.5: swap them."),
    ],
)
def test_a_range_that_selects_nothing_has_one_mistake(pairs: list[tuple[str, str]], detail: str) -> None:
    with pytest.raises(QueryError, match=re.escape(detail)) as caught:
        parse(*pairs)
    assert len(caught.value.mistakes) == 1


def test_a_range_can_be_one_year() -> None:
    pairs = [("year_from", "2020"), ("year_to", "2020"), ("value_from", "5"), ("updated_since", "2026-01-31")]
    assert len(parse(*pairs).where) == 4


@pytest.mark.parametrize(
    "pairs",
    [
        [("limit", "1"), ("limit", "2")],
        [("year_from", "2019"), ("year_from", "2020")],
        [("q", "一"), ("q", "二")],
        [("year", str(1900 + number)) for number in range(MAX_VALUES + 1)],
    ],
)
def test_repetition_has_limits(pairs: list[tuple[str, str]]) -> None:
    with pytest.raises(QueryError, match=r"once only|at most"):
        parse(*pairs)


@pytest.mark.parametrize(
    "content",
    [
        '["{fp}",{}]', '["{fp}",[1]]', '["{fp}",true]', '["{fp}",1.5]', '["{fp}",9223372036854775808]',
        '["{fp}","\\u0000"]', '["{fp}","\\ud800"]', "{}", "[]", "1", "[" * 5000,
    ],
)  # fmt: skip # forged contents, one a word
def test_forged_cursors_are_refused(content: str) -> None:
    forged = base64.urlsafe_b64encode(content.replace("{fp}", parse().fingerprint()).encode()).decode()
    with pytest.raises(QueryError, match="not a cursor"):
        parse(("cursor", forged.rstrip("=")))


@pytest.mark.parametrize("length, said", [(8000, "another query"), (8002, "This is not a cursor.")])
def test_only_a_cursor_of_up_to_8000_characters_is_read(length: int, said: str) -> None:
    content = f'["{"x" * (length * 3 // 4 - 4)}"]'
    cursor = base64.urlsafe_b64encode(content.encode()).decode().rstrip("=")
    assert len(cursor) == length
    with pytest.raises(QueryError, match=said):
        parse(("cursor", cursor))


def test_a_cursor_belongs_to_its_query() -> None:
    cursor = cursors.encode(parse(("year", "2020")), (7,))
    assert cursors.decode(parse(("year", "2020"), ("cursor", cursor))) == (7,)
    # size and fields of the pages may change while paging, filters and order may not
    assert parse(("year", "2020"), ("cursor", cursor), ("limit", "3"), ("fields", "id")).cursor == cursor
    for other in ([("year", "2019")], [], [("year", "2020"), ("sort", "year")]):
        with pytest.raises(QueryError, match="another query"):
            parse(*other, ("cursor", cursor))
    with pytest.raises(QueryError, match="another query"):
        parse(("year", "2020"), ("cursor", cursor), resource="comparisons")


def test_cursors_with_keys_of_another_form_are_refused() -> None:
    def before_0032(sort: str, key: str) -> str:
        order = f'["observations",[]]["{sort}"]'.encode()
        content = json.dumps([hashlib.sha256(order).hexdigest()[:16], key, 7])
        return base64.urlsafe_b64encode(content.encode()).decode().rstrip("=")

    for sort, key in (("value", "25000112"), ("-confidence", "24999996")):
        with pytest.raises(QueryError, match="start again without cursor"):
            parse(("sort", sort), ("cursor", before_0032(sort, key)))
    # Keys of texts have the form that they had.
    continued = parse(("sort", "region_code"), ("cursor", before_0032("region_code", "990100")))
    assert cursors.decode(continued) == ("990100", 7)


def test_equal_selections_are_equal_text() -> None:
    one_pairs = (("year", "2020"), ("category", "fiscal"), ("year", "2019"))
    one = parse(*one_pairs)
    other = parse(("category", "fiscal"), ("year", "2019"), ("year", "2020"))
    assert one.selection() == other.selection()
    assert one.selection() != parse(("category", "fiscal"), ("year", "2019")).selection()
    assert one.selection() == parse(*one_pairs, ("limit", "9")).selection()


EVERY = RESOURCES | DERIVED


@pytest.mark.parametrize("resource", EVERY)
def test_the_rows_are_sound(resource: str) -> None:
    """The example of each filter is a valid value; names are unique; sort keys are fields."""
    found = EVERY[resource]
    names = [row.name for row in found.filters]
    assert len(set(names)) == len(names)
    assert set(found.sorts) <= set(found.columns)
    for row in found.filters:
        needed = [(other.name, other.example) for other in found.needed() if other.name != row.same_as]
        pairs = dict([*needed, (row.name, row.example)]).items()
        parse_pairs(found, pairs, lambda _: ())
        assert row.description.endswith(".")
        assert _selects_a_field(found.columns, row) or resource in DERIVED
        assert not (row.repeatable and row.required)
        if row.default is not None:
            parse_pairs(found, dict([*needed, (row.name, row.default)]).items(), lambda _: ())


@pytest.mark.parametrize("resource", EVERY)
def test_facets_are_filters_by_the_cells_of_a_column(resource: str) -> None:
    for name in EVERY[resource].facets:
        row = EVERY[resource].filter(name)
        assert row
        assert row.operator in (Operator.EQUALS, Operator.CONTAINS)
        assert row.repeatable
        assert parse_pairs(EVERY[resource], [("facet", name)], VOCABULARIES.__getitem__).facets == (name,)


def _selects_a_field(columns: tuple[str, ...], row: Filter) -> bool:
    counted = (
        "category",
        "year",
        "indicator_code",
        "region_code",
        "status",
        "measure",
        "report_id",
        "sentence",
        "updated_at",
        "ingested_at",
        "level",
        "province_code",
        "tolerance_mode",
    )
    return row.column in columns or row.column in counted
