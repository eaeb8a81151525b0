"""One government work report as it was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Level(StrEnum):
    """Level of government; 县, 县级市, 旗 and 市辖区 are all ``county``."""

    NATIONAL = "national"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"


@dataclass(frozen=True, slots=True)
class Report:
    """A report's text and what it states about itself; ``None`` is "not stated", never a guess.

    ``id`` is the region's code (or slug) and year, e.g. ``330212-2020``. ``text`` is the text as
    given: all spans are offsets into it. ``report_year`` is the year of delivery. ``warnings`` say
    what could not be read.
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

    @property
    def characters(self) -> int:
        """Length of the text in Unicode characters."""
        return len(self.text)
