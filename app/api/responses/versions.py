"""The JSON document of one text of a report."""

from __future__ import annotations

from app.services.ingesting.choosing import Version

Document = dict[str, object]


def version_document(text: Version) -> Document:
    """A row of ``/v1/reports/{id}/versions`` (schema ``ReportVersion``)."""
    report = text.report
    return {
        "in_use": text.number is None,
        "sha256": report.sha256,
        "source": report.source,
        "format": report.format,
        "title": report.title,
        "characters": report.characters,
        "year_basis": report.year_basis,
        "region_basis": report.region_basis,
        "source_url": report.source_url,
        "added_at": text.added_at,
    }
