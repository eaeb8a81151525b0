"""The candidates for each doubtful name in the sentences of gold, each judged right or wrong."""

import dataclasses
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from multiprocessing import Pool
from pathlib import Path
from unittest.mock import patch

from app.extraction.naming.candidates.doubt import Doubt
from app.extraction.naming.candidates.features import checked, features
from app.extraction.naming.candidates.propose import candidates
from app.extraction.naming.candidates.ranking import alternatives
from app.extraction.output import assemble
from app.extraction.pipeline import make_tools
from app.lexicon.lexicon import load_lexicon
from app.model import flags
from app.model.derivation import Alternative, Derivation
from app.reading.report import read_report
from app.services.extracting.whole import extract_report
from tests.difference.versions import Text
from tests.quality.gold import Gold, is_named, read_gold
from tests.quality.judge import Verdict, judge


@dataclass(frozen=True)
class Choice:
    """A candidate: whether it is a right name, and its features."""

    right: bool
    features: tuple[str, ...]


@dataclass(frozen=True)
class Doubted:
    """A row whose name is in doubt: whether its name is right, and which of the others are."""

    report: str
    right: bool
    alternatives: tuple[bool, ...]
    choices: tuple[Choice, ...]

    @property
    def listed(self) -> bool:
        """Whether the name or one of the alternatives is right."""
        return self.right or any(self.alternatives)

    @property
    def proposed(self) -> bool:
        """Whether the name or any candidate is right."""
        return self.right or any(choice.right for choice in self.choices)


def read_lists(
    folder: Path, texts: Path, codes: Collection[str], processes: int, sure: Decimal = flags.SURE
) -> list[Doubted]:
    """The doubtful rows of gold that state a fact: those with a flag, or less sure than ``sure``."""
    paths = {path.stem: path.absolute() for path in texts.rglob("*.txt")}
    work = [(gold, paths[gold.report]) for gold in read_gold(folder)]
    with Pool(processes) as pool:
        found = pool.imap(partial(_lists, codes=codes, sure=sure), work)
        return [one for of_report in found for one in of_report]


def _lists(work: tuple[Gold, Path], codes: Collection[str], sure: Decimal) -> list[Doubted]:
    gold, path = work
    doubts: list[Doubt] = []

    def recorded(doubt: Doubt, weights: Mapping[str, int]) -> tuple[Alternative, ...]:
        """The number of the doubt: most rows of a report are not in gold, and need no candidates."""
        doubts.append(doubt)
        return (Alternative(str(len(doubts) - 1), ""),)

    with patch.object(assemble, "alternatives", recorded), patch.object(flags, "SURE", sure):
        found = extract_report(read_report(path.read_bytes(), path.name), explained=True).derivations
    rows = [json.loads(json.dumps(dataclasses.asdict(one.observation), default=str)) for one in found]
    derivations = {id(row): one for row, one in zip(rows, found, strict=True)}
    verdicts = judge(gold, Text(gold.report, rows, []), codes)[0]
    return list(_judged(verdicts, derivations, doubts, codes))


def _judged(
    verdicts: list[Verdict],
    derivations: dict[int, Derivation],
    doubts: list[Doubt],
    codes: Collection[str],
) -> Iterator[Doubted]:
    lexicon = load_lexicon()
    linker = make_tools(lexicon).linker
    for verdict in verdicts:
        derivation = derivations[id(verdict.row)]
        if verdict.fact is None or not derivation.alternatives:
            continue
        doubt, row = doubts[int(derivation.alternatives[0].indicator)], derivation.observation

        def right(name: str, verdict: Verdict = verdict) -> bool:
            code = linker.code(name, row.measure, row.unit)  # noqa: B023 # called in this turn only
            named = {**verdict.row, "indicator": name, "indicator_code": code}
            return is_named(verdict.fact or {}, named, codes)

        yield Doubted(
            verdict.report,
            "name" not in verdict.wrong,
            tuple(right(other.indicator) for other in alternatives(doubt, lexicon.candidates)),
            tuple(
                Choice(right(name), (*features(doubt, name, ways), *checked(doubt, name)))
                for name, ways in candidates(doubt).items()
            ),
        )


def shares(doubted: list[Doubted]) -> dict[str, float]:
    """Doubtful rows, and the shares with a right name: their own, listed, among all candidates."""
    count = len(doubted)
    return {
        "rows": count,
        "own name": sum(one.right for one in doubted) / max(count, 1),
        "alternatives": sum(one.listed for one in doubted) / max(count, 1),
        "candidates": sum(one.proposed for one in doubted) / max(count, 1),
        "candidates a row": sum(len(one.choices) for one in doubted) / max(count, 1),
    }
