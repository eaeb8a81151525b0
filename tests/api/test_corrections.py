"""Corrections over HTTP: only with the review token, and only if the service has one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from jsonschema_rs import Draft202012Validator
from starlette.testclient import TestClient

from app.api.formats.registry import FORMATS
from app.api.schemas.corrections import NewCorrection
from app.api.schemas.problem import Problem
from app.config import Settings, load_settings
from app.correcting.changes import CHANGEABLE
from app.services.database import open_database
from app.services.ingesting.ingestion import ingest_text
from app.store.declared.resources import LISTS
from tests.api.clients import asking, reviewed
from tests.databases import migrated_file
from tests.texts import REPORT_2020

TOKEN = "a-long-secret"  # noqa: S105 # of these tests alone
WITH_TOKEN = {"authorization": f"Bearer {TOKEN}"}
TEXT = REPORT_2020.replace("新建养老机构12家。", "新建养老机构12家。开工总投资10亿元以上项目23个。")
Row = dict[str, Any]


@pytest.fixture
def service(migrated: str) -> Iterator[TestClient]:
    """A service with a review token, on each kind of database."""
    with reviewed(migrated, TEXT, TOKEN) as client:
        yield client


@pytest.fixture(scope="module")
def shared(module_address: str) -> Iterator[TestClient]:
    """Like ``service``, for tests whose requests change nothing."""
    with reviewed(module_address, TEXT, TOKEN) as client:
        yield client


def row_of(client: TestClient, number: str) -> Row | None:
    rows: list[Row] = client.get("/v1/observations?limit=1000").json()["data"]
    return next((row for row in rows if row["value_text"] == number), None)


def word(client: TestClient, number: str = "12家", **said: object) -> Row:
    row = row_of(client, number)
    assert row
    return {"observation_id": row["id"], "verdict": "confirm", "reader_name": "李敏"} | said


def test_a_reader_corrects_and_undoes(service: TestClient) -> None:
    before = row_of(service, "12家")
    said = word(service, verdict="change", fields={"indicator": "新建养老院"}, reason="原文如此")
    answer = service.post("/v1/corrections", json=said, headers=WITH_TOKEN)
    assert answer.status_code == 201
    correction = answer.json()
    assert [correction[name] for name in ("state", "reader", "reason")] == ["applied", "person", "原文如此"]
    row = row_of(service, "12家")
    assert row
    assert (row["indicator"], row["reader"]) == ("新建养老院", "person")
    assert service.get("/v1/corrections", headers=WITH_TOKEN).json()["data"] == [correction]
    gone = service.delete(f"/v1/corrections/{correction['id']}", headers=WITH_TOKEN)
    assert (gone.status_code, gone.content) == (204, b"")
    assert row_of(service, "12家") == before


def test_a_reader_adds_a_missed_number(service: TestClient) -> None:
    start = TEXT.index("10亿元")
    said = {
        "report_id": "330212-2020", "start": start, "end": start + 4, "verdict": "add", "reader_name": "李敏",
        "fields": {"indicator": "开工项目投资门槛", "indicator_code": None},
    }  # fmt: skip
    row = row_of(service, "12家")
    assert row
    answer = service.post("/v1/corrections", json=said | {"report_id": row["report_id"]}, headers=WITH_TOKEN)
    assert answer.status_code == 201
    added = row_of(service, "10亿元")
    assert added
    assert (added["value"], added["unit"], added["corrected"]) == (1_000_000_000, "元", ["value"])


@pytest.mark.parametrize(
    "headers, status",
    [
        ({}, 401),
        ({"authorization": "Basic abc"}, 401),
        ({"authorization": "Bearer"}, 401),
        ({"authorization": "Bearer "}, 401),
        ({"authorization": "Bearer wrong"}, 403),
        ({"authorization": WITH_TOKEN["authorization"] + "x"}, 403),
    ],
)
def test_nobody_else_corrects_or_reads_corrections(
    shared: TestClient, headers: dict[str, str], status: int
) -> None:
    before = shared.get("/v1/observations?limit=1000").content
    for method, path in (
        ("POST", "/v1/corrections"),
        ("DELETE", "/v1/corrections/x"),
        ("GET", "/v1/corrections"),
        ("GET", "/v1/corrections?format=ndjson"),
        ("GET", "/v1/corrections.csv"),
    ):
        answer = shared.request(method, path, json=word(shared, verdict="reject"), headers=headers)
        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/problem+json"
        assert ("www-authenticate" in answer.headers) is (status == 401)
        assert TOKEN not in answer.text
    assert shared.get("/v1/observations?limit=1000").content == before


@pytest.mark.parametrize("path", ["/v1/corrections", "/v1/corrections?format=csv", "/v1/corrections.csv"])
def test_no_cache_gives_corrections_to_others(service: TestClient, path: str) -> None:
    service.post("/v1/corrections", json=word(service), headers=WITH_TOKEN)
    for _ in range(2):
        read = service.get(path, headers=WITH_TOKEN)
        assert (read.status_code, read.headers["cache-control"]) == (200, "no-store")
        assert "李敏" in read.text
        tags = [read.headers.get("etag", "*"), "*", 'W/"x"']
        for headers in ({}, *({"if-none-match": tag} for tag in tags)):
            assert service.get(path, headers=headers).status_code == 401
            assert service.head(path, headers=headers).status_code == 401


def test_the_list_is_in_every_format_and_order(service: TestClient) -> None:
    service.post("/v1/corrections", json=word(service), headers=WITH_TOKEN)
    list_ = LISTS["corrections"]
    endings = [f".{row.name}" for row in FORMATS.values()]
    orders = [f"?sort={key}" for key in list_.sorts] + [f"?facet={name}" for name in list_.facets]
    filters = [f"?{urlencode({row.name: row.example})}" for row in list_.filters]
    for end in [*endings, *orders, *filters, *(f"?format={row.name}" for row in FORMATS.values())]:
        answer = service.get(f"/v1/corrections{end}", headers=WITH_TOKEN)
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store"), end
    assert service.get("/v1/corrections?sort=reason", headers=WITH_TOKEN).status_code == 422


def test_public_descriptions_leave_out_corrections(shared: TestClient) -> None:
    package = shared.get("/v1/datapackage.json").json()
    assert "corrections" not in {resource["name"] for resource in package["resources"]}
    listed = shared.get("/openapi.json").json()["paths"]["/v1/corrections"]["get"]
    assert listed["security"] == [{"reviewToken": []}]
    assert set(listed["responses"]) >= {"200", "401", "403"}
    assert "304" not in listed["responses"]


@pytest.mark.parametrize(
    "change, status, says",
    [
        ({"verdict": "perhaps"}, 422, "verdict"),
        ({"verdict": "dispute"}, 422, "verdict"),
        ({"reader_name": ""}, 422, "reader_name"),
        ({"observation_id": None}, 422, "confirm needs observation_id"),
        ({"observation_id": "none"}, 404, "no observation 'none'"),
        ({"colour": "red"}, 422, "colour"),
        ({"verdict": "add"}, 422, "add needs report_id. add needs start. add needs end."),
        ({"verdict": "add", "report_id": "none", "start": 1, "end": 2}, 404, "no report 'none'"),
        ({"end": False}, 422, "end"),
        ({"start": "5"}, 422, "start"),
        ({"start": 5.5}, 422, "start"),
        ({"start": 5.0, "observation_id": "none"}, 404, "no observation 'none'"),
        ({"verdict": "change", "fields": {"colour": None}}, 422, "colour can't be corrected"),
        ({"verdict": "change", "fields": {"year": "soon"}}, 422, "year is a year, not soon"),
        ({"verdict": "change", "fields": {"value": "3"}}, 422, "value can't be corrected"),
        ({"verdict": "change", "fields": {"indicator_code": "NONE"}}, 422, "not a code of the catalogue"),
    ],
)
def test_what_is_wrong_is_said(shared: TestClient, change: Row, status: int, says: str) -> None:
    answer = shared.post("/v1/corrections", json=word(shared, **change), headers=WITH_TOKEN)
    assert answer.status_code == status
    assert says in Problem.model_validate_json(answer.content).model_dump_json()
    assert shared.get("/v1/corrections", headers=WITH_TOKEN).json()["total"] == 0


@pytest.mark.parametrize(
    "content, kind, status",
    [
        (b"{", "application/json", 422),
        (b"[]", "application/json", 422),
        (b"\xff", "application/json", 422),
        (b"verdict=confirm", "application/x-www-form-urlencoded", 415),
        (b'{"reason": "' + b"x" * 70_000 + b'"}', "application/json", 413),
    ],
)
def test_only_short_json_is_read(shared: TestClient, content: bytes, kind: str, status: int) -> None:
    headers = {**WITH_TOKEN, "content-type": kind}
    assert shared.post("/v1/corrections", content=content, headers=headers).status_code == status
    streamed = shared.post("/v1/corrections", content=iter([content]), headers=headers)
    assert streamed.status_code == status


def test_what_is_not_there_is_not_undone(shared: TestClient) -> None:
    assert shared.delete("/v1/corrections/none", headers=WITH_TOKEN).status_code == 404


@pytest.mark.parametrize(
    "path, methods, others",
    [
        ("/v1/corrections", "GET, HEAD, OPTIONS, POST", ("DELETE", "PUT")),
        ("/v1/corrections/x", "DELETE, OPTIONS", ("POST", "GET", "HEAD")),
        ("/v1/corrections.csv", "GET, HEAD, OPTIONS", ("POST", "DELETE")),
        ("/v1/correctionsx", "GET, HEAD, OPTIONS", ("POST", "DELETE")),
        ("/en/review/say", "OPTIONS, POST", ("GET", "DELETE")),
        ("/review", "GET, HEAD, OPTIONS", ("POST", "DELETE")),
        ("/v1/observations", "GET, HEAD, OPTIONS", ("POST", "DELETE")),
    ],
)
def test_other_methods_are_refused(
    shared: TestClient, path: str, methods: str, others: tuple[str, ...]
) -> None:
    options = shared.options(path)
    assert (options.status_code, options.headers["allow"]) == (204, methods)
    for method in others:
        refused = shared.request(method, path, headers=WITH_TOKEN)
        assert (refused.status_code, refused.headers["allow"]) == (405, methods), method
        assert method == "HEAD" or methods.rpartition(", ")[2] in refused.json()["detail"]


def test_a_slash_at_the_end_redirects_a_correction(shared: TestClient) -> None:
    answer = shared.post("/v1/corrections/", json=word(shared), headers=WITH_TOKEN)
    assert (answer.status_code, answer.headers["location"].endswith("/v1/corrections")) == (307, True)
    assert shared.options("/v1/corrections/").headers["allow"] == "GET, HEAD, OPTIONS, POST"


def test_without_a_token_of_the_service_nobody_corrects(client: TestClient) -> None:
    for method, path in (("POST", "/v1/corrections"), ("DELETE", "/v1/corrections/x")):
        for headers in (WITH_TOKEN, {"authorization": "Bearer "}):
            assert client.request(method, path, json={}, headers=headers).status_code == 405
            assert client.options(path).headers["allow"] == "GET, HEAD, OPTIONS"
    assert client.get("/v1/corrections").status_code == 401
    assert client.get("/v1/corrections", headers=WITH_TOKEN).status_code == 403
    assert "post" not in client.get("/openapi.json").json()["paths"]["/v1/corrections"]


def test_a_copy_that_can_only_be_read_refuses(tmp_path: Path) -> None:
    file = tmp_path / "copy.db"
    with open_database(migrated_file(file)) as database:
        ingest_text(database, TEXT.encode(), "云溪市-2020.txt")
    with asking(Settings(f"sqlite:///file:{file}?mode=ro&uri=true", review_token=TOKEN)) as service:
        answer = service.post("/v1/corrections", json=word(service), headers=WITH_TOKEN)
        assert answer.status_code == 403
        assert "read-only copy" in answer.json()["detail"]
        assert str(tmp_path) not in answer.text


def test_the_document_describes_both(shared: TestClient) -> None:
    document = shared.get("/openapi.json").json()
    post = document["paths"]["/v1/corrections"]["post"]
    assert (post["operationId"], post["security"]) == ("createCorrection", [{"reviewToken": []}])
    assert set(post["responses"]) >= {"201", "401", "403", "413", "415", "422"}
    assert "200" not in post["responses"]
    schema = post["requestBody"]["content"]["application/json"]["schema"]
    fields = next(one for one in schema["properties"]["fields"]["anyOf"] if one["type"] == "object")
    assert fields["additionalProperties"] is False
    assert tuple(fields["properties"]) == CHANGEABLE
    delete = document["paths"]["/v1/corrections/{id}"]["delete"]
    assert delete["operationId"] == "deleteCorrection"
    assert set(delete["responses"]) >= {"204", "401", "403", "404"}
    assert document["components"]["securitySchemes"]["reviewToken"]["scheme"] == "bearer"


#: What the document says of the fields of a correction, and such fields.
ALLOWED = Draft202012Validator(NewCorrection.model_json_schema()["properties"]["fields"])
ACCEPTED: list[Row] = [
    {},
    {"indicator": "新增就业", "indicator_code": None, "scope": "", "unit": ""},
    {"measure": "level", "status": "target", "bound": "min", "year": "2020"},
]
REFUSED: list[Row] = [
    {"indicator": ""}, {"measure": "height"}, {"start_year": "1899"}, {"year": "2200"}, {"unit": None},
    {"colour": "red"},
]  # fmt: skip # few lines


@pytest.mark.parametrize("fields", ACCEPTED)
def test_the_document_and_the_service_accept_the_same_fields(service: TestClient, fields: Row) -> None:
    assert ALLOWED.is_valid(fields)
    said = word(service, verdict="change", fields=fields)
    assert service.post("/v1/corrections", json=said, headers=WITH_TOKEN).status_code == 201


@pytest.mark.parametrize("fields", REFUSED)
def test_the_document_and_the_service_refuse_the_same_fields(shared: TestClient, fields: Row) -> None:
    assert not ALLOWED.is_valid(fields)
    said = word(shared, verdict="change", fields=fields)
    assert shared.post("/v1/corrections", json=said, headers=WITH_TOKEN).status_code == 422


def test_the_token_is_a_setting_that_nothing_prints() -> None:
    settings = load_settings({"ZHIBIAO_REVIEW_TOKEN": TOKEN})
    assert settings.review_token == TOKEN
    assert TOKEN not in repr(settings)
    assert load_settings({}).review_token == ""
