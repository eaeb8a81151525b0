"""Places and indicators by the names that people use, over HTTP."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient


def total(client: TestClient, address: str) -> int:
    answer = client.get(f"/v1/{address}")
    assert answer.status_code == 200, answer.text
    found: int = answer.json()["total"]
    return found


@pytest.mark.parametrize("path", ["observations", "comparisons", "reports", "regions", "checks", "coverage"])
@pytest.mark.parametrize("name", ["鄞州区", "鄞州", "鄞州區", "330212", "Yinzhou, Ningbo", "浙江鄞州"])
def test_a_place_is_found_by_its_names(seeded: TestClient, path: str, name: str) -> None:
    assert total(seeded, f"{path}?region={name}") == total(seeded, f"{path}?region_code=330212")


@pytest.mark.parametrize("path", ["observations", "comparisons"])
@pytest.mark.parametrize("place", ["province=浙江", "province=Zhejiang", "city=宁波", "within=Ningbo"])
def test_places_are_found_by_what_they_lie_in(seeded: TestClient, path: str, place: str) -> None:
    assert total(seeded, f"{path}?{place}") == total(seeded, path) > 0
    assert total(seeded, f"{path}?province=江苏") == 0


@pytest.mark.parametrize("name", ["GDP", "gdp", "gross domestic product", "地区生产总值", "地區生產總值"])
@pytest.mark.parametrize("path", ["observations", "comparisons"])
def test_a_quantity_is_found_by_its_names(seeded: TestClient, path: str, name: str) -> None:
    assert total(seeded, f"{path}?indicator={name}") == total(seeded, f"{path}?indicator_code=GDP") > 0


@pytest.mark.parametrize("name", ["GDP", "gdp", "gross domestic product", "地區生產總值"])
@pytest.mark.parametrize(
    "path", ["panel?measure=growth", "comparisons/league?year=2019&by=growth", "coverage?", "checks?"]
)
def test_lists_of_coded_quantities_take_names_too(seeded: TestClient, path: str, name: str) -> None:
    by_code, by_name = (
        seeded.get(f"/v1/{path}&{query}") for query in ("indicator_code=GDP", f"indicator={name}")
    )
    assert by_name.status_code == 200
    assert by_name.json()["data"] == by_code.json()["data"]


@pytest.mark.parametrize(
    "query, detail",
    [
        ("measure=growth", "panel needs indicator_code or indicator: give one, such as indicator_code=GDP."),
        ("measure=growth&indicator=GDP&indicator_code=GDP", "indicator is another name of indicator_code"),
        ("measure=growth&indicator=生产总", "Did you mean GDP (地区生产总值"),
        ("measure=level&indicator=没有的量", "No observation and no indicator"),
        ("measure=level&indicator=新建城市道路", "can be CITY_ROADS_BUILT"),
    ],
)
def test_a_panel_is_of_one_quantity(seeded: TestClient, query: str, detail: str) -> None:
    answer = seeded.get(f"/v1/panel?{query}")
    assert answer.status_code == 422
    assert detail in answer.json()["detail"]


def test_a_quantity_without_a_code_is_found_by_its_name_alone(seeded: TestClient) -> None:
    page = seeded.get("/v1/observations?indicator_code=&limit=1").json()
    name = page["data"][0]["indicator"]
    found = seeded.get("/v1/observations", params={"indicator": name}).json()["data"]
    assert {row["indicator"] for row in found} == {name}


@pytest.mark.parametrize(
    "query, detail, valid",
    [
        ("region=朝阳区", "朝阳区 (110105, 北京市), 朝阳区 (220104, 吉林省长春市)", ["110105", "220104"]),
        ("region=Bejing", "There is no place 'Bejing'. Did you mean 北京市 (110000)", None),
        ("region=三贤市", "There is no place '三贤市'.", None),
        ("within=Bejing", "Did you mean 北京市 (110000)", None),
        ("region=330299", "There is no place '330299'.", None),
        ("indicator=gross product of the state", "No observation and no indicator", None),
        ("indicator=生产总", "Did you mean GDP (地区生产总值", None),
        ("indicator_code=gdp", "There is no indicator_code 'gdp'. Did you mean GDP?", ["GDP"]),
    ],
)
@pytest.mark.parametrize("path", ["observations", "comparisons"])
def test_a_name_that_is_none_or_several_is_refused_with_names_like_it(
    seeded: TestClient, path: str, query: str, detail: str, valid: list[str] | None
) -> None:
    answer = seeded.get(f"/v1/{path}?{query}")
    assert answer.status_code == 422
    (mistake,) = answer.json()["errors"]
    assert detail in mistake["detail"]
    assert len(mistake["valid"]) <= 10
    assert valid is None or mistake["valid"][: len(valid)] == valid
    assert len(answer.content) < 1500


def test_a_place_without_a_code_is_found_by_its_name(shared_client: TestClient) -> None:
    assert total(shared_client, "observations?region=三贤市") == total(shared_client, "observations")
    answer = shared_client.get("/v1/observations?region=三贤").json()
    assert "Did you mean 三贤市" in answer["detail"]


@pytest.mark.parametrize("words", ["鄞", "鄞州", "yinzhou", "Yinzhou District", "鄞州區"])
def test_places_with_reports_are_found_by_part_of_a_name(seeded: TestClient, words: str) -> None:
    (row,) = seeded.get("/v1/regions", params={"q": words}).json()["data"]
    assert (row["region_code"], row["name_en"]) == ("330212", "Yinzhou District")
    assert (row["province"], row["city"]) == ("浙江省", "宁波市")
    assert total(seeded, "regions?q=beijing") == 0


@pytest.mark.parametrize("words", ["gdp", "地区生产总值", "地區生產總值", "gross product", "经济总量"])
def test_indicators_are_found_by_their_names(seeded: TestClient, words: str) -> None:
    rows = seeded.get("/v1/indicators", params={"q": words}).json()["data"]
    assert rows[0]["indicator_code"] == "GDP"


def test_a_search_finds_traditional_and_simplified_characters_alike(seeded: TestClient) -> None:
    assert total(seeded, "observations?q=養老") == total(seeded, "observations?q=养老") > 0


@pytest.mark.parametrize("path", ["observations", "comparisons", "comparisons/summary"])
def test_levels_of_government_are_selected(seeded: TestClient, path: str) -> None:
    assert total(seeded, f"{path}?level=county") == total(seeded, path) > 0
    assert total(seeded, f"{path}?level=city") == 0
    assert total(seeded, f"{path}?level=city&level=county") == total(seeded, path)
    assert total(seeded, f"{path}?level=") == 0


def test_comparisons_are_selected_by_the_code_of_a_province(seeded: TestClient) -> None:
    assert total(seeded, "comparisons?province_code=330000") == total(seeded, "comparisons")
    assert total(seeded, "comparisons?province_code=320000") == 0


@pytest.mark.parametrize(
    "query, note",
    [
        ("region=北京", "北京市 (110000)"),
        ("region=Chongqing", "重庆市 (500000)"),
        ("region_code=110000&region_code=120000", "北京市 (110000), 天津市 (120000)"),
        ("within=江苏&year=2020", "江苏省 (320000)"),
        ("region=100000", "中国 (100000)"),
    ],
)
@pytest.mark.parametrize("path", ["observations?", "comparisons?", "panel?indicator=GDP&measure=level&"])
def test_no_rows_of_a_known_place_have_a_note_that_it_has_no_report(
    seeded: TestClient, path: str, query: str, note: str
) -> None:
    answer = seeded.get(f"/v1/{path}{query}").json()
    assert answer["data"] == []
    assert answer["notes"] == [f"The database has no report of {note}."]


@pytest.mark.parametrize(
    "query", ["region=鄞州&year=1999", "province=浙江&year=1999", "year=1999", "limit=1"]
)
def test_what_a_place_with_reports_does_not_state_has_no_note(seeded: TestClient, query: str) -> None:
    assert "notes" not in seeded.get(f"/v1/observations?{query}").json()
