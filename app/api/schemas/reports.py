"""The schemas of a report's texts and an example of its citation as CSL JSON."""

from __future__ import annotations

from typing import Any, Final

from app.api.schemas.base import Schema, field

_SHA256: Final = "de91f31a425550d918f5b6eaadaed3a9396eed7d73f7b59ce4085177679a393e"
VERSION: Final[dict[str, Any]] = {
    "in_use": True,
    "sha256": _SHA256,
    "source": "yinzhou-2020.txt",
    "format": "txt",
    "title": None,
    "characters": 18852,
    "year_basis": "stated",
    "region_basis": "stated",
    "source_url": None,
    "added_at": "2026-01-31T08:00:00Z",
}
CITATION: Final[dict[str, Any]] = {
    "id": "330212-2020",
    "type": "report",
    "title": "[政府工作报告]",
    "author": [{"literal": "鄞州区人民政府"}],
    "publisher-place": "鄞州区",
    "issued": {"date-parts": [[2020, 5, 8]]},
    "archive": "Zhibiao",
    "archive_location": "330212-2020",
    "version": "1",
    "language": "zh-CN",
}


class ReportVersion(Schema):
    """One text of a report. `zhibiao choose` makes another one the text in use."""

    in_use: bool = field("Whether observations are read from this text.", True)
    sha256: str = field("SHA-256 of the text.", _SHA256)
    source: str = field("File name or address as given.", "yinzhou-2020.txt")
    format: str = field("Format of the file: txt, html, docx, pdf ...", "txt")
    title: str | None = field("Title as the text states it, else null.", "宁波市鄞州区人民政府工作报告")
    characters: int = field("Length of the text in Unicode characters.", 18852)
    year_basis: str = field("How the year was found.", "stated")
    region_basis: str | None = field("How the place was found; null if it is unknown.", "stated")
    source_url: str | None = field("Address that the file comes from, else null.", "https://example.org/1")
    added_at: str = field("When the text was read, UTC, ISO 8601.", VERSION["added_at"])


class ReportVersions(Schema):
    """All texts of a report."""

    data: list[ReportVersion] = field("The texts; the one in use is first.", [VERSION])
