"""One government work report as it was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.model.place import PlaceInFile


class Level(StrEnum):
    """Level of government; 县, 县级市, 旗 and 市辖区 are all ``county``."""

    NATIONAL = "national"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"


class ReportKind(StrEnum):
    """What kind of document it is: 政府工作报告, 统计公报, a plan (计划, 规划纲要), or a table of facts."""

    REPORT = "report"
    BULLETIN = "bulletin"
    PLAN = "plan"
    TABLE = "table"


class ChoiceReason(StrEnum):
    """Why, of several texts of one report, this one is the one that is read for observations.

    ``only``: there is no other. ``surer``: its place and year are surer. ``longer``: it is the longest.
    ``earlier``: it came first. ``hand``: a person chose it.
    """

    ONLY = "only"
    SURER = "surer"
    LONGER = "longer"
    EARLIER = "earlier"
    HAND = "hand"


class Basis(StrEnum):
    """How a report's place or year was found, the surest first.

    ``stated``: a person, the title or the date of delivery says so. ``heading``: the headings and formulas
    of the text name it. ``manifest`` and ``file_name``: from beside the text. ``assumed``: only what the
    text mentions most points to it.
    """

    STATED = "stated"
    HEADING = "heading"
    MANIFEST = "manifest"
    FILE_NAME = "file_name"
    ASSUMED = "assumed"


@dataclass(frozen=True, slots=True)
class Report:
    """A report's text and what it states about itself; ``None`` is "not stated", never a guess.

    ``id`` is the region's code (or slug) and year, e.g. ``330212-2020``. ``text`` is the text as
    given: all spans are offsets into it. ``report_year`` is the year of delivery. ``warnings`` say
    what could not be read. ``region_shared`` says that several places have the region's name and
    nothing says which one it is. ``format`` is what the text was read from (txt, html, docx, pdf ...);
    ``source_url``, ``publisher`` and ``retrieved_on`` say where the file comes from, as the user or the file
    states. ``file_sha256`` is of the file's bytes; ``places`` say where in it the text stands, in order.
    """

    id: str
    text: str
    title: str | None
    region: str | None
    region_code: str | None
    level: Level | None
    report_year: int
    delivered_on: date | None
    speaker: str | None
    source: str
    sha256: str
    warnings: tuple[str, ...] = ()
    kind: ReportKind = ReportKind.REPORT
    year_basis: Basis = Basis.STATED
    region_basis: Basis | None = None
    region_shared: bool = False
    format: str = "txt"
    source_url: str | None = None
    publisher: str | None = None
    retrieved_on: date | None = None
    file_sha256: str | None = None
    places: tuple[PlaceInFile, ...] = ()

    @property
    def characters(self) -> int:
        """Length of the text in Unicode characters."""
        return len(self.text)
