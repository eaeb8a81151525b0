"""What corrections cost: CPU of ingesting texts with and without them, in turn.

``python -m tests.benchmarks.corrections FOLDER --reports 40`` reads so many texts of a folder. Their rows
have as many corrections as if 100,000 were of all texts of the folder; the rest are of other reports.
"""

from __future__ import annotations

import argparse
import gc
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count, cycle, islice
from pathlib import Path
from statistics import median

from app.correcting.stated import StatedRow
from app.extraction.admitting import read_at
from app.lexicon.lexicon import load_lexicon
from app.model.correction import Correction, Verdict, statements
from app.model.observation import Observation
from app.services.corrections.correcting import ReaderVerdict, bring, made
from app.services.database import migrate, open_database
from app.services.extracting.whole import extract_report
from app.services.ingesting.ingestion import ingest
from app.services.ingesting.sources import PLAIN, read_source

CORRECTIONS = 100_000
#: How many of 100 corrections are of each kind, as an annotator of random sentences found.
KINDS = (*[Verdict.CONFIRM] * 77, *[Verdict.CHANGE] * 18, *[Verdict.REJECT] * 4, Verdict.ADD)
ROUNDS = 3


def corrections_of(file: Path, share: float) -> list[Correction]:
    """Corrections of the rows of a text, a given number for each row."""
    report = read_source(file, PLAIN).report
    if report is None:
        return []
    found = extract_report(report, explained=False)
    rows = list(found.observations)
    missed = [
        one.observation for rejection in found.rejections[:20]
        for one in read_at(report, load_lexicon(), rejection.span)
    ]  # fmt: skip
    stated = [StatedRow(*pair) for pair in zip(statements(rows), rows, strict=True)]
    added = [StatedRow(*pair) for pair in zip(statements(missed), missed, strict=True)]
    return list(islice(_said(stated, added), round(share * len(rows))))


def _said(stated: Sequence[StatedRow], added: Sequence[StatedRow]) -> Iterator[Correction]:
    others = cycle(added or stated)
    for number, one, verdict in zip(count(), cycle(stated), cycle(KINDS), strict=False):
        chosen = next(others) if verdict is Verdict.ADD else one
        fields = (("indicator", f"{one.row.indicator}的数量"),) if verdict is Verdict.CHANGE else ()
        said = made(chosen, ReaderVerdict(verdict, f"读者{number // len(stated)}", fields), fields)
        yield replace(said, id=f"{chosen.row.report_id}-{number}")


def elsewhere(some: Sequence[Correction], most: int) -> Iterator[Correction]:
    """Corrections of reports that are not in the database."""
    for number, one in enumerate(islice(cycle(some), most)):
        yield replace(one, id=f"other-{number}", report_id=f"other-{number % 171}")


def seconds(files: Sequence[Path], said: Sequence[Correction]) -> float:
    """CPU seconds of ingesting the files into a new database that has these corrections."""
    with tempfile.TemporaryDirectory() as folder, open_database(f"sqlite:///{folder}/made.db") as database:
        migrate(database)
        bring(database, said)
        started = time.process_time()
        results = ingest(database, files)
        spent = time.process_time() - started
    print(f"{spent:.1f} s, {sum(one.observations for one in results)} observations, {len(said)} corrections")
    return spent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", type=int, default=40)
    given = parser.parse_args()
    texts = sorted(given.folder.rglob("*.txt"))
    files = texts[:: max(1, len(texts) // given.reports)][: given.reports]
    plain: list[Observation] = []
    for file in files:
        report = read_source(file, PLAIN).report
        plain += extract_report(report, explained=False).observations if report else ()
    share = CORRECTIONS / (len(plain) / len(files) * len(texts))
    ours = [one for file in files for one in corrections_of(file, share)]
    said = [*ours, *elsewhere(ours, CORRECTIONS - len(ours))]
    print(f"{len(files)} of {len(texts)} texts, {share:.2f} corrections for each of their {len(plain)} rows")
    # The 100,000 corrections here are of the benchmark: garbage collections of the ingestion skip them.
    gc.collect()
    gc.freeze()
    pairs = [(seconds(files, ()), seconds(files, said)) for _ in range(ROUNDS)]
    print(f"with corrections: {median(after / before for before, after in pairs):.3f} of the CPU without")


if __name__ == "__main__":
    main()
