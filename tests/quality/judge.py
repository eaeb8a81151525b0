"""Every row inside the windows of gold with its verdict, and every fact: found and right, or not."""

from collections.abc import Collection
from dataclasses import dataclass

from tests.difference.versions import Text
from tests.quality.gold import STRICT, Gold, Line, likeness, wrong_fields

INVENTED = "invented"


@dataclass(frozen=True)
class Verdict:
    """A row, the fact that it was matched with, and the fields that are wrong."""

    report: str
    window: str
    row: Line
    fact: Line | None
    wrong: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether value, unit, name, measure, status, years and scope are all right."""
        return self.fact is not None and not set(self.wrong) & set(STRICT)


@dataclass(frozen=True)
class Found:
    """A fact that must be found; ``met`` by a row, and ``right`` if that row is."""

    report: str
    window: str
    fact: Line
    met: bool
    right: bool


def judge(gold: Gold, text: Text, codes: Collection[str]) -> tuple[list[Verdict], list[Found]]:
    """The verdicts on one text's rows, and the result for each of its facts."""
    rows = [row for row in text.rows if gold.window_of(row["value_start"])]
    matched = match(gold.stated, rows)
    verdicts = []
    for number, row in enumerate(rows):
        fact = gold.stated[matched[number]] if number in matched else None
        wrong = [INVENTED] if fact is None else wrong_fields(fact, row, codes)
        verdicts.append(Verdict(gold.report, gold.window_of(row["value_start"]), row, fact, tuple(wrong)))
    met = {id(one.fact) for one in verdicts}
    right = {id(one.fact) for one in verdicts if one.right}
    found = [
        Found(gold.report, gold.window_of(fact["start"]), fact, id(fact) in met, id(fact) in right)
        for fact in gold.facts
    ]
    return verdicts, found


def match(facts: list[Line], rows: list[Line]) -> dict[int, int]:
    """Rows with the facts that they state, each once: by overlap, then by start, then by name."""
    options = []
    for r, row in enumerate(rows):
        for f, fact in enumerate(facts):
            overlap = min(fact["end"], row["value_end"]) - max(fact["start"], row["value_start"])
            if overlap > 0:
                away = abs(row["value_start"] - fact["start"])
                options.append((-overlap, away, -likeness(fact, row["indicator"]), f, r))
    matched: dict[int, int] = {}
    for *_, f, r in sorted(options):
        if r not in matched and f not in matched.values():
            matched[r] = f
    return matched
