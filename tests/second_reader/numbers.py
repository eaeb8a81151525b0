"""Whether answers with faults invent or alter a number: ``python -m tests.second_reader.numbers TEXTS``.

Every text of the folder is asked about in turn; each answer has one or two faults of ``faults.py``, or says
anything in the right form. It stops at the first row whose number neither the rules nor the text have.
"""

from __future__ import annotations

import argparse
from collections import Counter
from decimal import Decimal
from pathlib import Path
from random import Random

from app.asking import MOST_SENTENCES, batches
from app.model.correction import Correction
from app.model.observation import Observation
from app.reading.report import read_report
from tests.second_reader.applying import Read, applied, corrections_of, read
from tests.second_reader.faults import FAULTS, with_fault
from tests.second_reader.reader import random_answer

ALL = Decimal("0.999")
FAULTS_OF_AN_ANSWER = (0, 1, 1, 2)
SENTENCES = (1, 1, 3, MOST_SENTENCES)
"""The most sentences of a request."""


def numbers_of(row: Observation) -> tuple[object, ...]:
    """All that a row says of its number."""
    return (
        row.value_start, row.value_end, row.value_text, row.value, row.value_high, row.unit, row.bound,
        row.bound_text, row.measure, row.base_value, row.base_value_high, row.base_unit,
    )  # fmt: skip


def tried(found: Read, count: int, random: Random) -> Counter[str]:
    """The verdicts of so many answers; raises where a number is wrong."""
    kinds = Counter[str]()
    for _ in range(count):
        said = _corrections(found, random)
        kinds.update(one.verdict.value for one in said)
        check_rows(found, said)
    return kinds


def _corrections(found: Read, random: Random) -> list[Correction]:
    group = random.choice(list(batches(found.questions, random.choice(SENTENCES))))
    content = random_answer(group, random)
    for name in random.choices(FAULTS, k=random.choice(FAULTS_OF_AN_ANSWER)):
        try:
            content = with_fault(content, name, group, random)
        except (ValueError, TypeError, KeyError, AttributeError, IndexError):
            break  # the first fault has left nothing to break
    return corrections_of(group, content)


def check_rows(found: Read, corrections: list[Correction]) -> None:
    """All numbers are those of the rules, or of the text as our reader reads it there."""
    numbers = {numbers_of(row) for row in found.extraction.observations}
    rejected = [one.span for one in found.extraction.rejections]
    for row in applied(found, corrections):
        if numbers_of(row) in numbers:
            continue
        assert row.corrected == ("value",), row
        assert found.report.text[row.value_start : row.value_end] == row.value_text, row
        assert any(one.start < row.value_end and row.value_start < one.end for one in rejected), row


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("texts", metavar="TEXTS", type=Path)
    parser.add_argument("--answers", metavar="N", type=int, default=5000)
    parser.add_argument("--reports", metavar="N", type=int, default=20)
    parser.add_argument("--seed", metavar="N", type=int, default=1)
    asked = parser.parse_args()
    random, kinds = Random(asked.seed), Counter[str]()
    paths = random.sample(sorted(asked.texts.rglob("*.txt")), asked.reports)
    for path in paths:
        found = read(read_report(path.read_bytes(), path.name), ALL)
        if found.questions:
            kinds += tried(found, asked.answers // len(paths), random)
    print(f"{asked.answers} answers about {len(paths)} reports: no number invented or altered; {dict(kinds)}")


if __name__ == "__main__":
    main()
