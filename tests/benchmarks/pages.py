"""How long each page takes until its first byte, and how large it is, on a server that runs:

    python -m tests.benchmarks.pages http://127.0.0.1:8000 [PLACE]

``first`` is the least of some times that no cache can answer, ``again`` that of a kept page, in
milliseconds; ``kB`` is what is transferred, compressed.
"""

from __future__ import annotations

import json
import sys
import time
from urllib.request import Request, urlopen

TIMES = 5
PAGES = (
    "/", "/places", "/places/{place}", "/reports", "/reports/{report}", "/observations/{observation}",
    "/explore", "/indicators", "/indicators/GDP", "/compare", "/league", "/checks", "/changes",
    "/questions/targets",
)  # fmt: skip # addresses read better on few lines


def asked(address: str, language: str) -> tuple[float, int]:
    """Seconds to the first byte, and the bytes of the body; another language is another cached answer."""
    headers = {"Accept-Encoding": "gzip", "Accept-Language": language}
    request = Request(address, headers=headers)  # noqa: S310 # as the user states
    began = time.perf_counter()
    with urlopen(request, timeout=60) as answer:  # noqa: S310 # as the user states
        first = answer.read(1)
        taken = time.perf_counter() - began
        return taken, len(first + answer.read())


def names(server: str, place: str) -> dict[str, str]:
    """A report and an observation of the place."""
    address = f"{server}/v1/observations?limit=1&region_code={place}"
    with urlopen(address, timeout=60) as answer:  # noqa: S310 # as the user states
        row = json.load(answer)["data"][0]
    return {"place": place, "report": row["report_id"], "observation": row["id"]}


def main(server: str, place: str = "330212") -> None:
    """Print a line for each page."""
    print(f"{'page':40}{'first':>8}{'again':>8}{'kB':>8}")
    known = names(server, place)
    for page in PAGES:
        address = server + page.format(**known)
        fresh = [asked(address, f"x-{time.time_ns()}-{number}") for number in range(TIMES)]
        kept = [asked(address, "zh") for _ in range(TIMES)]
        size = fresh[0][1] / 1000
        print(f"{page:40}{min(fresh)[0] * 1000:8.1f}{min(kept)[0] * 1000:8.1f}{size:8.1f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
