"""Places by name, code and year."""

import pytest

from app.lexicon.regions import TABLES, load_regions
from app.lexicon.spelling import normalise
from app.lexicon.tables import read_table
from app.lexicon.types.regions import COLUMNS, Region, code_prefix, region_of
from app.model.report import Level

REGIONS = load_regions()
ROWS = [read_table(table, COLUMNS, region_of) for table in TABLES]
ALL = [row for rows in ROWS for row in rows]


def code_of(region: Region | None) -> str | None:
    return region.code if region else None


@pytest.mark.parametrize(
    "name,year,code",
    [
        ("鄞县", 1999, "330227"),
        ("鄞县", 2002, "330227"),  # in the year of a change both names stand
        ("鄞州区", 2002, "330212"),
        ("鄞州区", 2020, "330212"),
        ("鄞县", 2020, None),
        ("公主岭市", 2019, "220381"),  # moved from 四平 to 长春 in 2020
        ("公主岭市", 2020, "220381"),
        ("公主岭市", 2021, "220184"),
        ("莱芜市", 2015, "371200"),
        ("莱芜区", 2022, "370116"),
        ("重庆市", 1995, "510200"),
        ("重庆市", 2010, "500000"),
        ("海南省", 2000, "460000"),
        ("香港特别行政区", 1998, "810000"),
        ("澳门特别行政区", 2020, "820000"),
        ("台湾省", 2020, "710000"),
        ("和安县", 2026, "653229"),
    ],
)
def test_a_code_is_that_of_the_year(name: str, year: int, code: str | None) -> None:
    assert code_of(REGIONS.find(name, year)) == code


@pytest.mark.parametrize(
    "name,code",
    [
        ("鄞州", "330212"),
        ("海拉尔", "150702"),
        ("内蒙古", "150000"),
        ("新疆", "650000"),
        ("玉屏", "520622"),
        ("延边", "222400"),
        ("吉林", "220000"),  # the province comes before the city
        ("浦东", "310115"),
        ("恩施州", "422800"),
        ("玉屏县", "520622"),
        ("长阳自治县", "420528"),
        ("广西自治区", "450000"),
        ("鄞州州", None),
        ("浙江省宁波市鄞州区", "330212"),
        ("宁波鄞州", "330212"),
        ("福州市鼓楼区", "350102"),
        ("鼓楼区", None),  # in four cities
        ("宁波高新区", None),  # a development zone has no code
        ("中国", None),
        ("", None),
    ],
)
def test_names_are_short_whole_or_lead_from_above(name: str, code: str | None) -> None:
    assert code_of(REGIONS.find(name, 2020)) == code


def test_a_name_of_several_places_has_several_candidates() -> None:
    found = REGIONS.candidates("鼓楼区", 2020)
    assert sorted(region.code for region in found) == ["320106", "320302", "350102", "410204"]


def test_names_are_late_or_early_by_a_year() -> None:
    assert code_of(REGIONS.find("襄樊市", 2011)) == "420600"  # 襄阳 since December 2010
    assert code_of(REGIONS.find("襄樊市", 2013)) is None


@pytest.mark.parametrize(
    "code,year,name",
    [
        ("330212", 2020, "鄞州区"),
        ("330212", 1999, None),
        ("330227", 1999, "鄞县"),
        ("420600", 2005, "襄樊市"),
        ("420600", 2015, "襄阳市"),
        ("999999", 2020, None),
    ],
)
def test_a_code_has_the_name_of_the_year(code: str, year: int, name: str | None) -> None:
    region = REGIONS.by_code(code, year)
    assert (region.name if region else None) == name


@pytest.mark.parametrize(
    "name,year,above",
    [
        ("鄞县", 1999, ["宁波市", "浙江省"]),
        ("鄞州区", 2020, ["宁波市", "浙江省"]),
        ("仙桃市", 2020, ["湖北省"]),
        ("海淀区", 2020, ["北京市"]),
        ("浙江省", 2020, []),
    ],
)
def test_ancestors_are_nearest_first(name: str, year: int, above: list[str]) -> None:
    region = REGIONS.find(name, year)
    assert region is not None
    assert [r.name for r in REGIONS.ancestors(region)] == above


@pytest.mark.parametrize("code,prefix", [("330000", "33"), ("330200", "3302"), ("330212", "330212")])
def test_the_prefix_of_a_code_is_that_of_all_below(code: str, prefix: str) -> None:
    assert code_prefix(code) == prefix


def test_every_row_is_well_formed() -> None:
    assert list(REGIONS) == ALL
    codes = {row.code for row in ALL}
    for row in ALL:
        assert row.code.isdigit()
        assert len(row.code) == 6
        assert row.name.startswith(row.short_name[:1])
        assert 2 <= len(row.short_name) <= len(row.name)
        assert 1980 <= row.valid_from <= (row.valid_to or 9999)
        assert (row.parent_code is None) == (row.level is Level.PROVINCE)
        assert row.parent_code is None or row.parent_code in codes
        assert normalise(row.name) == row.name


def test_no_code_has_two_names_at_a_time() -> None:
    taken: dict[str, int] = {}
    for row in sorted(ALL, key=lambda row: (row.code, row.valid_from)):
        assert taken.get(row.code, 0) <= row.valid_from, row
        taken[row.code] = row.valid_to or 9999


def test_the_tables_split_where_they_say() -> None:
    recent, old = ROWS
    assert all(row.valid_to is None or row.valid_to >= 2000 for row in recent)
    assert all(row.valid_to is not None and row.valid_to < 2000 for row in old)


def test_all_provinces_are_there() -> None:
    provinces = [row for row in ALL if row.level is Level.PROVINCE and row.valid_to is None]
    assert len(provinces) == 34
    current = [row for row in ALL if row.valid_to is None]
    assert len(current) == 3212


@pytest.mark.parametrize(
    "before,after",
    [
        ("620824", "620881"),  # 华亭县 became 华亭市
        ("622725", "620824"),  # 华亭县 got another code with its prefecture
        ("500222", "500110"),  # 綦江县 became 綦江区, under the code that 万盛区 had until then
        ("230833", "230883"),  # 抚远县 became 抚远市
        ("654101", "654002"),  # 伊宁市, beside 伊宁县 of the same short name
        ("220381", "220184"),  # 公主岭市 moved to another city
    ],
)
def test_a_place_continues_under_another_code(before: str, after: str) -> None:
    assert code_of(REGIONS.successor(before)) == after
    assert code_of(REGIONS.predecessor(after)) == before


@pytest.mark.parametrize(
    "code",
    [
        "330212",  # 鄞州区: 鄞县 has another short name
        "110103",  # 崇文区 was merged into 东城区
        "132405",  # 郊区: five cities of the province got one in that year
        "362301",  # 上饶市: 上饶县 of its short name continued the county beside it
        "132101",  # 邯郸市
        "100000",
        "000000",
    ],
)
def test_no_place_continues_what_ended_or_only_shares_a_name(code: str) -> None:
    assert REGIONS.successor(code) is None
    assert REGIONS.predecessor(code) is None


def test_successor_and_predecessor_agree() -> None:
    after = {code: code_of(REGIONS.successor(code)) for code in REGIONS.codes()}
    before = {code: code_of(REGIONS.predecessor(code)) for code in REGIONS.codes()}
    pairs = {(old, new) for old, new in after.items() if new}
    assert len(pairs) > 1000
    assert pairs == {(old, new) for new, old in before.items() if old}
