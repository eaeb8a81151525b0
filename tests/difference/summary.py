"""How often changes and rules occur in each half of the texts, and the lines that are printed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from tests.difference.changes import Change, half_of
from tests.difference.versions import Text

HALVES = ("A", "B")
#: From this ratio of the rates of two halves on, and this count on, a change is marked.
UNEVEN, FEW = 1.5, 10


class Rates:
    """Counts per 1,000 rows in each half."""

    def __init__(self, texts: Iterable[Text]) -> None:
        self.rows = Counter[str]()
        for text in texts:
            self.rows[half_of(text.name)] += len(text.rows)

    def of(self, counts: dict[str, int]) -> str:
        """The rates of counts by half; ``!`` marks a rate far above the other."""
        a, b = (1000 * counts.get(half, 0) / max(self.rows[half], 1) for half in HALVES)
        uneven = sum(counts.values()) >= FEW and max(a, b) > UNEVEN * min(a, b)
        return f"A {a:.2f} B {b:.2f}{' !' if uneven else ''}"


def groups(found: Sequence[Change]) -> list[list[Change]]:
    """Changes of a kind, by fields and cause, the largest group first."""
    by_group: dict[tuple[str, str, str], list[Change]] = {}
    for change in found:
        by_group.setdefault(change.group, []).append(change)
    return sorted(by_group.values(), key=lambda group: (-len(group), group[0].group))


def by_half(found: Iterable[Change]) -> Counter[str]:
    return Counter(half_of(change.report) for change in found)


def rules_fired(texts: Iterable[Text]) -> dict[str, Counter[str]]:
    """For each rule, of observations and of rejections, how many rows of each half it decided."""
    fired: dict[str, Counter[str]] = {}
    for text in texts:
        rules = [rule for row in text.rows for rule in set(row["rules"])]
        rules += [one["rule"] for one in text.rejections]
        for rule in rules:
            fired.setdefault(rule, Counter())[half_of(text.name)] += 1
    return fired


def rule_lines(old: Sequence[Text], new: Sequence[Text]) -> Iterator[str]:
    """One line for each rule whose count changed: counts, and rates per 1,000 rows in each half."""
    before, after = rules_fired(old), rules_fired(new)
    rates_before, rates_after = Rates(old), Rates(new)
    for rule in sorted(before.keys() | after.keys()):
        was, now = before.get(rule, Counter()), after.get(rule, Counter())
        if was != now:
            counts = f"{was.total():6} -> {now.total():6}"
            yield f"  {rule:32}{counts}   {rates_before.of(was)}  ->  {rates_after.of(now)}"


def group_lines(group: Sequence[Change], rates: Rates, limit: int) -> Iterator[str]:
    """A group's headline, and its first changes with their sentences."""
    kind, fields, cause = group[0].group
    yield f"\n{len(group):5} {kind} {fields}  [{cause}]  {rates.of(by_half(group))}"
    for change in group[:limit]:
        yield from change_lines(change)


def change_lines(change: Change) -> Iterator[str]:
    """One change: where, what, and its sentence with the number marked."""
    row = change.row
    where = f"    {change.report} @{row['value_start']}"
    if change.old is None or change.new is None:
        yield f"{where} {change.kind}: {stated(row)} {' '.join(row['rules'])}"
    else:
        yield f"{where} {stated(change.new)}"
        yield from (
            f"        {field}: {shown(change.old.get(field))} -> {shown(change.new[field])}"
            for field in change.fields
        )
    yield f"        {marked(row)}"


def stated(row: dict[str, Any]) -> str:
    """A row in a line."""
    value = row["value"] if row["value_high"] is None else f"{row['value']}-{row['value_high']}"
    years = f"{row['start_year']}-{row['year']}" if row["start_year"] != row["year"] else row["year"]
    details = [row["measure"], row["status"], years, row["bound"], row["scope"], *row["flags"]]
    code = f" [{row['indicator_code']}]" if row["indicator_code"] else ""
    return f"{row['indicator']}{code} {value}{row['unit']} ({', '.join(str(d) for d in details if d)})"


def shown(value: object) -> str:
    if isinstance(value, list):
        return " ".join(map(str, value)) or "-"
    return "-" if value in (None, "") else str(value)


def marked(row: dict[str, Any]) -> str:
    """The sentence in one line, its number between ⟦ and ⟧."""
    sentence: str = row["sentence"]
    start, end = (row[edge] - row["sentence_start"] for edge in ("value_start", "value_end"))
    return f"{sentence[:start]}⟦{sentence[start:end]}⟧{sentence[end:]}".replace("\n", " / ")
