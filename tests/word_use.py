"""Counts words in the names of values: ``python -m tests.word_use TEXTS [--without GOLD ...] [--write]``.

The names are those of the rows without doubt. Sentences of the annotations after ``--without`` are left out,
so that the confidence, which is fitted on their rows, does not know them already. ``--half A`` counts half of
the texts (``tests/difference``), so that the other half can measure what the counts are worth. ``--write``
writes the classes of the words to ``app/lexicon/data/word_use.csv``.
"""

from __future__ import annotations

import argparse
import csv
import math
import os
import re
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.extraction.naming.parts import tagged
from app.extraction.output.confidence import CELL
from app.extraction.output.wording import CLAUSE_ENDS
from app.lexicon import tables
from app.lexicon.lexicon import load_lexicon
from app.lexicon.types.word_use import UNSEEN, WordUse
from tests.difference.changes import half_of
from tests.difference.versions import Text, read_texts, working_version
from tests.quality.gold import Gold, read_gold

SURE = 0.85
"""Names of rows with a lower confidence are not counted."""
SEEN_OFTEN = 3
"""A word in fewer clauses says nothing that can be trusted."""
SHARES = (-4, -3, -2, -1, -0.5)
"""The lower limits of the classes ``ends`` and ``begins``, as logarithms of shares."""
ALONE = (-5, -4, -3, -2, -1, 0)
"""The same for ``alone``, as logarithms of odds."""
INSIDE = (-3, -2, -1, 0, 0.7, 1.5, 2.5)
SEEN = (1, 3, 10, 30, 100)
NUMBER = re.compile(r"\d[\d.]*")


@dataclass(frozen=True)
class Counts:
    """How many names contain a word, end or begin with it, or are it; how many clauses leave it out."""

    inside: Counter[str] = field(default_factory=Counter)
    outside: Counter[str] = field(default_factory=Counter)
    ends: Counter[str] = field(default_factory=Counter)
    begins: Counter[str] = field(default_factory=Counter)
    alone: Counter[str] = field(default_factory=Counter)

    def add(self, row: dict[str, Any]) -> None:
        """Count the name of a row, and the other words of its clause before the number."""
        name = row["indicator"]
        words = texts_of(name)
        last = words[-1]
        self.ends[last] += 1
        self.begins[words[0]] += 1
        self.alone[last] += name in {last, row["action"] + last}
        self.inside.update(set(words))
        before = row["sentence"][: row["value_start"] - row["sentence_start"]]
        clause_begins = max(map(before.rfind, CLAUSE_ENDS)) + 1
        stretches = NUMBER.split(before[clause_begins:])
        clause = {word for stretch in stretches for word in texts_of(stretch)}
        self.outside.update(word for word in clause if word not in name)

    def use(self, word: str) -> WordUse:
        """The classes of a word."""
        inside, ends, alone = self.inside[word], self.ends[word], self.alone[word]
        return WordUse(
            ends=class_of((ends + 0.5) / (inside + 2), SHARES),
            begins=class_of((self.begins[word] + 0.5) / (inside + 2), SHARES),
            alone=class_of((alone + 0.5) / (ends - alone + 0.5), ALONE),
            inside=class_of((inside + 2) / (self.outside[word] + 2), INSIDE),
            seen=sum(ends >= limit for limit in SEEN),
        )

    def uses(self) -> Iterator[tuple[str, WordUse]]:
        """The words that are frequent enough and differ from an unseen word, sorted."""
        for word in sorted(self.inside.keys() | self.outside.keys()):
            often = self.inside[word] + self.outside[word] >= SEEN_OFTEN
            if often and word.strip() and (use := self.use(word)) != UNSEEN:
                yield word, use


def class_of(share: float, limits: Iterable[float]) -> int:
    """The number of limits that the logarithm of a share reaches."""
    return sum(math.log(share) >= limit for limit in limits)


def texts_of(name: str) -> list[str]:
    """The words of a name; a quotation is one word."""
    return [word.text for word in tagged(name, load_lexicon().segmenter)] if name else []


def counted(texts: Iterable[Text], gold: dict[str, list[Gold]]) -> Counts:
    """The counts over all rows of texts that are sure, and outside the windows of gold."""
    counts = Counts()
    for text in texts:
        for row in text.rows:
            read = any(one.window_of(row["value_start"]) for one in gold.get(text.name, ()))
            if not read and float(row["confidence"]) >= SURE and not row["rules"][0].startswith(CELL):
                counts.add(row)
    return counts


def gold_of(folders: Collection[Path]) -> dict[str, list[Gold]]:
    """The annotations of several folders by the names of their texts."""
    found: dict[str, list[Gold]] = {}
    for one in (one for folder in folders for one in read_gold(folder)):
        found.setdefault(one.report, []).append(one)
    return found


def write(counts: Counts) -> None:
    """Write the classes of the words, each with the number of names that contain it."""
    with Path(tables.DATA, "word_use.csv").open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(("word", *WordUse._fields, "note"))
        lines.writerows((word, *use, f"{counts.inside[word]} names") for word, use in counts.uses())


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("texts", metavar="TEXTS", type=Path)
    parser.add_argument("--without", metavar="GOLD", type=Path, nargs="*", default=[])
    parser.add_argument("--half", choices="AB", help="count half of the texts")
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args(arguments)
    paths = sorted(path.absolute() for path in given.texts.rglob("*.txt"))
    paths = [path for path in paths if given.half in {None, half_of(path.stem)}]
    texts = read_texts(working_version(), paths, os.cpu_count() or 1)
    counts = counted(texts, gold_of(given.without))
    print(f"{len(dict(counts.uses()))} words of {counts.ends.total()} names in {len(texts)} texts")
    if given.write:
        write(counts)


if __name__ == "__main__":
    main(sys.argv[1:])
