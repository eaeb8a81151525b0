"""A tile map: one square for each province, roughly in its geographic position."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

SIDE: Final = 44
GAP: Final = 4
#: The fewest reports of each shade.
_SHADES: Final = (0, 1, 5, 15, 40)


@dataclass(frozen=True, slots=True)
class Tile:
    """A province: the position of its square, its short names, and its number of reports."""

    code: str
    x: int
    y: int
    zh: str
    en: str
    reports: int = 0

    @property
    def shade(self) -> int:
        """0 if there are no reports, else 1 to 4."""
        return max(place for place, least in enumerate(_SHADES) if self.reports >= least)


@cache
def provinces() -> tuple[Tile, ...]:
    """Return all provinces, without numbers of reports."""
    with (Path(__file__).parent / "tiles.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Tile(
                row["code"],
                int(row["column"]) * (SIDE + GAP),
                int(row["row"]) * (SIDE + GAP),
                row["zh"],
                row["en"],
            )
            for row in csv.DictReader(file)
        )


def tile_map(reports: Mapping[str, int]) -> list[Tile]:
    """Return the map; ``reports`` has the number of reports by the code of the province."""
    return [
        Tile(tile.code, tile.x, tile.y, tile.zh, tile.en, reports.get(tile.code, 0)) for tile in provinces()
    ]
