"""Schemas and examples of list rows, generated from the rows of ``store/fields.py``."""

from __future__ import annotations

import json
from typing import Any, Final

from pydantic.json_schema import models_json_schema

from app.api.formats.registry import FORMATS, about_list
from app.api.schemas.evidence import Detail
from app.api.schemas.problem import Problem
from app.api.schemas.reports import ReportVersions
from app.store.declared.captions import described
from app.store.declared.fields import Cell, CellType, Field
from app.store.declared.resource import Resource
from app.store.declared.resources import LISTS

Schema = dict[str, Any]

TYPES: Final[dict[CellType, Schema]] = {
    CellType.TEXT: {"type": "string"},
    CellType.INTEGER: {"type": "integer"},
    CellType.DECIMAL: {"type": "number"},
    CellType.DATE: {"type": "string", "format": "date"},
    CellType.LIST: {"type": "array", "items": {"type": "string"}},
}
TEXT_EXAMPLE: Final = "2020年5月8日在宁波市鄞州区\n第十八届人民代表大会第四次会议上\n"
FACETS: Final[Schema] = {
    "type": "object",
    "description": "With `facet`: for each filter its values, most rows first, counted without that filter. "
    "`value` is null for rows without one; `label` is in the language that `Accept-Language` prefers; "
    "`url` selects that value.",
    "additionalProperties": {"type": "array", "items": {"type": "object"}},
    "examples": [
        {
            "category": [
                {
                    "value": "fiscal",
                    "label": "财政税收",
                    "count": 16,
                    "url": "http://127.0.0.1:8000/v1/observations?category=fiscal",
                }
            ]
        }
    ],
}
NOTES: Final[Schema] = {
    "type": "array",
    "description": "Only if there are no rows: why, if the query names a place that has no report in the "
    "database.",
    "items": {"type": "string"},
    "examples": [["The database has no report of 北京市 (110000)."]],
}
_REF: Final = "#/components/schemas/"


def schemas() -> dict[str, Schema]:
    """All schemas of the document by name."""
    _, models = models_json_schema(
        [(Detail, "serialization"), (Problem, "serialization"), (ReportVersions, "serialization")],
        ref_template=_REF + "{model}",
    )
    found: dict[str, Schema] = dict(models["$defs"])
    for resource in LISTS.values():
        found[resource.row_name] = _row_schema(resource)
        found[f"{resource.row_name}List"] = _list_schema(resource)
    detail = found.pop("Detail")
    found["ObservationDetail"] = _detail_schema(found["Observation"], detail)
    return dict(sorted(found.items()))


def example_row(name: str) -> dict[str, Any]:
    """One real row of a list."""
    return {field.name: json.loads(field.example) for field in LISTS[name].fields}


def list_content(name: str) -> dict[str, Any]:
    """The media type of a page of a list, with its schema and an example."""
    example = {"data": [example_row(name)], "next": None, "total": 1}
    return {"application/json": {"schema": {"$ref": f"{_REF}{LISTS[name].row_name}List"}, "example": example}}


def file_content(name: str) -> dict[str, Any]:
    """The media types of the files of a list, each with an example."""
    content: dict[str, Any] = {}
    fields = LISTS[name].fields
    for row in FORMATS.values():
        if row.binary:
            schema = {"type": "string", "format": "binary", "description": f"{row.description}."}
            content[row.media_types[0]] = {"schema": schema, "example": f"{row.name} file"}
        elif row.write is not None:
            cells = [tuple(_cell(field) for field in fields)]
            text = b"".join(row.of_rows(fields, [cells], about_list(LISTS[name]))).decode()
            content[row.media_types[0]] = {"schema": {"type": "string"}, "example": text}
    return content


def one_content(noun: str) -> dict[str, Any]:
    """The media type of one object."""
    name = "ObservationDetail" if noun == "observation" else LISTS[f"{noun}s"].row_name
    example = example_row(f"{noun}s")
    if noun == "observation":
        example |= {key: schema["examples"][0] for key, schema in _detail_properties().items()}
    return {"application/json": {"schema": {"$ref": _REF + name}, "example": example}}


def _detail_properties() -> dict[str, Schema]:
    properties: dict[str, Schema] = Detail.model_json_schema(mode="serialization")["properties"]
    return properties


def _cell(field: Field) -> Cell:
    """The example of a field as a cell."""
    value = json.loads(field.example)
    if value is None or field.kind is CellType.INTEGER:
        return None if value is None else int(value)
    return field.example if field.kind in (CellType.DECIMAL, CellType.LIST) else str(value)


def _field_schema(resource: Resource, field: Field) -> Schema:
    schema: Schema = {
        **TYPES[field.kind],
        "description": described(field.name, field.description),
        "examples": [json.loads(field.example)],
    }
    if choices := resource.choices(field.name):
        schema["enum"] = [*choices, *([None] if field.nullable else [])]
    if field.nullable:
        schema["type"] = [schema["type"], "null"]
    return schema


def _row_schema(resource: Resource) -> Schema:
    """The schema of a row. All fields are required: a row has them all unless ``fields`` selects some."""
    return {
        "type": "object",
        "title": resource.row_name,
        "description": f"One row of `/v1/{resource.path}`; with `fields`, only those fields.",
        "properties": {field.name: _field_schema(resource, field) for field in resource.fields},
        "required": list(resource.columns),
        "additionalProperties": _more_columns(resource),
    }


def _more_columns(resource: Resource) -> Schema | bool:
    """The schema of columns that are named after a year, if the list has any."""
    if not resource.year_fields:
        return False
    return {"anyOf": [_field_schema(resource, field) for field in resource.year_fields]}


def _list_schema(resource: Resource) -> Schema:
    name = resource.row_name
    address = f"http://127.0.0.1:8000/v1/{resource.path}?cursor=WyJhIl0"
    return {
        "type": "object",
        "title": f"{name}List",
        "description": f"One page of `/v1/{resource.path}`.",
        "properties": {
            "data": {
                "type": "array",
                "description": "The rows, in the order that `sort` asks for.",
                "items": {"$ref": _REF + name},
                "examples": [[example_row(resource.name)]],
            },
            "next": {
                "type": ["string", "null"],
                "description": "Address of the next page; null on the last.",
                "examples": [address],
            },
            "total": {
                "type": ["integer", "null"],
                "description": "Exact count of the whole selection; null with `total=none`.",
                "examples": [322],
            },
            **({"facets": FACETS} if resource.facets else {}),
            **({"notes": NOTES} if resource.filter("region_code") else {}),
        },
        "required": ["data", "next", "total"],
        "additionalProperties": False,
    }


def _detail_schema(row: Schema, detail: Schema) -> Schema:
    properties = {**row["properties"], **detail["properties"]}
    return {
        "type": "object",
        "title": "ObservationDetail",
        "description": "An observation with its evidence and its derivation.",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
