"""The OpenAPI document describes everything, with examples, and matches the service."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.store.declared.filters import Filter
from app.store.declared.resources import LISTS, PUBLIC, RESOURCES
from tests.api.clients import small_service

#: Operations that are not named after a list.
OPERATIONS = {
    "/v1/panel": "getPanel",
    "/v1/comparisons/summary": "summarizeComparisons",
    "/v1/comparisons/league": "rankRegions",
    "/v1/observations/{id}": "getObservation",
    "/v1/reports/{id}": "getReport",
    "/v1/reports/{id}/citation": "getReportCitation",
    "/v1/reports/{id}/original": "getReportOriginal",
    "/v1/reports/{id}/text": "getReportText",
    "/v1/reports/{id}/versions": "getReportVersions",
    "/v1/datapackage.json": "getDataPackage",
    "/v1/releases": "listReleases",
    "/v1/releases/{name}": "getRelease",
    "/v1/releases/{name}/{file}": "getReleaseFile",
    "/livez": "getLiveness",
    "/readyz": "getReadiness",
}
LISTED = {f"/v1/{row.path}": f"list{name.capitalize()}" for name, row in LISTS.items()}
FILES = {f"/v1/{row.path}.{{format}}": f"get{name.capitalize()}File" for name, row in LISTS.items()}


@pytest.fixture(scope="module")
def document(shared_client: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = shared_client.get("/openapi.json").json()
    return found


def operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        assert list(methods) == ["get"], path
        yield path, methods["get"]


def test_operation_ids_are_stable(document: dict[str, Any]) -> None:
    assert {path: operation["operationId"] for path, operation in operations(document)} == (
        LISTED | FILES | OPERATIONS
    )


def test_every_operation_says_what_it_is_for(document: dict[str, Any]) -> None:
    tags = {tag["name"] for tag in document["tags"] if tag["description"]}
    for path, operation in operations(document):
        assert operation["summary"], path
        assert len(operation["description"]) > len("short"), path
        assert set(operation["tags"]) <= tags, path


def test_every_parameter_has_a_description_and_an_example(document: dict[str, Any]) -> None:
    for path, operation in operations(document):
        for parameter in operation.get("parameters", []):
            where = (path, parameter["name"])
            assert parameter["description"], where
            # A cursor is valid for one query only, so there is no example.
            assert ("examples" in parameter["schema"]) == (parameter["name"] != "cursor"), where


def test_every_field_has_a_description_and_an_example(document: dict[str, Any]) -> None:
    for name, schema in document["components"]["schemas"].items():
        assert schema["description"], name
        for field, described in schema["properties"].items():
            assert described.get("description"), (name, field)
            assert described.get("examples"), (name, field)


def test_every_answer_is_described_with_an_example(document: dict[str, Any]) -> None:
    for path, operation in operations(document):
        for status, answer in operation["responses"].items():
            assert answer["description"], (path, status)
            if status not in ("302", "304", "416"):
                assert answer["content"], (path, status)
            for media_type, content in answer.get("content", {}).items():
                assert "example" in content, (path, status, media_type)


def test_every_error_that_can_come_is_described(document: dict[str, Any]) -> None:
    for path, operation in operations(document):
        expected = {"304", "413", "414", "422", "431", "500", "503"}
        expected |= {"406"} if path.startswith("/v1") and "{file}" not in path else set()
        expected |= {"404"} if "{" in path else set()
        expected |= {"206", "416"} if path.endswith(("{format}", "{file}")) else set()
        expected |= {"302"} if "{name}" in path else set()
        if "security" in operation:
            expected |= {"401", "403"}
            expected -= set() if path.endswith("{format}") else {"304"}
        assert set(operation["responses"]) == expected | {"200"}, path


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    references = set(re.findall(r"'\$ref': '#/components/schemas/(\w+)'", str(document)))
    assert references
    assert references <= set(document["components"]["schemas"])


def test_every_link_leads_from_a_cell_to_a_parameter(
    shared_client: TestClient, document: dict[str, Any], known: dict[str, str]
) -> None:
    by_id = {operation["operationId"]: (path, operation) for path, operation in operations(document)}
    ids = {"/v1/observations/{id}": known["observation"], "/v1/reports/{id}": known["report"]}
    links = 0
    for path, operation in by_id.values():
        if "security" in operation:
            continue
        for name, link in operation["responses"]["200"].get("links", {}).items():
            ((parameter, expression),) = link["parameters"].items()
            target, described = by_id[link["operationId"]]
            assert parameter in {row["name"] for row in described["parameters"]}, (path, name)
            value = shared_client.get(path.format(id=ids.get(path))).json()
            for step in expression.removeprefix("$response.body#/").split("/"):
                value = value[int(step) if step.isdigit() else step]
            asked = {} if "{" in target else {parameter: value}
            answer = shared_client.get(target.format(id=value), params=asked)
            assert (answer.status_code, answer.content != b"") == (200, True), (path, name)
            links += 1
    assert links >= 18


def filter_rows() -> list[tuple[str, Filter]]:
    return [(name, row) for name, resource in RESOURCES.items() for row in resource.filters]


@pytest.mark.parametrize("name, row", filter_rows(), ids=lambda value: getattr(value, "name", value))
def test_every_filter_is_described_and_its_example_is_taken(
    shared_client: TestClient, document: dict[str, Any], name: str, row: Filter
) -> None:
    described = {p["name"]: p for p in document["paths"][f"/v1/{name}"]["get"]["parameters"]}
    assert row.description.rstrip(".") in described[row.name]["description"]
    answer = shared_client.get(f"/v1/{name}", params={row.name: row.example})
    assert answer.status_code == (401 if RESOURCES[name].private else 200), answer.text


@pytest.mark.parametrize("name", PUBLIC)
def test_every_documented_parameter_and_sort_key_is_taken(
    shared_client: TestClient, document: dict[str, Any], name: str
) -> None:
    for parameter in document["paths"][f"/v1/{name}"]["get"]["parameters"]:
        if parameter["name"] != "cursor":
            answer = shared_client.get(
                f"/v1/{name}", params={parameter["name"]: parameter["schema"]["examples"][0]}
            )
            assert answer.status_code == 200, answer.text
    for key in RESOURCES[name].sorts:
        for sort in (key, f"-{key}"):
            assert shared_client.get(f"/v1/{name}", params={"sort": sort}).status_code == 200, sort


@pytest.mark.parametrize("name", PUBLIC)
def test_rows_have_exactly_the_documented_fields(
    shared_client: TestClient, document: dict[str, Any], name: str
) -> None:
    (singular,) = re.findall(r"#/components/schemas/(\w+)List'", str(document["paths"][f"/v1/{name}"]))
    properties = document["components"]["schemas"][singular]["properties"]
    rows = shared_client.get(f"/v1/{name}").json()["data"]
    assert rows
    for row in rows:
        assert list(row) == list(properties)
        for field, value in row.items():
            assert fits(value, properties[field]), (field, value)


def fits(value: object, schema: dict[str, Any]) -> bool:
    """Whether a value has the described type and is one of the described values."""
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    python: dict[str, type | tuple[type, ...]] = {
        "string": str,
        "integer": int,
        "number": (int, float),
        "array": list,
        "null": type(None),
    }
    known = "enum" not in schema or value in schema["enum"]
    return known and any(isinstance(value, python[kind]) for kind in kinds)


def test_behind_a_prefix_the_document_and_its_pages_name_it(tmp_path: Path) -> None:
    with small_service(tmp_path, root_path="/zhibiao") as client:
        assert client.get("/zhibiao/openapi.json").json()["servers"] == [{"url": "/zhibiao"}]
        page = client.get("/zhibiao/v1/observations?limit=1")
        assert page.headers["etag"].startswith('W/"')
        assert page.json()["next"].startswith("http://testserver/zhibiao/v1/observations?")
        assert client.get(page.json()["next"]).status_code == 200
