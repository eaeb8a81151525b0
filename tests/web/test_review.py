"""The forms of the review page: who may send them, and what they record; those of other sites are refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.web.review.session import COOKIE
from tests.api.clients import database_of
from tests.web.reviewing import TEXT, TOKEN, Reader, review_service

MISSED = "10亿元"


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    with review_service(tmp_path) as client:
        yield Reader(client)


@pytest.fixture
def entered(reader: Reader) -> Reader:
    assert reader.enter() == 303
    reader.see()
    return reader


def rows(reader: Reader) -> dict[str, dict[str, Any]]:
    found = reader.client.get("/v1/observations?limit=1000").json()["data"]
    return {row["value_text"]: row for row in found}


def corrections(reader: Reader) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = reader.client.get(
        "/v1/corrections", headers={"authorization": f"Bearer {TOKEN}"}
    ).json()["data"]
    return found


def seen(reader: Reader) -> str:
    """The number in the text that the page is about."""
    found = re.search(r"<mark[^>]*>([^<]*)</mark>", reader.text)
    return found[1] if found else ""


@pytest.mark.parametrize("name, token", [("李敏", "wrong"), ("李敏", ""), ("", TOKEN)])
def test_who_lacks_token_or_name_does_not_enter(reader: Reader, name: str, token: str) -> None:
    assert reader.enter(name, token) == 403
    assert "口令不对" in reader.text
    assert 'name="token"' in reader.see()


def test_the_cookie_is_for_this_site_alone_and_tells_no_secret(reader: Reader) -> None:
    answer = reader.client.post("/review/enter", content=f"reader_name=Li&token={TOKEN}")
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith(COOKIE)
    assert {"httponly", "samesite=strict"} <= {part.strip() for part in cookie.split(";")}
    assert TOKEN not in cookie


@pytest.mark.parametrize("cookie", ["", "abc.def", "W10.x", "é.é", "a" * 5000])
def test_a_cookie_that_is_not_signed_is_none(reader: Reader, cookie: str) -> None:
    headers = {"cookie": f"{COOKIE}={cookie}".encode()}
    answer = reader.client.get("/review", headers=[(b"cookie", headers["cookie"])])
    assert 'name="token"' in answer.text


def test_a_session_ends(entered: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    assert seen(entered)
    with monkeypatch.context() as patch:
        patch.setattr("app.web.review.session.time.time", lambda: 9e9)
        assert 'name="token"' in entered.see()
    entered.see()
    assert entered.send("/review/leave", form=entered.hidden("form")) == 303
    assert 'name="token"' in entered.text


def test_a_form_that_no_page_of_the_session_has_changes_nothing(entered: Reader) -> None:
    before = rows(entered)
    assert entered.say(verdict="reject", form="0" * 64) == 303
    assert entered.client.post("/review/say", content="verdict=reject").status_code == 303
    assert (rows(entered), corrections(entered)) == (before, [])


def test_the_worst_comes_first_and_then_the_next(entered: Reader) -> None:
    order = [row["value_text"] for row in entered.client.get("/v1/review?below=1").json()["data"]]
    assert seen(entered) == order[0]
    entered.see("/review?below=1&skip=2")
    assert seen(entered) == order[2]
    entered.see()
    assert entered.say(verdict="confirm") == 303
    assert seen(entered) == order[1]
    (correction,) = corrections(entered)
    assert (correction["verdict"], correction["reader_name"]) == ("confirm", "李敏")
    assert rows(entered)[order[0]]["reader"] == "person"


def test_another_name_is_chosen_and_undone(entered: Reader) -> None:
    number, before = seen(entered), rows(entered)
    other = re.search(r'name="indicator" value="([^"]+)" class="quiet"', entered.text)
    assert other
    entered.say(indicator=other[1])
    row = rows(entered)[number]
    assert row["indicator"] == other[1]
    assert "已记录" in entered.text
    again = entered.client.get(f"/review?id={row['id']}").text
    assert f"修改</b> · 指标名称 {other[1]}" in again, "a changed row shows what was changed"
    fields = {name: entered.hidden(name) for name in ("form", "query", "correction", "row")}
    assert entered.send("/review/undo", **fields) == 303
    assert seen(entered) == number
    assert rows(entered) == before


def test_fields_are_changed_and_the_code_follows_the_name(entered: Reader) -> None:
    row = rows(entered)["12家"]
    entered.see(f"/review?id={row['id']}")
    kept = {name: str(row[name] or "") for name in ("indicator_code", "measure", "status", "unit", "bound")}
    changed = {
        "indicator": "城镇新增就业",
        "year": "2018",
        "start_year": "2018",
        "scope": "城区",
        "unit": "人",
    }
    assert entered.say(**(kept | changed)) == 303
    after = rows(entered)["12家"]
    assert (after["indicator"], after["indicator_code"]) == ("城镇新增就业", "URBAN_NEW_JOBS")
    assert (after["year"], after["scope"]) == (2018, "城区")
    assert set(after["corrected"]) == {"indicator", "indicator_code", "start_year", "year", "scope", "unit"}


def test_what_is_wrong_is_said_and_kept_in_the_form(entered: Reader) -> None:
    assert entered.say(indicator="别的名称", year="1234") == 422
    assert "应为年份，而不是 1234" in entered.text
    assert 'value="别的名称"' in entered.text
    assert corrections(entered) == []


@pytest.mark.parametrize("how", ["link", "words"])
def test_a_missed_number_is_added(entered: Reader, how: str) -> None:
    entered.see(f"/review?id={rows(entered)['23个']['id']}")
    if how == "link":
        found = re.search(r'class="rejected" href="[^"]*\?([^"]*missed=[^"]*)"', entered.text)
        assert found
        entered.see(f"/review?{found[1].replace('&amp;', '&')}")
    else:
        entered.see(f"/review?id={rows(entered)['23个']['id']}&words={MISSED}")
    assert (seen(entered), MISSED in rows(entered)) == (MISSED, False)
    assert entered.say(indicator="开工项目投资门槛") == 303
    added = rows(entered)[MISSED]
    assert (added["indicator"], added["value"]) == ("开工项目投资门槛", 1_000_000_000)
    assert added["corrected"] == ["value"]
    assert TEXT[added["value_start"] : added["value_end"]] == MISSED


@pytest.mark.parametrize("words", ["没有的词", "总投资"])
def test_words_without_a_number_get_an_error(entered: Reader, words: str) -> None:
    entered.see(f"/review?id={rows(entered)['23个']['id']}&words={words}")
    assert f"“{words}”" in entered.text
    assert 'role="alert"' in entered.text


def test_what_other_readers_said_is_shown(entered: Reader) -> None:
    row = rows(entered)["12家"]
    entered.see(f"/review?id={row['id']}")
    entered.say(indicator="新建养老院", reason="原文如此")
    entered.see(f"/review?id={row['id']}")
    assert "原文如此" in entered.text


def test_the_page_is_in_english_too(reader: Reader) -> None:
    assert reader.enter(language="/en") == 303
    assert '<html lang="en">' in reader.text
    assert "No observation" in reader.text


def test_nothing_is_left_when_all_is_read(entered: Reader) -> None:
    assert "没有待审" in entered.see("/review?below=0.01")


def test_a_page_of_one_reader_is_not_kept_for_others(entered: Reader) -> None:
    assert seen(entered)
    entered.client.cookies.clear()
    assert 'name="token"' in entered.see()


@pytest.mark.parametrize("path", ["/review", "/en/review"])
def test_without_a_token_there_is_no_page(shared_client: TestClient, path: str) -> None:
    assert shared_client.get(path).status_code == 404
    assert shared_client.post(f"{path}/enter", content="token=").status_code == 405


def test_the_pages_obey_the_policy(entered: Reader) -> None:
    answer = entered.client.get("/review?below=1")
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert not re.search(r"<script(?! src=)|<style|\sstyle=|\son\w+=", answer.text)
    assert database_of(entered.client).in_use() == 0
