"""OpenAPI descriptions of the query parameters, generated from the rows of ``store/filters.py``."""

from __future__ import annotations

import json
from typing import Any, Final

from app.api.formats.registry import FORMATS
from app.services.lists.queries import DEFAULT_LIMIT, MAX_LIMIT, vocabulary
from app.store.declared.fields import CellType
from app.store.declared.filters import Empty, Filter, Operator
from app.store.declared.resource import Resource
from app.store.queries.cursors import MAX_LENGTH as CURSOR_LENGTH
from app.store.queries.parsing import MAX_LENGTH
from app.store.queries.values import MAX_VALUES, NAME

Parameter = dict[str, Any]

# Patterns of codes; the lists with these names contain the existing codes.
_FORMS: Final = {"regions": "[0-9]{6}", "indicators": "[A-Z][A-Z0-9_]*"}
_MOMENT: Final = {
    "type": "string",
    "format": "date-time",
    "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$",
}
# Kinds whose examples are JSON numbers.
_NUMBERS: Final = (CellType.INTEGER, CellType.DECIMAL)


def list_parameters(resource: Resource) -> list[Parameter]:
    """All parameters of a list except ``format``: its filters, then order, columns and page."""
    return [*(filter_parameter(row) for row in resource.filters), *_common(resource)]


def filter_parameter(row: Filter) -> Parameter:
    """The parameter of one filter; a repeatable filter is an array."""
    schema, more = _value_schema(row), ""
    if row.repeatable:
        schema, more = (
            {"type": "array", "items": schema, "maxItems": MAX_VALUES},
            " Repeat it to allow several values.",
        )
    example: object = json.loads(row.example) if row.kind in _NUMBERS else row.example
    if row.default is not None:
        schema = {**schema, "default": row.default}
    found = _query(row.name, row.description + more, schema, [example] if row.repeatable else example)
    return {**found, "required": row.required}


def _value_schema(row: Filter) -> dict[str, Any]:
    """The schema of one value of a filter, as far as JSON Schema can express it."""
    if row.kind is CellType.INTEGER:
        return {"type": "integer", "minimum": row.lowest, "maximum": row.highest}
    if row.kind is CellType.DECIMAL:
        return {"type": "number"}
    may_be_empty = row.empty is not Empty.REFUSED
    choices = row.choices or (vocabulary("categories") if row.vocabulary == "categories" else ())
    if choices:
        return {"type": "string", "enum": [*choices, *([""] if may_be_empty else [])]}
    if row.kind is CellType.DATE:
        return {"anyOf": [{"type": "string", "format": "date"}, _MOMENT]}
    schema = {"type": "string", "minLength": 0 if may_be_empty else 1, "maxLength": MAX_LENGTH}
    form = _FORMS.get(row.vocabulary or "") if row.operator is Operator.EQUALS else None
    if row.operator in (Operator.CONTAINS, Operator.RULE):
        form = NAME.pattern
    return {**schema, "pattern": f"^({form})?$" if may_be_empty else f"^{form}$"} if form else schema


def file_parameters(resource: Resource) -> list[Parameter]:
    """All parameters of the files of a list: the format in the path, its filters, order and columns."""
    files = {row.name: row for row in FORMATS.values() if row.write is not None}
    words = "; ".join(f"`{row.name}`: {row.description}" for row in files.values())
    bom = "1: CSV begins with a byte order mark, so that Excel recognises UTF-8. For csv only."
    format_ = {
        **_query("format", f"Format of the file. {words}.", {"type": "string", "enum": list(files)}, "csv"),
        "in": "path",
        "required": True,
    }
    return [
        format_,
        *(filter_parameter(row) for row in resource.filters),
        *(row for row in _common(resource) if row["name"] in ("sort", "fields")),
        _query("bom", bom, {"type": "string", "enum": ["0", "1"], "default": "0"}, "0"),
    ]


def _common(resource: Resource) -> list[Parameter]:
    first = resource.sorts[0]
    keys = ", ".join(f"`{name}`" for name in resource.sorts)
    columns = ",".join(resource.columns[:2])
    return [
        _query(
            "sort",
            f"Keys to sort by, separated by commas; `-` before a key means descending. Keys: {keys}. "
            f"Default: {resource.default_sort}.",
            {"type": "string", "pattern": _listed(f"-?({'|'.join(resource.sorts)})")},
            f"-{first}",
        ),
        _query(
            "fields",
            "Fields to return, separated by commas, in this order; all by default. With it rows have only "
            "these fields, although the schema, which is for typed clients, requires all.",
            {"type": "string", "pattern": _listed(f"({'|'.join(resource.columns)})")},
            columns,
        ),
        _query(
            "limit",
            "Rows on a page. Files always contain all rows.",
            {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT},
            20,
        ),
        _cursor(),
        _query(
            "total",
            "`exact` counts the whole selection; `none` does not count it.",
            {"type": "string", "enum": ["exact", "none"], "default": "exact"},
            "none",
        ),
        *_facets(resource),
    ]


def _cursor() -> Parameter:
    """The parameter ``cursor``, without an example: a cursor is valid for one query only."""
    description = (
        "Start of the page: an opaque value from `next` of the previous page, valid for the same query only."
    )
    schema = {"type": "string", "pattern": "^[A-Za-z0-9_-]+$", "maxLength": CURSOR_LENGTH}
    return {"name": "cursor", "in": "query", "required": False, "description": description, "schema": schema}


def _facets(resource: Resource) -> list[Parameter]:
    """The parameter ``facet``, if the list has facets."""
    if not resource.facets:
        return []
    description = (
        "Count the values of this filter; its own selection is ignored. Repeat it for several filters."
    )
    schema = {"type": "array", "items": {"type": "string", "enum": list(resource.facets)}}
    return [_query("facet", description, schema, [resource.facets[0]])]


def _listed(item: str) -> str:
    """The pattern of one or more items between commas."""
    return f"^{item}(,{item})*$"


def _query(name: str, description: str, schema: dict[str, Any], example: object) -> Parameter:
    """One parameter.

    The example is in the schema and the description, not in ``example``: Swagger UI would fill its form with
    it, and a form with all filters filled in selects nothing.
    """
    shown = ",".join(map(str, example)) if isinstance(example, list) else example
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": f"{description} Example: `{shown}`.",
        "schema": {**schema, "examples": [example]},
    }
