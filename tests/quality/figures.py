"""Shares of rows that are right, of facts that were found, and of wrong rows that are in doubt."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from app.model.flags import SURE as DOUBTFUL
from tests.quality.gold import REPORTED, STRICT
from tests.quality.judge import Found, Verdict

#: Rows from this confidence on are sure.
SURE = 0.9
BINS = 10

Figures = dict[str, Any]


def ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def share(verdicts: Iterable[Verdict]) -> Figures:
    """Rows, right rows and their ratio."""
    verdicts = list(verdicts)
    right = sum(one.right for one in verdicts)
    return {"rows": len(verdicts), "right": right, "precision": ratio(right, len(verdicts))}


def part(verdicts: Sequence[Verdict], found: Sequence[Found]) -> Figures:
    """Precision of rows and recall of facts."""
    figures = share(verdicts)
    recall = ratio(sum(one.right for one in found), len(found))
    precision = figures["precision"]
    f1 = ratio(2 * precision * recall, precision + recall)
    return {**figures, "facts": len(found), "recall": recall, "f1": f1}


def whole_sentences(verdicts: Sequence[Verdict], found: Sequence[Found]) -> Figures:
    """Sentences that state facts, and those with all rows right and no fact missed."""
    stated = {(one.report, one.window) for one in found}
    faulty = {(one.report, one.window) for one in verdicts if not one.right}
    faulty |= {(one.report, one.window) for one in found if not one.right}
    right = len(stated - faulty)
    return {"sentences": len(stated), "right": right, "share": ratio(right, len(stated))}


def has_code(one: Verdict, codes: Collection[str] | None = None) -> bool:
    """Whether row or fact has a code, or one of ``codes``."""
    found = {one.row["indicator_code"], (one.fact or {}).get("code")} - {None}
    return bool(found if codes is None else found & set(codes))


def is_doubted(one: Verdict) -> bool:
    """Whether the row says that it may be wrong, by a flag or by low confidence."""
    return bool(one.row["flags"]) or Decimal(one.row.get("confidence", "1")) < DOUBTFUL


def figures(
    verdicts: Sequence[Verdict],
    found: Sequence[Found],
    level_of: Callable[[str], str],
    codes: Collection[str],
) -> Figures:
    """All figures, by name; ``level_of`` a report is its group (national, province, local)."""
    out: Figures = {"all": part(verdicts, found)}
    for level in ("national", "province", "local"):
        rows = [one for one in verdicts if level_of(one.report) == level]
        facts = [one for one in found if level_of(one.report) == level]
        if rows or facts:
            out[level] = part(rows, facts)
    out["sentences wholly right"] = whole_sentences(verdicts, found)
    return out | by_code_and_flag(verdicts, codes) | errors(verdicts, found)


def by_code_and_flag(verdicts: Sequence[Verdict], codes: Collection[str]) -> Figures:
    """Shares of rows by whether they have a code or a flag, or state what need not be found."""
    return {
        "any code": share(one for one in verdicts if has_code(one)),
        "catalogue code": share(one for one in verdicts if has_code(one, codes)),
        "no code": share(one for one in verdicts if not has_code(one)),
        "unflagged": share(one for one in verdicts if not one.row["flags"]),
        "flagged": share(one for one in verdicts if one.row["flags"]),
        "on optional facts": share(one for one in verdicts if one.fact and one.fact.get("optional")),
    }


def errors(verdicts: Sequence[Verdict], found: Sequence[Found]) -> Figures:
    """What is wrong, whether the rows show it, and the accuracy of each field."""
    wrong = [one for one in verdicts if not one.right]
    met = [one for one in verdicts if one.fact]
    return {
        "wrong rows with a flag": ratio(sum(bool(one.row["flags"]) for one in wrong), len(wrong)),
        "wrong rows in doubt": ratio(sum(map(is_doubted, wrong)), len(wrong)),
        "rows in doubt": ratio(sum(map(is_doubted, verdicts)), len(verdicts)),
        "invented": sum(one.fact is None for one in verdicts),
        "not extracted": sum(not one.met for one in found),
        "accuracy": {
            field: ratio(sum(field not in one.wrong for one in met), len(met)) for field in STRICT + REPORTED
        },
    }


def reliability(verdicts: Sequence[Verdict]) -> Iterator[Figures]:
    """For each tenth of confidence: rows, their mean confidence (predicted), the share that is right."""
    for number in range(BINS):
        rows = [one for one in verdicts if min(int(confidence(one) * BINS), BINS - 1) == number]
        if rows:
            mean = ratio(sum(map(confidence, rows)), len(rows))
            yield {"from": number / BINS, **share(rows), "confidence": mean}


def confidence_summary(verdicts: Sequence[Verdict]) -> Figures:
    """How well confidence separates right rows from wrong ones."""
    sure = [one for one in verdicts if confidence(one) >= SURE]
    squares = sum((confidence(one) - one.right) ** 2 for one in verdicts)
    return {
        "sure rows": {**share(sure), "share of all": ratio(len(sure), len(verdicts))},
        "AUC": area(verdicts),
        "Brier score": ratio(squares, len(verdicts)),
    }


def area(verdicts: Sequence[Verdict]) -> float:
    """The chance that a right row has more confidence than a wrong one; ties count half."""
    right = [confidence(one) for one in verdicts if one.right]
    wrong = [confidence(one) for one in verdicts if not one.right]
    won = sum((r > w) + (r == w) / 2 for r in right for w in wrong)
    return ratio(won, len(right) * len(wrong))


def confidence(one: Verdict) -> float:
    return float(one.row["confidence"])
