"""The data package describes its CSV files correctly: they are read only by the descriptor."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet
from starlette.testclient import TestClient

from app.config import Settings
from app.store.declared.captions import CAPTIONS
from app.store.declared.fields import CellType
from app.store.declared.resources import LISTS
from tests import readme
from tests.api.clients import asking
from tests.databases import migrated_file

Descriptor = dict[str, Any]
Row = dict[str, Any]

PARSERS: dict[str, Callable[[str], object]] = {
    "string": str,
    "integer": int,
    "number": Decimal,
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "list": lambda text: text.split(";"),
}


@pytest.fixture(scope="module")
def seeded() -> Iterator[TestClient]:
    with readme.service() as client:
        yield client


@pytest.fixture(params=["two small reports", "the seed"])
def filled(
    request: pytest.FixtureRequest, shared_client: TestClient, seeded: TestClient
) -> tuple[Descriptor, TestClient]:
    """A package and its service; the places of the small reports have no code."""
    client = shared_client if request.param == "two small reports" else seeded
    return client.get("/v1/datapackage.json").json(), client


def cells(text: str, schema: Descriptor, field: Descriptor) -> object:
    """The value of a cell according to the schema; None if it is missing."""
    missing = field["missingValues"] if "missingValues" in field else schema["missingValues"]
    parse = PARSERS[field["type"]]
    return None if text in missing else parse(text)


def rows(client: TestClient, resource: Descriptor) -> list[Row]:
    """The rows of a resource, without additional columns if the schema allows these."""
    schema = resource["schema"]
    lines = list(csv.reader(io.StringIO(client.get(resource["path"]).content.decode(), newline="")))
    names = [field["name"] for field in schema["fields"]]
    assert lines[0][: len(names)] == names
    assert len(lines[0]) == len(names) or schema["fieldsMatch"] == "subset"
    return [
        {
            field["name"]: cells(text, schema, field)
            for text, field in zip(line, schema["fields"], strict=False)
        }
        for line in lines[1:]
    ]


def mistakes(package: Descriptor, tables: dict[str, list[Row]]) -> Iterator[str]:
    """The rows that do not conform to the package."""
    for resource in package["resources"]:
        name, schema, found = resource["name"], resource["schema"], tables[resource["name"]]
        for field in schema["fields"]:
            yield from of_column(f"{name}.{field['name']}", field, [row[field["name"]] for row in found])
        for key in (schema.get("primaryKey"), *schema.get("uniqueKeys", [])):
            values = [tuple(row[part] for part in key) for row in found] if key else []
            yield from of_key(name, values, null="uniqueKeys" in schema)
        for link in schema.get("foreignKeys", []):
            (here,), (there,) = link["fields"], link["reference"]["fields"]
            known = {row[there] for row in tables[link["reference"]["resource"]]}
            if not {row[here] for row in found} <= known | {None}:
                yield f"{name}.{here} leads nowhere"


def of_column(name: str, field: Descriptor, column: list[object]) -> Iterator[str]:
    rules = field.get("constraints", {})
    if rules.get("required") and None in column:
        yield f"{name} is missing"
    if "enum" in rules and not {*column} <= {*rules["enum"], None}:
        yield f"{name} is none of its values"


def of_key(name: str, values: list[tuple[object, ...]], *, null: bool) -> Iterator[str]:
    whole = [value for value in values if None not in value]
    if not null and len(whole) < len(values):
        yield f"{name} has no key"
    if len(set(whole)) < len(whole):
        yield f"{name} has a key twice"


def tables_of(package: Descriptor, client: TestClient) -> dict[str, list[Row]]:
    return {resource["name"]: rows(client, resource) for resource in package["resources"]}


@pytest.fixture(scope="module")
def right(seeded: TestClient) -> tuple[Descriptor, dict[str, list[Row]]]:
    """A package and its rows, of which tests change copies."""
    package = seeded.get("/v1/datapackage.json").json()
    return package, tables_of(package, seeded)


def test_rows_are_as_the_package_says(filled: tuple[Descriptor, TestClient]) -> None:
    package, client = filled
    tables = tables_of(package, client)
    assert len(tables["observations"]) > 0
    assert list(mistakes(package, tables)) == []


@pytest.mark.parametrize(
    "resource, change, mistake",
    [
        ("observations", lambda row: row | {"indicator": None}, "observations.indicator is missing"),
        ("observations", lambda row: row | {"status": "wish"}, "observations.status is none of its values"),
        ("observations", lambda row: row | {"id": "same"}, "observations has a key twice"),
        ("reports", lambda row: row | {"id": None}, "reports has no key"),
        ("comparisons", lambda row: row | {"category": "sports"}, "comparisons.category leads nowhere"),
        ("coverage", lambda row: row | {"year": 2019}, "coverage has a key twice"),
    ],
)
def test_rows_that_are_not_are_found(
    right: tuple[Descriptor, dict[str, list[Row]]],
    resource: str,
    change: Callable[[Row], Row],
    mistake: str,
) -> None:
    package, tables = right
    assert mistake in list(mistakes(package, tables | {resource: list(map(change, tables[resource] * 2))}))


def test_every_list_and_field_is_described(filled: tuple[Descriptor, TestClient]) -> None:
    resources = {resource["name"]: resource for resource in filled[0]["resources"]}
    assert list(resources) == [name for name, list_ in LISTS.items() if not list_.private]
    for name, resource in resources.items():
        assert re.fullmatch(r"[a-z]+", name)
        assert resource["title"]
        assert resource["description"]
        for field, described in zip(LISTS[name].fields, resource["schema"]["fields"], strict=True):
            assert (described["name"], described["description"]) == (field.name, field.description)
            assert CAPTIONS[field.name].zh in described["title"]
            assert ("unit" in described) == (field.kind in (CellType.INTEGER, CellType.DECIMAL))
            assert ("unitField" not in described) or "unit" in LISTS[name].columns
            assert described.get("constraints", {}).get("required", False) == (
                not field.nullable and field.kind is not CellType.LIST
            )


def required(resource: Descriptor) -> list[str]:
    return [
        field["name"]
        for field in resource["schema"]["fields"]
        if field.get("constraints", {}).get("required")
    ]


def test_the_same_rows_are_there_in_the_other_formats(filled: tuple[Descriptor, TestClient]) -> None:
    package, client = filled
    for resource in package["resources"]:
        total = len(rows(client, resource))
        assert [other["format"] for other in resource["alternates"]] == ["ndjson", "parquet", "xlsx", "dta"]
        for other in resource["alternates"]:
            answer = client.get(other["path"])
            assert answer.headers["content-type"].startswith(other["mediatype"])
            assert answer.headers["x-total-count"] == str(total)
            if other["format"] == "parquet":
                table = parquet.read_table(io.BytesIO(answer.content))
                assert [name for name in required(resource) if table[name].null_count] == []


def test_it_says_how_far_the_changes_are(filled: tuple[Descriptor, TestClient]) -> None:
    package, client = filled
    last = client.get("/v1/changes?sort=-sequence&limit=1").json()["data"][0]
    assert (package["sequence"], package["created"]) == (last["sequence"], last["changed_at"])


def test_of_no_data_it_describes_the_same_lists(seeded: TestClient, tmp_path: Path) -> None:
    settings = Settings(migrated_file(tmp_path / "empty.db"))
    with asking(settings) as client:
        package = client.get("/v1/datapackage.json").json()
    full = seeded.get("/v1/datapackage.json").json()
    assert (package["sequence"], "created" in package) == (0, False)
    assert [row["schema"] for row in package["resources"]] == [row["schema"] for row in full["resources"]]


def test_it_takes_no_parameters(seeded: TestClient) -> None:
    assert seeded.get("/v1/datapackage.json?format=csv").status_code == 422
    assert seeded.get("/v1/datapackage.json", headers={"Accept": "text/csv"}).status_code == 406
