"""One observation with its evidence, one report, its text."""

from __future__ import annotations

from typing import Any

from starlette.testclient import TestClient

from app.api.schemas.evidence import Detail
from tests.api import stored


def first(client: TestClient, query: str) -> dict[str, Any]:
    row: dict[str, Any] = client.get(f"/v1/observations?{query}").json()["data"][0]
    return row


def test_an_observation_comes_with_the_fields_of_the_list(shared_client: TestClient) -> None:
    row = first(shared_client, "flag=fallback_name")
    detail = shared_client.get(f"/v1/observations/{row['id']}").json()
    assert {name: detail[name] for name in row} == row
    assert detail["value"] == -0.35
    assert detail["rules"] == ["fallback.nearest-name", "change.fall"]


def test_the_evidence_is_where_the_offsets_say(shared_client: TestClient) -> None:
    row = first(shared_client, "flag=fallback_name")
    detail = shared_client.get(f"/v1/observations/{row['id']}").json()
    evidence = detail["evidence"]
    assert evidence["value"]["text"] == "0.35%"
    assert evidence["sentence"]["text"] == detail["sentence"] == "全年粮食总产量下降0.35%左右。"
    assert evidence["sentence"]["text"] in evidence["context"]["text"]
    assert len(evidence["context"]["text"]) > len(evidence["sentence"]["text"])
    text = shared_client.get(f"/v1/reports/{detail['report_id']}/text").text
    for part in ("value", "sentence", "context"):
        span = evidence[part]
        assert text[span["start"] : span["end"]] == span["text"]


def test_the_derivation_is_computed_and_quotes_the_text(shared_client: TestClient) -> None:
    """Rows that today's extractor still reads are explained; the response says so if it does not."""
    details = [
        shared_client.get(f"/v1/observations/{row['id']}").json()
        for row in shared_client.get("/v1/observations").json()["data"]
    ]
    for detail in details:
        Detail.model_validate({name: detail[name] for name in Detail.model_fields})


def test_a_report_says_what_its_text_states_and_null_where_it_does_not(shared_client: TestClient) -> None:
    answer = shared_client.get("/v1/reports/sanxian-2020").json()
    listed = shared_client.get("/v1/reports").json()["data"][0]
    assert answer == listed
    assert (answer["region"], answer["region_code"], answer["level"]) == ("三贤市", None, "city")
    assert (answer["delivered_on"], answer["speaker"]) == ("2020-01-15", None)


def test_the_text_is_as_it_was_given(shared_client: TestClient) -> None:
    answer = shared_client.get("/v1/reports/sanxian-2020/text")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.text == stored.TEXT_2020


def test_health_is_said_in_a_word(shared_client: TestClient) -> None:
    assert shared_client.get("/livez").text == shared_client.get("/readyz").text == "ok\n"
