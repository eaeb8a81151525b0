"""The rules for OpenAPI documents that the linters Redocly and Spectral recommend, under their names.

``test_openapi.py`` tests what goes beyond them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema_rs import Draft202012Validator, Registry, meta
from starlette.testclient import TestClient

Document = dict[str, Any]
ADDRESS = "https://zhibiao.invalid/openapi.json"


@pytest.fixture(scope="module")
def document(shared_client: TestClient) -> Document:
    found: Document = shared_client.get("/openapi.json").json()
    return found


@pytest.fixture(scope="module")
def registry(document: Document) -> Registry:
    """The document, read once: references of each validator are resolved into it."""
    return Registry([(ADDRESS, document)])


def operations(document: Document) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for operation in methods.values():
            yield path, operation


def validator(registry: Registry, schema: dict[str, Any]) -> Draft202012Validator:
    """A validator for a schema of the document, which resolves references into the document."""
    return Draft202012Validator(_absolute(schema), registry=registry)


def _absolute(schema: Any) -> Any:  # noqa: ANN401 # any part of a schema
    if isinstance(schema, list):
        return [_absolute(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        name: f"{ADDRESS}{value}" if name == "$ref" else _absolute(value) for name, value in schema.items()
    }


def test_info_license_and_description(document: Document) -> None:
    assert document["openapi"].startswith("3.1.")
    assert document["info"]["license"]["identifier"]
    assert {"title", "version", "summary", "description"} <= set(document["info"])


def test_operation_operation_id_is_unique_and_url_safe(document: Document) -> None:
    ids = [operation["operationId"] for _, operation in operations(document)]
    assert max(Counter(ids).values()) == 1
    assert all(re.fullmatch(r"[A-Za-z][\w-]*", one) for one in ids)


def test_paths_have_no_slash_at_the_end_no_query_and_are_not_ambiguous(document: Document) -> None:
    paths = list(document["paths"])
    assert not [path for path in paths if path.endswith("/") or "?" in path]
    shapes = Counter(re.sub(r"\{[^}]+\}", "{}", path) for path in paths)
    assert max(shapes.values()) == 1


def test_path_parameters_are_defined(document: Document) -> None:
    for path, operation in operations(document):
        named = {row["name"] for row in operation.get("parameters", []) if row["in"] == "path"}
        assert named == set(re.findall(r"\{([^}]+)\}", path)), path
        assert all(row["required"] for row in operation.get("parameters", []) if row["in"] == "path")


def test_parameters_are_unique(document: Document) -> None:
    for path, operation in operations(document):
        counts = Counter((row["in"], row["name"]) for row in operation.get("parameters", []))
        assert max(counts.values(), default=1) == 1, path


def test_operation_success_and_4xx_response(document: Document) -> None:
    for path, operation in operations(document):
        assert any(status.startswith("2") for status in operation["responses"]), path
        assert any(status.startswith("4") for status in operation["responses"]), path


def test_errors_are_problem_documents(document: Document) -> None:
    for path, operation in operations(document):
        for status, answer in operation["responses"].items():
            if status >= "400" and status != "416":
                assert list(answer["content"]) == ["application/problem+json"], (path, status)


def test_operation_singular_tag_and_tags_are_defined_and_used(document: Document) -> None:
    used = [operation["tags"] for _, operation in operations(document)]
    assert {len(tags) for tags in used} == {1}
    names = [tag["name"] for tag in document["tags"]]
    assert max(Counter(names).values()) == 1
    assert {tag for tags in used for tag in tags} == set(names)


def test_no_unused_components(document: Document) -> None:
    used = set(re.findall(r"#/components/schemas/([\w.-]+)", str(document)))
    assert used == set(document["components"]["schemas"])


def test_schemas_are_valid_and_enums_have_their_type(document: Document, registry: Registry) -> None:
    for name, schema in document["components"]["schemas"].items():
        assert meta.is_valid(schema), name
        for field, described in schema.get("properties", {}).items():
            for value in described.get("enum", []):
                free = {key: cell for key, cell in described.items() if key != "enum"}
                assert validator(registry, free).is_valid(value), (name, field, value)


def test_no_invalid_schema_examples(document: Document, registry: Registry) -> None:
    for name, schema in document["components"]["schemas"].items():
        for field, described in schema.get("properties", {}).items():
            for example in described.get("examples", []):
                assert validator(registry, described).is_valid(example), (name, field, example)


def test_no_invalid_parameter_examples(document: Document, registry: Registry) -> None:
    for path, operation in operations(document):
        for row in operation.get("parameters", []):
            for example in row["schema"].get("examples", []):
                wanted = row["schema"]
                given = (
                    [example] if wanted.get("type") == "array" and not isinstance(example, list) else example
                )
                assert validator(registry, wanted).is_valid(given), (path, row["name"], example)


def test_no_invalid_media_type_examples(document: Document, registry: Registry) -> None:
    checked = 0
    for path, operation in operations(document):
        for status, answer in operation["responses"].items():
            for media_type, content in answer.get("content", {}).items():
                if "json" not in media_type or "schema" not in content:
                    continue
                found = [
                    error.message
                    for error in validator(registry, content["schema"]).iter_errors(content["example"])
                ]
                assert not found, (path, status, media_type, found[:2])
                checked += 1
    assert checked > 100
