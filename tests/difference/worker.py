"""Extracts texts with the program of one tree, and writes the rows of each to the cache.

    python tests/difference/worker.py TREE CACHE PROCESSES < list of files

It is run by its path in a process of its own, so that ``app`` is the package of TREE and of no other. It uses
nothing else of the project, because TREE may be an old revision.
"""

import dataclasses
import gzip
import hashlib
import json
import sys
from multiprocessing import Pool
from pathlib import Path
from typing import Any

#: Fields that follow from the others.
LEFT_OUT = {"id", "report_id"}


def cached_file(cache: Path, text: Path) -> Path:
    """Where the rows of a text are, by its name and contents."""
    digest = hashlib.sha256(text.name.encode() + b"\0" + text.read_bytes()).hexdigest()
    return cache / f"{digest[:24]}.json.gz"


def rows_of(path: Path) -> dict[str, Any]:
    """All observations and rejections of a text; the reason alone where the text can't be read."""
    from app.extraction import extract
    from app.lexicon.lexicon import load_lexicon
    from app.reading.report import ReadingError, read_report

    try:
        report = read_report(path.read_bytes(), path.name)
    except ReadingError as error:
        return {"unreadable": str(error), "rows": [], "rejections": []}
    found = extract(report, load_lexicon(), explained=False)
    rows = [dataclasses.asdict(one) for one in found.observations]
    rejections = [
        {"start": one.span.start, "end": one.span.end, "reason": one.reason, "rule": one.trace[0].rule}
        for one in found.rejections
    ]
    return {
        "rows": [{k: v for k, v in row.items() if k not in LEFT_OUT} for row in rows],
        "rejections": rejections,
    }


def write_rows(work: tuple[Path, Path]) -> None:
    """Extract one text into its file of the cache; whole or not at all."""
    text, target = work
    data = json.dumps(rows_of(text), ensure_ascii=False, default=str).encode()
    partial = target.with_suffix(f".{text.stem}.partial")
    partial.write_bytes(gzip.compress(data, 1))
    partial.replace(target)


def main() -> None:
    tree, cache, processes = sys.argv[1:]
    sys.path.insert(0, tree)
    texts = [Path(line) for line in sys.stdin.read().splitlines()]
    work = [(text, cached_file(Path(cache), text)) for text in texts]
    with Pool(int(processes)) as pool:
        for _ in pool.imap_unordered(write_rows, work):
            pass


if __name__ == "__main__":
    main()
