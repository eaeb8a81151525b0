"""Measures how often ``/v1/resolve`` ranks the right observation first.

``python -m tests.questions DATABASE_URL``

Questions are made from random observations of the database: place (full or short), year, scope, name, words
for the measure and the status, in several orders. Half of the longer names lose a character.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from random import Random
from typing import Any

from app.lexicon.regions import load_regions
from app.model.flags import SURE
from app.services.database import open_database
from app.services.lists import any_list
from app.services.lists.queries import parse_query
from app.store.connections.session import Database

QUESTIONS = 100
WORDS = {
    "growth": ("增速", "增长率", "增幅", "增长"),
    "average_growth": ("年均增速",),
    "share": ("", "占比"),
    "rank": ("排名",),
    "change": ("变化",),
}
STATUS = {"target": ("目标", "计划"), "actual": ("", "", "实际")}
ORDERS = ("{place}{year}{name}", "{year}{place}{name}", "{place}{name} {year}", "{place}{year}的{name}是多少")
SAME = ("region", "indicator", "measure", "status", "start_year", "year", "value", "scope")


def asked(database: Database, name: str, **filters: str) -> Iterator[dict[str, Any]]:
    """The rows of a list that the filters select."""
    stream = any_list.stream(database, parse_query(name, filters.items()))
    for batch in stream.batches:
        yield from (dict(zip(stream.columns, row, strict=True)) for row in batch)


def question(row: dict[str, Any], random: Random) -> str:
    """A question for an observation, as people would write it."""
    name, word = row["indicator"], random.choice(WORDS.get(row["measure"], ("",)))
    if len(name) > 5 and random.random() < 0.5:
        name = name[:-1]
    known = load_regions().by_code(row["region_code"] or "", row["year"])
    place = random.choice((row["region"], known.short_name if known else row["region"]))
    first, last = row["start_year"], row["year"]
    years = f"{last}年" if first == last else f"{first}-{last}年"
    asked_for = f"{row['scope']}{name}{word}{random.choice(STATUS[row['status']])}"
    return random.choice(ORDERS).format(place=place, year=years, name=asked_for)


def main(url: str, seed: int = 1) -> None:
    """Print how many questions get the right answer, the first answers to the others, and the time."""
    random, seconds, right = Random(seed), [], 0
    with open_database(url) as database:
        rows = [row for row in asked(database, "observations", confidence_from=str(SURE)) if row["region"]]
        for row in random.sample(rows, QUESTIONS):
            text, started = question(row, random), time.perf_counter()
            best = next(asked(database, "resolve", q=text), {})
            seconds.append(time.perf_counter() - started)
            if all(best.get(name) == row[name] for name in SAME):
                right += 1
            else:
                print(
                    text,
                    "gave",
                    *(best.get(name) for name in SAME),
                    "instead of",
                    *(row[name] for name in SAME),
                )
    print(f"{right} of {QUESTIONS} right, {1000 * sorted(seconds)[len(seconds) // 2]:.0f} ms each (median)")


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:]))
