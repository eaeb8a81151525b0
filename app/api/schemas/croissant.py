"""Describes a release in Croissant 1.0 (mlcommons.org/croissant), for machine learning tools."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from app.services.upkeep.releases import ReleasedFile
from app.store.declared.fields import CellType
from app.store.declared.resource import Resource
from app.store.declared.resources import PUBLIC

Document = dict[str, Any]
CONTEXT: Final[Document] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "recordSet": "cr:recordSet",
    "repeated": "cr:repeated",
    "source": "cr:source",
}
#: Decimals are exact in the files, but Croissant has no other type for them than Float.
TYPES: Final = {
    CellType.TEXT: "sc:Text",
    CellType.LIST: "sc:Text",
    CellType.DATE: "sc:Date",
    CellType.INTEGER: "sc:Integer",
    CellType.DECIMAL: "sc:Float",
}


def croissant(about: Mapping[str, Any], files: Mapping[str, ReleasedFile]) -> Document:
    """The description of a release: its Parquet files and their columns."""
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": "zhibiao",
        "description": "Every numeric indicator of Chinese government work reports (政府工作报告), with the "
        "sentence that states it.",
        "license": "https://spdx.org/licenses/Apache-2.0",
        "citeAs": about["citation"],
        "version": about["name"],
        "datePublished": about["changed_at"][:10],
        "distribution": [_distributed(files[f"{name}.parquet"]) for name in PUBLIC],
        "recordSet": [_records(resource) for resource in PUBLIC.values()],
    }


def _distributed(file: ReleasedFile) -> Document:
    return {
        "@type": "cr:FileObject",
        "@id": file.name,
        "name": file.name,
        "contentUrl": file.name,
        "contentSize": f"{file.bytes} B",
        "encodingFormat": "application/vnd.apache.parquet",
        "sha256": file.sha256,
    }


def _records(resource: Resource) -> Document:
    file = f"{resource.name}.parquet"
    return {
        "@type": "cr:RecordSet",
        "@id": resource.name,
        "name": resource.name,
        "description": resource.about,
        "field": [
            {
                "@type": "cr:Field",
                "@id": f"{resource.name}/{field.name}",
                "name": field.name,
                "description": field.description,
                "dataType": TYPES[field.kind],
                **({"repeated": True} if field.kind is CellType.LIST else {}),
                "source": {"fileObject": {"@id": file}, "extract": {"column": field.name}},
            }
            for field in resource.fields
        ],
    }
