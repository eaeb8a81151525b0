"""What `zhibiao review` changes on annotated sentences: with your model, or in a simulation.

    python -m tests.second_reader GOLD TEXTS [--below 0.9] --ask
    python -m tests.second_reader GOLD TEXTS [--below 0.9] [--accuracy 0.99 0.95 0.8] [--runs 10]

The questions that `zhibiao review` would send about the sentences of GOLD (tests/quality/gold.py describes
its format) are answered, the answers are checked and applied, and the rows are judged as
`python -m tests.quality` judges them. With `--ask` the model of ZHIBIAO_READER_URL and ZHIBIAO_READER_MODEL
answers. Without it no model is asked: the reader of the simulation knows GOLD and errs at the given rates;
the rows of several runs are counted together.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from random import Random

from app.config import load_settings
from app.model.correction import Correction
from app.model.observation import Observation
from app.reading.report import read_report
from tests.difference.versions import Text
from tests.quality.__main__ import codes_of, figure_line
from tests.quality.figures import part, reliability, share
from tests.quality.gold import Gold, read_gold
from tests.quality.judge import Found, Verdict, judge
from tests.second_reader.applying import SURE, Read, applied, corrections_of, read
from tests.second_reader.model import ModelReader
from tests.second_reader.reader import GoldReader


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.second_reader",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("gold", metavar="GOLD", type=Path)
    parser.add_argument("texts", metavar="TEXTS", type=Path)
    parser.add_argument("--ask", action="store_true", help="ask the configured model; this may cost money")
    parser.add_argument("--accuracy", metavar="N", type=float, nargs="+", default=[0.99, 0.95, 0.8])
    parser.add_argument("--below", metavar="N", type=Decimal, default=SURE)
    parser.add_argument("--codes", metavar="FILE", type=Path, help="as of tests.quality")
    parser.add_argument("--seed", metavar="N", type=int, default=1)
    parser.add_argument("--runs", metavar="N", type=int, default=10, help="readers whose rows are counted")
    return parser.parse_args()


def judged(
    gold: Gold, rows: Iterable[Observation], codes: Collection[str]
) -> tuple[list[Verdict], list[Found]]:
    """The verdicts on rows of one report."""
    inside = (row for row in rows if gold.window_of(row.value_start))
    cells = [json.loads(json.dumps(asdict(row), default=str)) for row in inside]
    return judge(gold, Text(gold.report, cells, []), codes)


def in_windows(gold: Gold, found: Read) -> Read:
    """The questions about sentences that gold has read."""
    inside = tuple(one for one in found.questions if gold.window_of(one.items[0].row.value_start))
    return Read(found.report, found.extraction, inside)


def figures(title: str, pairs: Sequence[tuple[Gold, Iterable[Observation]]], codes: Collection[str]) -> None:
    """Print precision and recall, and what confidence is worth."""
    results = [judged(gold, rows, codes) for gold, rows in pairs]
    verdicts = [verdict for rows, _ in results for verdict in rows]
    print(figure_line(title, part(verdicts, [fact for _, facts in results for fact in facts])))
    for reader in ("rules", "model"):
        print(
            figure_line(f"  reader {reader}", share(one for one in verdicts if one.row["reader"] == reader))
        )
    for level in reliability(verdicts):
        print(figure_line(f"  from {level.pop('from')}", level))


def corrections(found: Read, reader: GoldReader) -> list[Correction]:
    """What a reader says of a report, as far as it passes the checks or is kept as a dispute."""
    return [
        one for question in found.questions for one in corrections_of([question], reader.answer(question))
    ]


def sentences(asked: argparse.Namespace) -> list[tuple[Gold, Read]]:
    """The reports of the gold, with the questions about its sentences."""
    found: list[tuple[Gold, Read]] = []
    for gold in read_gold(asked.gold):
        (path,) = asked.texts.rglob(f"{gold.report}.txt")
        found.append((gold, in_windows(gold, read(read_report(path.read_bytes(), path.name), asked.below))))
    return found


def ask(read_before: Sequence[tuple[Gold, Read]], codes: Collection[str]) -> None:
    """Print the figures after the configured model has answered, and what it cost."""
    settings = load_settings()
    reader = ModelReader(settings)
    said = [reader.corrections(found) for _, found in read_before]
    after = [(gold, applied(found, one)) for (gold, found), one in zip(read_before, said, strict=True)]
    figures(settings.reader_model, after, codes)
    print(figure_line("  readings", dict(Counter(one.verdict.value for each in said for one in each))))
    spent = reader.budget.spent
    print(
        figure_line(
            "  requests", {"sent": spent.requests, "unanswered": reader.unanswered, "tokens": spent.sent}
        )
    )


def simulate(
    asked: argparse.Namespace, read_before: Sequence[tuple[Gold, Read]], codes: Collection[str]
) -> None:
    """Print the figures after readers of each accuracy have answered."""
    for accuracy in asked.accuracy:
        after: list[tuple[Gold, Iterable[Observation]]] = []
        verdicts = Counter[str]()
        for number in range(asked.runs):
            random = Random(asked.seed + number)
            for gold, found in read_before:
                said = corrections(found, GoldReader({found.report.id: gold}, codes, accuracy, random))
                verdicts.update(one.verdict.value for one in said)
                after.append((gold, applied(found, said)))
        figures(f"SIMULATION {accuracy}", after, codes)
        print(figure_line("  readings", dict(verdicts)))


def main() -> None:
    asked = arguments()
    codes = codes_of(asked.codes)
    read_before = sentences(asked)
    figures("before", [(gold, found.extraction.observations) for gold, found in read_before], codes)
    if asked.ask:
        ask(read_before, codes)
    else:
        simulate(asked, read_before, codes)


if __name__ == "__main__":
    main()
