"""How many of the extractor's rows are wholly right, measured on sentences that people have read:

    python -m tests.quality GOLD TEXTS [--by-confidence] [--by-rule] [--alternatives] [--errors] [--json]

GOLD is a folder of gold (tests/quality/gold.py describes its form), TEXTS one with the texts of the same
names. A row is right only if value, unit, measure, status, years and scope are right and so is the name: the
code where row or fact has one, else one of the accepted names.
"""

import argparse
import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from app.lexicon.lexicon import load_lexicon
from tests.candidates.lists import read_lists, shares
from tests.difference.versions import Text, read_texts, working_version
from tests.quality import figures as f
from tests.quality.gold import REPORTED, read_gold
from tests.quality.judge import INVENTED, Found, Verdict, judge


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.quality",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("gold", metavar="GOLD", type=Path)
    parser.add_argument("texts", metavar="TEXTS", type=Path)
    parser.add_argument(
        "--codes", metavar="FILE", type=Path, help="CSV of the codes that gold knows, by its first column"
    )
    parser.add_argument("--by-confidence", action="store_true", help="print predicted against measured")
    parser.add_argument("--by-rule", action="store_true", help="print rows and wrong rows by naming rule")
    parser.add_argument(
        "--alternatives",
        action="store_true",
        help="print how often a doubtful row has a right name beside it",
    )
    parser.add_argument("--errors", action="store_true", help="print every wrong row and missed fact")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--processes", metavar="N", type=int, default=os.cpu_count() or 1)
    return parser.parse_args()


def codes_of(file: Path | None) -> frozenset[str]:
    """The codes that names are judged by: a code that gold does not know is no error."""
    if file is None:
        return frozenset(load_lexicon().catalogue.indicators)
    return frozenset(line.split(",")[0] for line in file.read_text(encoding="utf-8").splitlines()[1:])


def level_of(text: Text) -> str:
    level = next((row["level"] for row in text.rows if row["level"]), "")
    return level if level in {"national", "province"} else "local"


def error_lines(verdicts: Sequence[Verdict], found: Sequence[Found]) -> Iterator[str]:
    """One line for each wrong row, with what is wrong, and for each fact that no row states."""
    for one in verdicts:
        if not one.right:
            rule = (one.row["rules"] or ["-"])[0]
            said = "; ".join(_error(one, field) for field in one.wrong if field not in REPORTED)
            where = f"{one.window} {one.report} @{one.row['value_start']} {one.row['value_text']}"
            yield " ".join([where, said, f"[{rule}]", *one.row["flags"]])
    for missed in found:
        if not missed.met:
            fact = missed.fact
            yield f"{missed.window} {missed.report} @{fact['start']} {fact['num']} MISSED {fact['indicator']}"


def _error(one: Verdict, field: str) -> str:
    row, fact = one.row, one.fact
    if fact is None or field == INVENTED:
        return f"invented {row['indicator']} {row['value']} {row['unit']}"
    if field == "name":
        due, got = (f"{code or ''} {name}" for code, name in _names(fact, row))
        return f"name gold={due} got={got}"
    if field == "year":
        return f"year gold={fact['start_year']}-{fact['year']} got={row['start_year']}-{row['year']}"
    return f"{field} gold={fact.get(field)!r} got={row[field]!r}"


def _names(fact: dict[str, str], row: dict[str, str]) -> list[tuple[str | None, str]]:
    return [(fact.get("code"), fact["indicator"]), (row["indicator_code"], row["indicator"])]


def rule_lines(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Rows and wrong rows by the rule that named them, the rule with most wrong rows first."""
    rows, wrong, names = Counter[str](), Counter[str](), Counter[str]()
    for one in verdicts:
        rule = (one.row["rules"] or ["?"])[0]
        rows[rule] += 1
        wrong[rule] += not one.right
        names[rule] += "name" in one.wrong
    for rule in sorted(rows, key=lambda rule: -wrong[rule]):
        part = f"{wrong[rule]:4} ({f.ratio(wrong[rule], rows[rule]):.0%})"
        yield f"{rule:24} rows {rows[rule]:4} wrong {part} name wrong {names[rule]:4}"


def figure_line(name: str, value: object) -> str:
    """A figure, or a dictionary of figures, in a line."""
    if isinstance(value, dict):
        cells = (f"{k} {v:.4f}" if isinstance(v, float) else f"{k} {v}" for k, v in value.items())
        return f"{name:24} {'  '.join(cells)}"
    return f"{name:24} {value:.4f}" if isinstance(value, float) else f"{name:24} {value}"


def main() -> None:
    asked = arguments()
    gold = read_gold(asked.gold)
    paths = {path.stem: path.absolute() for path in asked.texts.rglob("*.txt")}
    if missing := [one.report for one in gold if one.report not in paths]:
        raise SystemExit(f"no text in {asked.texts} for {', '.join(missing)}")
    texts = read_texts(working_version(), [paths[one.report] for one in gold], asked.processes)
    codes = codes_of(asked.codes)
    judged = [judge(one, text, codes) for one, text in zip(gold, texts, strict=True)]
    verdicts = [verdict for rows, _ in judged for verdict in rows]
    found = [fact for _, facts in judged for fact in facts]
    levels = {text.name: level_of(text) for text in texts}
    out = f.figures(verdicts, found, levels.__getitem__, codes)
    if asked.errors:
        print("\n".join(error_lines(verdicts, found)))
    if asked.by_rule:
        print("\n".join(rule_lines(verdicts)))
    if asked.by_confidence:
        out |= {f"from {one.pop('from')}": one for one in f.reliability(verdicts)}
        out |= f.confidence_summary(verdicts)
    if asked.alternatives:
        out["names in doubt"] = shares(read_lists(asked.gold, asked.texts, codes, asked.processes))
    if asked.json:
        print(json.dumps(out, ensure_ascii=False))
    else:
        print("\n".join(figure_line(name, value) for name, value in out.items()))


if __name__ == "__main__":
    main()
