"""The rows that a change of the extractor adds, removes and alters over a folder of texts:

    python -m tests.difference FOLDER [--against REV] [--limit N] [--sample N --seed S]

compares the work tree with a revision (HEAD unless --against names another). Changes are grouped by their
fields and the rule that caused them, each with its sentence. Beside each group, and for each rule whose count
changed, stand the rates per 1,000 rows in two halves of the texts, A and B: a rule that follows from the
language fires as often in one half as in the other.
"""

import argparse
import os
import random
import signal
from pathlib import Path

from tests.difference.changes import Change, changes
from tests.difference.summary import Rates, by_half, change_lines, group_lines, groups, rule_lines
from tests.difference.versions import Text, delete_old_versions, read_texts, version_at, working_version


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.difference",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "folder", metavar="FOLDER", type=Path, nargs="+", help="texts, or folders with *.txt below"
    )
    parser.add_argument("--against", metavar="REV", default="HEAD", help="the revision before (HEAD)")
    parser.add_argument("--limit", metavar="N", type=int, default=3, help="changes printed of each group (3)")
    parser.add_argument(
        "--sample", metavar="N", type=int, default=0, help="print N random changes and no groups"
    )
    parser.add_argument("--seed", metavar="S", type=int, default=0, help="which random changes (0)")
    parser.add_argument("--processes", metavar="N", type=int, default=os.cpu_count() or 1)
    return parser.parse_args()


def files_below(paths: list[Path]) -> list[Path]:
    found = [p for path in paths for p in (path.rglob("*.txt") if path.is_dir() else [path])]
    return sorted(p.absolute() for p in found)


def print_overview(old: list[Text], new: list[Text], found: list[Change], rates: Rates) -> None:
    kinds = ", ".join(
        f"{sum(c.kind == kind for c in found)} {kind}" for kind in ("added", "removed", "altered")
    )
    before, after = (sum(len(text.rows) for text in texts) for texts in (old, new))
    print(f"{len(new)} texts, {before} rows before, {after} after: {kinds}")
    print(f"changes per 1,000 rows: {rates.of(by_half(found))}")
    for was, now in zip(old, new, strict=True):
        if was.unreadable != now.unreadable:
            print(f"{now.name}: {was.unreadable or 'readable'} -> {now.unreadable or 'readable'}")


def main() -> None:
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # "| head" ends it without a traceback
    asked = arguments()
    files = files_below(asked.folder)
    versions = version_at(asked.against), working_version()
    old, new = (read_texts(version, files, asked.processes) for version in versions)
    found = [change for was, now in zip(old, new, strict=True) for change in changes(was, now)]
    rates = Rates(old)
    print_overview(old, new, found, rates)
    if asked.sample:
        chosen = random.Random(asked.seed).sample(found, min(asked.sample, len(found)))
        print("\n".join(line for change in chosen for line in ["", *change_lines(change)]))
    else:
        for group in groups(found):
            print("\n".join(group_lines(group, rates, asked.limit)))
    print("\nrules whose count changed; rows they decided, and per 1,000 rows:")
    print("\n".join(rule_lines(old, new)) or "  none")
    delete_old_versions()


if __name__ == "__main__":
    main()
