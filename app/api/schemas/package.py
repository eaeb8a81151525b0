"""The lists as a Data Package (datapackage.org, version 2), generated from their resource descriptions.

The standard allows additional properties. Those here are ``unit`` of a field, ``unitField`` (the field that
contains the unit), ``alternates`` of a resource (the same rows in other formats) and ``sequence`` of the
package (the last change, from which a mirror follows).
"""

from __future__ import annotations

import json
from typing import Any, Final

from app.api.edge.address import with_query
from app.api.formats.registry import FORMATS
from app.services.lists.queries import vocabulary
from app.services.upkeep.datapackage import DataState
from app.store.declared.captions import BASE_UNIT_OF_ROW, CAPTIONS, UNIT_OF_ROW
from app.store.declared.fields import CellType, Field
from app.store.declared.resource import Resource
from app.store.declared.resources import LISTS

Descriptor = dict[str, Any]

PROFILE: Final = "https://datapackage.org/profiles/2.0/datapackage.json"
TYPES: Final[dict[CellType, Descriptor]] = {
    CellType.TEXT: {"type": "string"},
    CellType.INTEGER: {"type": "integer"},
    CellType.DECIMAL: {"type": "number"},
    CellType.DATE: {"type": "date"},
    CellType.LIST: {"type": "list", "delimiter": ";", "itemType": "string"},
}
#: Texts that are times in UTC.
TIMES: Final = ("ingested_at", "changed_at")
#: The list and the field that a field with this name refers to, in every other list.
REFERENCES: Final[dict[str, tuple[str, str]]] = {
    "indicator_code": ("indicators", "indicator_code"),
    "category": ("categories", "category"),
    "region_code": ("regions", "region_code"),
    "report_id": ("reports", "id"),
    "target_observation_id": ("observations", "id"),
    "actual_observation_id": ("observations", "id"),
    "previous_observation_id": ("observations", "id"),
    "observation_id": ("observations", "id"),
}
#: Lists without references: changes may name rows that no longer exist.
NO_REFERENCES: Final = ("changes",)

UNIT_COLUMNS = {UNIT_OF_ROW: "unit", BASE_UNIT_OF_ROW: "base_unit"}


def package(base: str, state: DataState) -> Descriptor:
    """The descriptor of all lists.

    Args:
        base: The address of the service, see ``address.base``.
        state: The last change of the data.
    """
    created = {} if state.changed_at is None else {"created": state.changed_at}
    return {
        "$schema": PROFILE,
        "name": "zhibiao",
        "title": "Zhibiao 指标: Chinese government work reports as data",
        "description": "Every numeric indicator of Chinese government work reports (政府工作报告), with the "
        "sentence that states it.",
        "keywords": ["government work report", "政府工作报告", "indicators", "statistics", "China"],
        **created,
        "sequence": state.sequence,
        "sources": [{"title": "政府工作报告 (government work reports)", "path": f"{base}/v1/reports"}],
        "resources": [resource_of(list_, base) for list_ in LISTS.values() if not list_.private],
    }


def resource_of(list_: Resource, base: str) -> Descriptor:
    """The resource of one list; its required parameters have the values of their examples."""
    question = [(row.name, row.example) for row in list_.needed()]
    asked = f" Here for {', '.join(f'{name}={text}' for name, text in question)}." if question else ""
    first, *others = (
        {
            "path": with_query(f"{base}/v1/{list_.path}", [*question, ("format", row.name)]),
            "format": row.name,
            "mediatype": row.media_types[0],
        }
        for row in FORMATS.values()
        if row.write
    )
    return {
        "name": list_.name,
        "type": "table",
        "title": f"{list_.en} {list_.zh}",
        "description": list_.about + asked,
        **first,
        "encoding": "utf-8",
        "alternates": others,
        "schema": schema_of(list_),
    }


def schema_of(list_: Resource) -> Descriptor:
    """The Table Schema of a list's CSV; a panel has an additional column for each year."""
    schema: Descriptor = {"fields": [field_of(list_, field) for field in list_.fields], "missingValues": [""]}
    if list_.year_fields:
        schema["fieldsMatch"] = "subset"
    if any(list_.field(column).nullable for column in list_.key):
        schema["uniqueKeys"] = [list(list_.key)]
    else:
        schema["primaryKey"] = list(list_.key)
    if keys := foreign_keys(list_):
        schema["foreignKeys"] = keys
    return schema


def foreign_keys(list_: Resource) -> list[Descriptor]:
    """The references from fields of a list to rows of other lists."""
    return [
        {"fields": [column], "reference": {"resource": resource, "fields": [field]}}
        for column, (resource, field) in REFERENCES.items()
        if column in list_.columns and resource != list_.name and list_.name not in NO_REFERENCES
    ]


def field_of(list_: Resource, field: Field) -> Descriptor:
    """The Table Schema field of one column of a list's CSV."""
    caption = CAPTIONS[field.name]
    found: Descriptor = {
        "name": field.name,
        "title": f"{caption.en} {caption.zh}",
        **(TYPES[field.kind] if field.name not in TIMES else {"type": "datetime"}),
        "description": field.description,
        "example": json.loads(field.example),
    }
    if caption.unit:
        found["unit"] = caption.unit
    if column := UNIT_COLUMNS.get(caption.unit):
        found["unitField"] = column
    if field.kind is CellType.TEXT and not field.nullable:
        # Here an empty text is a value, such as the whole region, or no bound.
        found["missingValues"] = []
    constraints = _constraints(list_, field)
    return {**found, "constraints": constraints} if constraints else found


def _constraints(list_: Resource, field: Field) -> Descriptor:
    """``required`` if a cell is never null, and ``enum`` if it has few possible values.

    A list is never required: in CSV an empty list and null are the same empty cell.
    """
    found: Descriptor = {}
    if not field.nullable and field.kind is not CellType.LIST:
        found["required"] = True
    choices = list_.choices(field.name)
    if field.name == "category":
        choices = vocabulary("categories")
    if choices:
        found["enum"] = list(choices)
    return found
