"""How long each page of a running server takes until its first and its last byte, and how large it is:

    python -m tests.benchmarks.pages http://127.0.0.1:8000 [PLACE]

``first`` and ``whole`` are the minimum of several requests without a cache, ``again`` is that of a cached
page until its last byte, in milliseconds. ``kB`` is the compressed size, ``all kB`` includes style sheet and
script, which browsers cache. A page that takes longer or is larger than its limit is marked
with ``!``, and the number of those is the exit status.
"""

from __future__ import annotations

import json
import sys
import time
from typing import NamedTuple
from urllib.request import Request, urlopen

TIMES = 5
PAGES = (
    "/", "/places", "/places/{place}", "/reports", "/reports/{report}", "/observations/{observation}",
    "/explore", "/indicators", "/indicators/GDP", "/compare", "/league", "/checks", "/changes",
    "/search?q=GDP", "/questions/targets", "/nothing",
)  # fmt: skip # addresses read better on few lines
FILES = ("/static/site.css", "/static/htmx/htmx.min.js")
#: Limits: milliseconds to the first and to the last byte, kilobytes with style sheet and script.
FIRST, WHOLE, SIZE = 50, 500, 150


class Taken(NamedTuple):
    """Milliseconds to the first and to the last byte, and kilobytes."""

    first: float
    whole: float
    size: float


def asked(address: str, language: str) -> Taken:
    """Request an address as a browser does; each language has its own cached response."""
    headers = {"Accept": "text/html", "Accept-Encoding": "gzip", "Accept-Language": language}
    request = Request(address, headers=headers)  # noqa: S310 # as the user states
    began = time.perf_counter()
    try:
        answer = urlopen(request, timeout=60)  # noqa: S310 # as the user states
    except OSError as error:
        # The error page is measured too.
        if not hasattr(error, "read"):
            raise
        answer = error
    with answer:
        head = answer.read(1)
        first = time.perf_counter() - began
        size = len(head + answer.read())
    return Taken(first * 1000, (time.perf_counter() - began) * 1000, size / 1000)


def names(server: str, place: str) -> dict[str, str]:
    """A report and an observation of the place; by default of the place with the most reports."""
    if not place:
        with urlopen(f"{server}/v1/regions?sort=-reports&limit=1", timeout=60) as answer:  # noqa: S310
            place = json.load(answer)["data"][0]["region_code"]
    address = f"{server}/v1/observations?limit=1&region_code={place}"
    with urlopen(address, timeout=60) as answer:  # noqa: S310 # as the user states
        row = json.load(answer)["data"][0]
    return {"place": place, "report": row["report_id"], "observation": row["id"]}


def main(server: str, place: str = "") -> int:
    """Print a line for each page; return how many are beyond a limit."""
    known, slow = names(server, place), 0
    common = sum(asked(server + file, "zh").size for file in FILES)
    print(f"{'page':40}{'first':>8}{'whole':>8}{'again':>8}{'kB':>8}{'all kB':>8}")
    for page in PAGES:
        address = server + page.format(**known)
        fresh = [asked(address, f"x-{time.time_ns()}-{number}") for number in range(TIMES)]
        again = min(asked(address, "zh").whole for _ in range(TIMES))
        first, whole, size = min(one.first for one in fresh), min(one.whole for one in fresh), fresh[0].size
        beyond = first > FIRST or whole > WHOLE or size + common > SIZE
        slow += beyond
        figures = "".join(f"{number:8.1f}" for number in (first, whole, again, size, size + common))
        print(f"{page:40}{figures}{' !' if beyond else ''}")
    return slow


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
