"""Lists: selecting, sorting, paging, counting, and the same rows in every format."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.store.declared.resources import LISTS as EVERY_LIST
from app.store.declared.resources import PUBLIC

LISTS = list(PUBLIC)


def values(client: TestClient, address: str) -> list[Any]:
    """The ``value_text`` of each row, which is short enough for a table of examples."""
    return [row["value_text"] for row in client.get(address).json()["data"]]


@pytest.mark.parametrize(
    "query, expected",
    [
        ("", ["1205亿元", "7.1%", "1.25万人", "2.1%", "0.35%", "6.5%—7%", "1.2万人", "6.8%", "1.1万人"]),
        ("category=agriculture", ["0.35%"]),
        ("category=agriculture&category=employment", ["1.25万人", "2.1%", "0.35%", "1.2万人", "1.1万人"]),
        ("year=2020", ["6.5%—7%", "1.2万人", "6.8%", "1.1万人"]),
        ("year_from=2020", ["6.5%—7%", "1.2万人", "6.8%", "1.1万人"]),
        ("year_to=2019&measure=growth", ["7.1%", "0.35%"]),
        ("indicator_code=GDP&measure=level", ["1205亿元"]),
        ("indicator_code=&status=target", ["1.2万人"]),
        ("indicator=新增就业", ["1.25万人", "1.2万人", "1.1万人"]),
        ("status=target", ["6.5%—7%", "1.2万人"]),
        ("bound=approx", ["0.35%"]),
        ("report_id=sanxian-2021", ["6.8%", "1.1万人"]),
        ("flag=fallback_name", ["0.35%"]),
        ("rule=change.fall", ["0.35%"]),
        ("value_from=7&value_to=8", ["7.1%"]),
        ("value_to=0", ["0.35%"]),
        ("q=就业", ["1.2万人", "1.1万人", "1.25万人", "2.1%", "6.8%", "6.5%—7%"]),
        ("q=就业 失业", ["1.25万人", "2.1%"]),
        ("q=养老", []),
        ("unit=人&sort=-value", ["1.25万人", "1.2万人", "1.1万人"]),
        ("unit=%25&sort=value", ["0.35%", "2.1%", "6.5%—7%", "6.8%", "7.1%"]),
        ("sort=-year,indicator&limit=2", ["6.5%—7%", "6.8%"]),
    ],
)
def test_observations_are_selected_and_sorted(
    shared_client: TestClient, query: str, expected: list[str]
) -> None:
    assert values(shared_client, f"/v1/observations?{query}") == expected


@pytest.mark.parametrize(
    "query, expected",
    [
        ("", [("地区生产总值", "met"), ("新增就业", "missed")]),
        ("outcome=missed", [("新增就业", "missed")]),
        ("sort=gap", [("新增就业", "missed"), ("地区生产总值", "met")]),
        ("vintage=latest", []),
    ],
)
def test_comparisons_are_selected(
    shared_client: TestClient, query: str, expected: list[tuple[str, str]]
) -> None:
    rows = shared_client.get(f"/v1/comparisons?{query}").json()["data"]
    assert [(row["indicator"], row["outcome"]) for row in rows] == expected


def test_the_small_lists_count_what_is_held(shared_client: TestClient) -> None:
    def rows(address: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = shared_client.get(address).json()["data"]
        return found

    assert len(rows("/v1/categories")) == 18
    counts = {row["category"]: row["observations"] for row in rows("/v1/categories")}
    assert (counts["economy"], counts["employment"], counts["agriculture"], counts["health"]) == (4, 4, 1, 0)
    assert [(row["year"], row["actuals"], row["targets"]) for row in rows("/v1/years")] == [
        (2019, 5, 0),
        (2020, 2, 2),
    ]
    assert [(row["region"], row["reports"], row["observations"]) for row in rows("/v1/regions")] == [
        ("三贤市", 2, 9)
    ]
    assert [(row["id"], row["observations"]) for row in rows("/v1/reports")] == [
        ("sanxian-2020", 7),
        ("sanxian-2021", 2),
    ]
    (gdp,) = rows("/v1/indicators?indicator_code=GDP")
    assert (gdp["name_zh"], gdp["observations"], gdp["first_year"], gdp["last_year"]) == (
        "地区生产总值",
        4,
        2019,
        2020,
    )


@pytest.mark.parametrize("limit", [1, 2, 4, 8, 9, 1000])
def test_pages_follow_each_other_without_loss_or_doubling(shared_client: TestClient, limit: int) -> None:
    address = f"/v1/observations?sort=-unit&limit={limit}"
    whole = [row["id"] for row in shared_client.get("/v1/observations?sort=-unit").json()["data"]]
    found: list[str] = []
    while address:
        answer = shared_client.get(address)
        page = answer.json()
        assert page["total"] == len(whole) == int(answer.headers["x-total-count"])
        assert len(page["data"]) <= limit
        link = answer.headers.get("link")
        assert link == (None if page["next"] is None else f'<{page["next"]}>; rel="next"')
        found += [row["id"] for row in page["data"]]
        address = page["next"]
    assert found == whole


def test_the_next_address_keeps_the_question(shared_client: TestClient) -> None:
    page = shared_client.get("/v1/observations?q=就业&limit=2&fields=value,id&sort=-value").json()
    assert page["next"].startswith("http://testserver/v1/observations?")
    following = shared_client.get(page["next"]).json()
    assert list(following["data"][0]) == ["value", "id"]
    assert following["data"][0]["value"] <= page["data"][-1]["value"]
    assert following["total"] == page["total"] == 6


def test_the_total_is_left_out_on_request(shared_client: TestClient) -> None:
    answer = shared_client.get("/v1/observations?total=none&limit=1")
    assert answer.json()["total"] is None
    assert "x-total-count" not in answer.headers


def test_numbers_are_exact_json_numbers(shared_client: TestClient) -> None:
    text = shared_client.get("/v1/observations?fields=value,value_high,year&limit=6").text
    assert text.startswith(
        '{"data":[{"value":120500000000,"value_high":null,"year":2019},{"value":7.1,"value_high":null,"year":2019},'
    )
    assert '{"value":-0.35,' in text
    assert '{"value":6.5,"value_high":7,' in text


@pytest.mark.parametrize("name", LISTS)
def test_every_format_says_the_same(shared_client: TestClient, name: str) -> None:
    def number(text: str) -> Decimal:
        return Decimal(text)

    data = json.loads(shared_client.get(f"/v1/{name}?limit=1000").text, parse_float=number, parse_int=number)[
        "data"
    ]
    lines = shared_client.get(f"/v1/{name}?format=ndjson").text.splitlines()
    assert [json.loads(line, parse_float=number, parse_int=number) for line in lines] == data
    text = shared_client.get(f"/v1/{name}?format=csv").content.decode()
    assert list(csv.DictReader(io.StringIO(text, newline=""))) == [
        {key: as_cell(value) for key, value in row.items()} for row in data
    ]


def as_cell(value: object) -> str:
    """A JSON value as CSV writes it."""
    if isinstance(value, list):
        return ";".join(value)
    return "" if value is None else str(value)


@pytest.mark.parametrize("name, media_type", [("csv", "text/csv"), ("ndjson", "application/x-ndjson")])
def test_files_are_whole_whatever_the_limit(shared_client: TestClient, name: str, media_type: str) -> None:
    asked = shared_client.get(f"/v1/observations?format={name}&limit=1&fields=id")
    accepted = shared_client.get("/v1/observations?fields=id", headers={"accept": media_type})
    assert asked.content == accepted.content
    assert len(asked.text.splitlines()) == 9 + (name == "csv")
    assert asked.headers["content-type"].startswith(media_type)
    assert asked.headers["x-total-count"] == "9"
    assert asked.headers["content-disposition"] == f'inline; filename="observations.{name}"'


def test_an_empty_selection_is_no_error(shared_client: TestClient) -> None:
    assert shared_client.get("/v1/observations?year=1999").json() == {"data": [], "next": None, "total": 0}
    assert shared_client.get("/v1/observations?year=1999&format=csv&fields=id,year").text == "id,year\r\n"
    assert shared_client.get("/v1/observations?year=1999&format=ndjson").text == ""


def test_facets_count_what_each_value_would_give_and_lead_there(shared_client: TestClient) -> None:
    asked = "/v1/observations?category=employment&facet=category&facet=year&limit=1"
    found = shared_client.get(asked, headers={"accept-language": "en"}).json()["facets"]
    assert list(found) == ["category", "year"]
    assert found["category"][0]["label"] == "Economy and market entities"
    for name, values in found.items():
        for value in values:
            answer = shared_client.get(value["url"]).json()
            assert answer["total"] == value["count"], (name, value)


def test_labels_are_in_the_language_of_the_client(shared_client: TestClient) -> None:
    def labels(language: str) -> set[str]:
        asked = {"accept-language": language}
        answer = shared_client.get("/v1/observations?facet=category", headers=asked)
        assert "Accept-Language" in answer.headers["vary"]
        return {value["label"] for value in answer.json()["facets"]["category"]}

    assert "就业与收入" in labels("zh-CN,zh;q=0.9,en;q=0.8")
    assert labels("en-GB,en;q=0.9").isdisjoint(labels("zh"))


@pytest.mark.parametrize(
    "address, total",
    [
        ("/v1/comparisons/summary?by=region", 1),
        ("/v1/comparisons/league?indicator_code=GDP&year=2020&measure=growth", None),
        ("/v1/panel?indicator_code=GDP&measure=growth", 1),
        ("/v1/coverage", None),
        ("/v1/changes", 9),
    ],
)
def test_lists_that_are_worked_out_are_lists_like_others(
    shared_client: TestClient, address: str, total: int | None
) -> None:
    page = shared_client.get(address).json()
    assert list(page) == ["data", "next", "total"]
    assert total is None or page["total"] == total
    separator = "&" if "?" in address else "?"
    lines = shared_client.get(f"{address}{separator}format=ndjson").text.splitlines()
    assert [json.loads(line) for line in lines[:100]] == page["data"]


def test_a_panel_has_a_column_for_each_year(shared_client: TestClient) -> None:
    (row,) = shared_client.get("/v1/panel?indicator_code=GDP&measure=growth").json()["data"]
    assert (row["2019"], row["2020"]) == (7.1, 6.8)


def test_csv_begins_with_a_mark_for_excel_where_it_is_asked_to(shared_client: TestClient) -> None:
    plain = shared_client.get("/v1/observations?format=csv").content
    assert shared_client.get("/v1/observations?format=csv&bom=1").content == b"\xef\xbb\xbf" + plain
    for wrong in ("bom=1", "format=csv&bom=yes", "format=csv&bom=1&bom=1", "format=xlsx&bom=1"):
        assert shared_client.get(f"/v1/observations?{wrong}").status_code == 422, wrong


REPEATED = [
    (name, row.name)
    for name, list_ in EVERY_LIST.items()
    for row in list_.filters
    if row.repeatable and not list_.private
]


@pytest.mark.parametrize("name, parameter", REPEATED)
def test_every_filter_takes_several_values(shared_client: TestClient, name: str, parameter: str) -> None:
    resource = EVERY_LIST[name]
    row = next(row for row in resource.filters if row.name == parameter)
    others = [choice for choice in row.choices if choice != row.example][:1]
    needed = {one.name: one.example for one in resource.needed()}
    asked = {**needed, parameter: [row.example, *(others or [row.example])]}
    assert shared_client.get(f"/v1/{resource.path}", params=asked).status_code == 200


def test_every_value_of_a_facet_has_a_label_in_both_languages(seeded: TestClient) -> None:
    named = (
        "status",
        "measure",
        "bound",
        "level",
        "source_kind",
        "flag",
        "region_code",
        "province_code",
        "outcome",
    )
    for path, list_ in PUBLIC.items():
        wanted = [name for name in list_.facets if name in named]
        address = f"/v1/{path}?limit=1" + "".join(f"&facet={name}" for name in wanted)
        for language, is_han in (("zh", True), ("en", False)):
            facets = seeded.get(address, headers={"accept-language": language}).json().get("facets", {})
            for name, values in facets.items():
                for value in values:
                    assert bool(re.search("[\u4e00-\u9fff]", value["label"])) is is_han, (path, name, value)


def test_the_label_of_a_place_is_its_name(seeded: TestClient) -> None:
    answer = seeded.get("/v1/observations?facet=region_code&limit=1", headers={"accept-language": "en"})
    assert answer.json()["facets"]["region_code"][0]["label"] == "Yinzhou District"
