"""The server for language models, tested with the client of its SDK: in this process, and as a command."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters
from starlette.testclient import TestClient

from app.api.mcp_server import make_server
from app.services.lists.assistance import MOST_BYTES
from tests.api.clients import database_of
from tests.served import ZHIBIAO

Ask = Callable[..., dict[str, Any]]
BASE = "http://data.example"
TOOLS = {
    "answer_question",
    "find_indicators",
    "find_regions",
    "get_observations",
    "get_comparisons",
    "get_evidence",
}


@pytest.fixture
def ask(seeded: TestClient) -> Ask:
    server = make_server(database_of(seeded), BASE)

    async def call(tool: str, arguments: dict[str, Any]) -> dict[str, Any]:
        async with Client(server) as client:
            result = await client.call_tool(tool, arguments)
        assert not result.is_error, result
        assert result.structured_content is not None
        return dict(result.structured_content)

    return lambda tool, **arguments: anyio.run(call, tool, arguments)


def test_a_question_is_answered_with_its_citation(ask: Ask) -> None:
    answer = ask("answer_question", question="鄞州2020年新增就业目标")
    best = answer["rows"][0]
    assert (best["indicator"], best["status"], best["year"]) == ("新增就业", "target", 2020)
    assert "鄞州" in answer["citations"][best["report_id"]]
    evidence = ask("get_evidence", observation_id=best["id"])
    assert best["sentence"] in evidence["context"]
    assert evidence["observation"]["value"] == best["value"]
    assert evidence["citation"] == answer["citations"][best["report_id"]]


def test_places_and_indicators_are_found(ask: Ask) -> None:
    assert ask("find_regions", words="yinzhou")["rows"][0]["region_code"] == "330212"
    assert ask("find_indicators", words="gdp")["rows"][0]["indicator_code"] == "GDP"


def test_observations_and_comparisons_are_selected(ask: Ask) -> None:
    answer = ask(
        "get_observations", region="Yinzhou, Ningbo", indicator="GDP", measure="growth", year_from=2019
    )
    assert {row["year"] for row in answer["rows"]} == {2019, 2020}
    assert answer["file"].startswith(f"{BASE}/v1/observations.csv?region=Yinzhou")
    targets = ask("get_comparisons", region="鄞州", indicator="GDP")
    assert targets["rows"][0]["target_value"] == "6.5"


def test_an_answer_is_bounded_and_says_how_much_there_is(ask: Ask) -> None:
    answer = ask("get_observations", limit=100)
    assert len(json.dumps(answer["rows"], ensure_ascii=False).encode()) < MOST_BYTES + 2000
    assert answer["total"] > len(answer["rows"]) > 10


@pytest.mark.parametrize(
    "arguments, kind",
    [
        ({"region": "朝阳区"}, "not_understood"),
        ({"region": "北京"}, "not_held"),
        ({"region": "鄞州", "year_from": 2030}, "not_stated"),
        ({"indicator": "火星探测次数"}, "not_understood"),
    ],
)
def test_there_are_kinds_of_no(ask: Ask, arguments: dict[str, Any], kind: str) -> None:
    answer = ask("get_observations", **arguments)
    assert answer["no"]["kind"] == kind
    assert len(answer["no"]["detail"]) > 20
    assert "rows" not in answer


def test_what_is_in_doubt_is_given_as_such(ask: Ask, seeded: TestClient) -> None:
    rows = seeded.get("/v1/observations?flag=doubtful_name&sort=confidence&limit=1").json()["data"]
    assert rows[0]["confidence"] < 0.7
    answer = ask("get_observations", indicator=rows[0]["indicator"])
    assert answer["no"]["kind"] == "in_doubt"
    assert rows[0]["id"] in {row["id"] for row in answer["rows"]}


def test_an_unknown_observation_is_not_held(ask: Ask) -> None:
    assert ask("get_evidence", observation_id="none")["no"]["kind"] == "not_held"


def test_the_command_answers_over_standard_input_and_output(seeded: TestClient) -> None:
    url = database_of(seeded).url.render_as_string(hide_password=False)
    started = StdioServerParameters(
        command=ZHIBIAO[0], args=[*ZHIBIAO[1:], "mcp"], env={"ZHIBIAO_DATABASE_URL": url}
    )

    async def call() -> tuple[set[str], Any]:
        async with Client(started) as client:
            tools = {tool.name for tool in (await client.list_tools()).tools}
            return tools, (await client.call_tool("find_regions", {})).structured_content

    tools, answer = anyio.run(call)
    assert tools == TOOLS
    assert answer["rows"][0]["region"] == "鄞州区"
