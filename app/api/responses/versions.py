"""The JSON document of one text of a report."""

from __future__ import annotations

from typing import Final

from app.services.ingesting.choosing import Version

Document = dict[str, object]
_OF_REPORT: Final = (
    "sha256", "source", "format", "title", "characters", "year_basis", "region_basis", "source_url",
)  # fmt: skip # names read better on few lines


def version_document(text: Version) -> Document:
    """A row of ``/v1/reports/{id}/versions`` (schema ``ReportVersion``)."""
    return {
        "in_use": text.number is None,
        **{name: getattr(text.report, name) for name in _OF_REPORT},
        "added_at": text.added_at,
    }
