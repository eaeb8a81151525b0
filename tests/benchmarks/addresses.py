"""Addresses of the same questions for each server. No two are equal: limit and host differ."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from random import Random
from urllib.parse import quote, urlencode

from app.lexicon.catalogue import load_catalogue
from app.model.comparison import Outcome
from app.store.declared.comparison_fields import COMPARISON_FIELDS
from app.store.declared.fields import OBSERVATION_FIELDS
from tests.benchmarks import texts
from tests.benchmarks.load import request

_LIMITS = range(80, 121)
_YEARS = range(texts.FIRST_YEAR, texts.FIRST_YEAR + texts.YEARS - 1)
WORDS = "养老 服务"


def endless(targets: list[str]) -> Iterator[bytes]:
    """Endless requests for these addresses in a mixed order, each with another host.

    Responses contain addresses with their host, so no cache can use one for another host.
    """
    lap = list(targets)
    Random(7).shuffle(lap)  # the same in every run is what is wanted
    for number in count():
        host = {"Host": f"lap{number}.test"}
        yield from (request(target, host) for target in lap)


def selections() -> list[tuple[str, int]]:
    """Every category in every year."""
    return [(category, year) for category in load_catalogue().categories for year in _YEARS]


def lists(template: str) -> list[str]:
    """Addresses of lists of about a hundred rows by category and year; ``{category} {year} {limit}``."""
    return [
        template.format(category=category, year=year, limit=limit)
        for limit in _LIMITS
        for category, year in selections()
    ]


def limited(template: str, **cells: object) -> list[str]:
    """Addresses that differ only in their limit."""
    return [template.format(limit=limit, **cells) for limit in _LIMITS]


def of_regions(template: str, regions: list[str]) -> list[str]:
    """Addresses of about a hundred comparisons of one region; ``{region} {limit}``."""
    return [template.format(region=region, limit=limit) for limit in _LIMITS for region in regions]


def first_requests(regions: list[dict[str, str]]) -> dict[str, list[str]]:
    """Addresses of different selections of the same question, by question."""
    codes, names = [region["region_code"] for region in regions], [region["region"] for region in regions]
    asked = "/v1/resolve?q={}"
    return {
        "ledger of a region": [f"/v1/ledger?region_code={code}" for code in codes],
        "restatements of a region": [f"/v1/restatements?region_code={code}" for code in codes],
        "comparisons of a region": [f"/v1/comparisons?region_code={code}" for code in codes],
        "comparisons of all, with a filter": [
            f"/v1/comparisons?{chosen}"
            for chosen in ("limit=99", "tolerance=0", "period=annual", *(f"year={year}" for year in _YEARS),
                           *(f"outcome={outcome}" for outcome in Outcome))
        ],
        "resolve a question with place and year": [
            asked.format(quote(f"{name}2020年新增就业目标")) for name in names
        ],
        "resolve a question with a place": [asked.format(quote(f"{name}新增就业")) for name in names],
        "resolve a question with a year": [
            asked.format(quote(f"{year}年地区生产总值增速")) for year in _YEARS
        ],
    }  # fmt: skip # filters read better on few lines


OURS = "/v1/observations?category={category}&year={year}&limit={limit}"
OURS_NO_TOTAL = OURS + "&total=none"
OURS_ALL = "/v1/observations?limit={limit}"
OURS_DEEP = "/v1/observations?limit={limit}&cursor={cursor}"
OURS_WORDS = f"/v1/observations?q={quote(WORDS)}&limit={{limit}}"
OURS_COMPARISONS = "/v1/comparisons?region_code={region}&limit={limit}"
PLAIN = "/observations?category={category}&year={year}&limit={limit}"
DATASETTE = (
    "/data/flat_observations.json?category={category}&year={year}&_size={limit}"
    "&_shape=objects&_nofacet=1&_nosuggest=1"
)
_SQL = (
    f"SELECT {', '.join(field.name for field in COMPARISON_FIELDS)} FROM flat_comparisons "  # noqa: S608 # our names
    "WHERE vintage = 'first' AND tolerance_mode IN ('any', 'rule') "
    "AND region_code = :region "
    "ORDER BY year, key LIMIT :limit"
)
DATASETTE_COMPARISONS = (
    f"/data.json?{urlencode({'sql': _SQL})}&region={{region}}&limit={{limit}}&_shape=objects"
)
COLUMNS = [field.name for field in OBSERVATION_FIELDS]
