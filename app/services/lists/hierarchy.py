"""The superiors and siblings of places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from app.lexicon.regions import load_regions
from app.lexicon.types.regions import NATION_CODE
from app.model.report import Level
from app.store.connections.session import Connection, Database
from app.store.repositories import ledger
from app.store.repositories.ledger import Reports

_LATEST = 9999


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """The places that have reports, by key, and the keys of the places directly below each superior."""

    places: Mapping[str, Reports]
    below: Mapping[str, tuple[str, ...]]

    def superior(self, key: str) -> str | None:
        """The code of the place above; None for the nation and for places without a code."""
        place = self.places.get(key)
        return superior_of(place.code, max(place.years)) if place and place.code else None

    def siblings(self, key: str) -> tuple[str, ...]:
        """The keys of all places of the same level below the same superior, including the place itself."""
        superior = self.superior(key)
        if superior is None:
            return ()
        level = self.places[key].level
        return tuple(other for other in self.below[superior] if self.places[other].level == level)


def hierarchy(database: Database, connection: Connection, version: str) -> Hierarchy:
    """The hierarchy of the places in the database; computed once for each version of the data."""
    return database.cache.get(version, "hierarchy", lambda: _made(ledger.reports(connection)))


def _made(places: Mapping[str, Reports]) -> Hierarchy:
    below: dict[str, list[str]] = {}
    for key, place in places.items():
        if place.code and (superior := superior_of(place.code, max(place.years))):
            below.setdefault(superior, []).append(key)
    return Hierarchy(places, {superior: tuple(keys) for superior, keys in below.items()})


@lru_cache(maxsize=1 << 13)
def superior_of(code: str, year: int) -> str | None:
    """The code of the place directly above: the city or province of a county, the nation for a province."""
    regions = load_regions()
    region = regions.by_code(code, year) or regions.by_code(code, _LATEST)
    if region is None:
        return None
    above = regions.ancestors(region)
    if above:
        return above[0].code
    return NATION_CODE if region.level is Level.PROVINCE else None
