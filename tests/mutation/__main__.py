"""Whether the tests notice changes of the code:

    python -m tests.mutation [--package NAME] [--sample N] [--seed S] [--seconds N] [--each N]
    python -m tests.mutation [--package NAME] --at FILE:LINE...

changes one operator, condition, constant or result at a time, at N random places in functions of a package
(or at all of some lines), runs the modules of tests that execute the place, and prints the changes that no
test noticed. Some of these change nothing that can be seen; the others lack an example. A line in no test may
run while modules load.

With `.ci/services` the tests of PostgreSQL run too.
"""

import argparse
import random
import time
from collections import Counter
from pathlib import Path

import pytest

from app.lexicon.lexicon import load_lexicon
from tests.databases import make_templates
from tests.mutation.mutants import Mutant, mutants
from tests.mutation.runs import OPTIONS, Runner

ROOT = Path(__file__).parent.parent.parent
TESTS = {
    "extraction": ("tests/extraction", "tests/test_seed.py"),
    "comparison": ("tests/comparison",),
    "store": ("tests/store", "tests/services", "tests/api/test_lists.py", "tests/api/test_objects.py"),
}


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.mutation",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--package", choices=TESTS, default="comparison", help="the one that is changed")
    parser.add_argument("--sample", metavar="N", type=int, default=30, help="mutants (30)")
    parser.add_argument("--seed", metavar="S", type=int, default=0, help="which random mutants (0)")
    parser.add_argument("--seconds", metavar="N", type=float, default=float("inf"), help="begin none after N")
    parser.add_argument(
        "--each",
        metavar="N",
        type=float,
        default=float("inf"),
        help="try the tests of N seconds of CPU, the fast ones",
    )
    parser.add_argument("--at", metavar="FILE:LINE", nargs="+", help="these lines instead")
    return parser.parse_args()


def chosen(asked: argparse.Namespace) -> list[Mutant]:
    """The mutants of the given lines, or random ones of the package."""
    files = [path.relative_to(ROOT) for path in sorted((ROOT / "app" / asked.package).rglob("*.py"))]
    found = [mutant for file in files for mutant in mutants(ROOT, file) if mutant.function]
    if asked.at:
        return [mutant for mutant in found if f"{mutant.file}:{mutant.line}" in asked.at]
    return random.Random(asked.seed).sample(found, min(asked.sample, len(found)))


def main() -> int:
    asked = arguments()
    counts: Counter[bool | None] = Counter()

    def say(mutant: Mutant, killed: bool | None) -> None:
        counts[killed] += 1
        if not killed:
            print(f"{'survived' if killed is False else 'in no test'}: {mutant}", flush=True)

    deadline = time.monotonic() + asked.seconds
    runner = Runner(ROOT, chosen(asked), say, deadline, asked.each)
    make_templates()  # once, not in each fork, like the lexicon
    load_lexicon()
    code = pytest.main([*OPTIONS, *TESTS[asked.package]], plugins=[runner])
    tried = counts[True] + counts[False]
    share = counts[True] / max(tried, 1)
    endless = f", {runner.endless} of them without an end" if runner.endless else ""
    unseen = f", {counts[None]} more in no test" if counts[None] else ""
    print(f"{asked.package}: {counts[True]} of {tried} mutants killed ({share:.0%}){endless}{unseen}")
    return int(code)


if __name__ == "__main__":
    raise SystemExit(main())
