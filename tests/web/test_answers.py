"""Question pages: the commands in the texts, with responses from the stored data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.config import Settings
from app.services.database import open_database
from app.services.ingesting.ingestion import ingest
from app.web.answers import Chosen, address_of
from app.web.documents import QUESTION_PAGES
from tests.api.clients import asking
from tests.databases import migrated_file

FUPING = "阜平县2021年政府工作报告\n\n2020年，地区生产总值增长6.1%。\n2021年，地区生产总值增长7%以上。\n"
OTHER = Chosen("130624", "阜平县", "阜平县", 2021, "130624-2021")
SEED = Path(__file__).parents[2] / "seeds" / "yinzhou-2020.txt"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The seed beside a report of another place."""
    folder = tmp_path_factory.mktemp("answers")
    (folder / "fuping.txt").write_text(FUPING, encoding="utf-8")
    url = migrated_file(folder / "answers.db")
    database = open_database(url)
    ingest(database, [folder / "fuping.txt", SEED])
    with asking(Settings(url)) as made:
        yield made


@pytest.mark.parametrize(
    "text, expected",
    [
        ("鄞州区 and 鄞州", "阜平县 and 阜平县"),
        ("region_code=330212&year=2020", "region_code=130624&year=2021"),
        ("within=330000&year_to=2018", "within=130000&year_to=2018"),
        ("/v1/reports/330212-2020/text", "/v1/reports/130624-2021/text"),
        ("2019, 2020, 2021, 2030", "2020, 2021, 2022, 2030"),
        ("2020-05-08 and 12020", "2020-05-08 and 12020"),
    ],
)
def test_a_text_speaks_of_the_chosen_place(text: str, expected: str) -> None:
    assert OTHER.words(text) == expected


def test_sentences_call_the_place_by_its_english_name_and_commands_do_not() -> None:
    english = replace(OTHER, called="Fuping County")
    text = "Where is 鄞州?\n\n```console\n$ curl 'q=鄞州'\n```\n\n鄞州区 in 2020"
    assert english.words(text) == (
        "Where is Fuping County?\n\n```console\n$ curl 'q=阜平县'\n```\n\nFuping County in 2021"
    )


@pytest.mark.parametrize(
    "command, path, pairs",
    [
        ("$ curl -s 'http://a/v1/years?year=2020&flag='", "/v1/years", [("year", "2020"), ("flag", "")]),
        ("$ curl -s -G 'http://a/v1/x' --data-urlencode 'q=养老 服务'", "/v1/x", [("q", "养老 服务")]),
        ("$ curl -s 'http://a/v1/reports/b/text'", "/v1/reports/b/text", []),
    ],
)
def test_a_command_is_understood(command: str, path: str, pairs: list[tuple[str, str]]) -> None:
    assert address_of(command) == (path, pairs)


@pytest.mark.parametrize("page", QUESTION_PAGES, ids=lambda page: page.path)
def test_every_command_of_a_question_has_a_live_answer(client: TestClient, page: object) -> None:
    path = str(page.path)  # type: ignore[attr-defined]  # a document
    text = client.get(f"/{path}").text
    commands = len(re.findall(r"^\$ curl -s", client.get(f"/{path}.md").text, re.MULTILINE))
    assert text.count('<div class="answer">') == commands > 0
    for address in re.findall(r'href="([^"]+)">打开接口地址', text):
        assert client.get(f"/questions/{address}".replace("&amp;", "&")).status_code == 200
    assert client.get(f"/en/{path}?place=130624").status_code == 200


def test_the_answers_are_of_the_place_that_is_chosen(client: TestClient) -> None:
    seed, other = (client.get(f"/questions/targets{query}").text for query in ("", "?place=130624"))
    assert "鄞州区的目标" in seed
    assert "<td>数字经济占地区生产总值比重</td>" in seed
    assert '<th>目标值<br><span class="note">target_value</span></th>' in seed
    assert "阜平县的目标" in other
    assert "year=2021" in other
    assert "<td>地区生产总值</td><td>增长</td><td>下限</td><td>7</td>" in other
    assert "鄞州" not in other.partition("<article")[2]
    assert client.get("/questions/targets?place=999999").status_code == 404
