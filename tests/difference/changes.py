"""What changed between two readings of a text: rows added, removed and altered."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from tests.difference.versions import Text

Row = dict[str, Any]
#: Fields that give a group its name only where no other field differs.
SECONDARY = ("rules", "flags", "confidence", "bound_text", "value_text")
#: The position of a row is not part of its content.
PLACES = ("value_start", "value_end", "sentence_start", "sentence_end", "sentence")


@dataclass(frozen=True)
class Change:
    """One row before and after; None where it does not exist. ``fields`` differ if both do.

    ``cause`` is the rule to look at: of the new row's rules those that the old one lacks, else its first; for
    a number that is an observation on one side alone, the rejection on the other side.
    """

    report: str
    old: Row | None
    new: Row | None
    fields: tuple[str, ...]
    cause: str

    @property
    def row(self) -> Row:
        """The row after the change, before it if it was removed."""
        row = self.new or self.old
        assert row is not None
        return row

    @property
    def kind(self) -> str:
        return "added" if self.old is None else "removed" if self.new is None else "altered"

    @property
    def group(self) -> tuple[str, str, str]:
        """Changes with the same kind, fields and cause belong together."""
        primary = [field for field in self.fields if field not in SECONDARY]
        return self.kind, " ".join(primary or self.fields), self.cause


def half_of(report: str) -> str:
    """A or B, by the hash of the report's name: two halves of any folder that nobody chose."""
    return "AB"[sha256(report.encode()).digest()[0] % 2]


def changes(old: Text, new: Text) -> Iterator[Change]:
    """All changes of one text, in text order. A field that only one version has is no change."""
    before, after = _without_common(*_shared_fields(old.rows, new.rows))
    pairs = _pairs(before, after)
    found = [_altered(new.name, before[o], after[n]) for o, n in pairs]
    paired_old, paired_new = ({pair[side] for pair in pairs} for side in (0, 1))
    found += [_removed(new, row) for n, row in enumerate(before) if n not in paired_old]
    found += [_added(old, row) for n, row in enumerate(after) if n not in paired_new]
    yield from sorted(found, key=lambda change: int(change.row["value_start"]))


def _shared_fields(old: list[Row], new: list[Row]) -> tuple[list[Row], list[Row]]:
    if not old or not new:
        return old, new
    shared = old[0].keys() & new[0].keys()
    before, after = ([{k: v for k, v in row.items() if k in shared} for row in rows] for rows in (old, new))
    return before, after


def _without_common(old: list[Row], new: list[Row]) -> tuple[list[Row], list[Row]]:
    rest = list(old)
    changed = []
    for row in new:
        if row in rest:
            rest.remove(row)
        else:
            changed.append(row)
    return rest, changed


def _pairs(old: list[Row], new: list[Row]) -> list[tuple[int, int]]:
    """Rows of the same number: the span that overlaps most, then the row with most equal fields."""
    options = []
    for o, before in enumerate(old):
        for n, after in enumerate(new):
            end = min(before["value_end"], after["value_end"])
            overlap = end - max(before["value_start"], after["value_start"])
            if overlap > 0:
                options.append((overlap, -len(_differing(before, after)), -o, -n))
    pairs: list[tuple[int, int]] = []
    for _, _, o, n in sorted(options, reverse=True):
        if all(-o != taken and -n != other for taken, other in pairs):
            pairs.append((-o, -n))
    return pairs


def _differing(old: Row, new: Row) -> tuple[str, ...]:
    return tuple(field for field in new if old.get(field) != new[field] and field not in PLACES)


def _altered(report: str, old: Row, new: Row) -> Change:
    fresh = [rule for rule in new["rules"] if rule not in old["rules"]]
    gone = [rule for rule in old["rules"] if rule not in new["rules"]]
    cause = " ".join([*(f"+{rule}" for rule in fresh), *(f"-{rule}" for rule in gone)])
    return Change(report, old, new, _differing(old, new), cause or (new["rules"] or ["no rule"])[0])


def _added(old: Text, row: Row) -> Change:
    return Change(old.name, None, row, (), _rejection(old, row, "was ") or (row["rules"] or ["no rule"])[0])


def _removed(new: Text, row: Row) -> Change:
    return Change(new.name, row, None, (), _rejection(new, row, "now ") or (row["rules"] or ["no rule"])[0])


def _rejection(text: Text, row: Row, lead: str) -> str:
    """The rule that rejects the row's number in the other version."""
    for one in text.rejections:
        if one["start"] < row["value_end"] and row["value_start"] < one["end"]:
            return f"{lead}{one['rule']} ({one['reason']})"
    return ""
