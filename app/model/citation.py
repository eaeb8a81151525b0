"""How to cite a report, and one number of it: as text after GB/T 7714, and as CSL JSON."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.model.observation import Observation
from app.model.report import Level, Report, ReportKind

_UNTITLED = {
    ReportKind.REPORT: "政府工作报告",
    ReportKind.BULLETIN: "国民经济和社会发展统计公报",
    ReportKind.PLAN: "国民经济和社会发展计划",
    ReportKind.TABLE: "统计数据",
}
"""What stands in brackets where a report has no title."""


@dataclass(frozen=True, slots=True)
class Citation:
    """The elements of a citation; None means not stated.

    ``version`` is that of the extractor, ``id`` the report's or the observation's; ``statement`` is what an
    observation states.
    """

    id: str
    author: str | None
    title: str
    place: str | None
    publisher: str | None
    issued: date | int
    url: str | None
    accessed: date | None
    version: str
    statement: str | None = None

    @property
    def text(self) -> str:
        """Author. Title[R/OL]. Place: publisher, date[date of access]. Address. Our version and id."""
        accessed = f"[{self.accessed}]" if self.accessed else ""
        where = ": ".join(filter(None, (self.place, self.publisher)))
        parts = (
            self.author,
            f"{self.title}[{'R/OL' if self.url else 'R'}]",
            f"{where}, {self.issued}{accessed}" if where else f"{self.issued}{accessed}",
            self.url,
            self.statement,
            f"Zhibiao {self.id} (extractor {self.version})",
        )
        return ". ".join(part for part in parts if part) + "."

    def csl(self) -> dict[str, object]:
        """The citation as an item of CSL JSON (https://citationstyles.org), without what is not stated."""
        made: dict[str, object | None] = {
            "id": self.id,
            "type": "report",
            "title": self.title,
            "author": [{"literal": self.author}] if self.author else None,
            "publisher": self.publisher,
            "publisher-place": self.place,
            "issued": _date_parts(self.issued),
            "accessed": _date_parts(self.accessed),
            "URL": self.url,
            "note": self.statement,
            "archive": "Zhibiao",
            "archive_location": self.id,
            "version": self.version,
            "language": "zh-CN",
        }
        return {name: value for name, value in made.items() if value is not None}


def _date_parts(day: date | int | None) -> dict[str, list[list[int]]] | None:
    if day is None:
        return None
    return {"date-parts": [[day] if isinstance(day, int) else [day.year, day.month, day.day]]}


def cite(report: Report, version: str, observation: Observation | None = None) -> Citation:
    """The citation of a report, or of one observation of it; ``version`` is that of the extractor."""
    stated = observation and f"{observation.indicator}: {observation.value_text} ({observation.year})"
    return Citation(
        id=observation.id if observation else report.id,
        author=_author(report),
        title=report.title or f"[{_UNTITLED[report.kind]}]",
        place=report.region,
        publisher=report.publisher,
        issued=report.delivered_on or report.report_year,
        url=report.source_url,
        accessed=report.retrieved_on,
        version=version,
        statement=stated or None,
    )


def _author(report: Report) -> str | None:
    """The author: the government for its work report, the publisher for other documents."""
    if report.kind is not ReportKind.REPORT or not report.region:
        return report.publisher or report.region
    return "国务院" if report.level is Level.NATIONAL else f"{report.region}人民政府"
