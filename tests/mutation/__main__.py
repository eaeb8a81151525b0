"""Whether the tests notice changes of the code:

    python -m tests.mutation [--package NAME] [--sample N] [--seed S] [--seconds N]

changes one operator, condition, constant or result at a time, at N random places of each package, runs the
tests of the package on a copy with the change, and prints the changes that no test noticed. Some of these
change nothing that can be seen; the others lack an example.
"""

import argparse
import os
import random
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.mutation.mutants import Mutant, mutants
from tests.mutation.runs import Suite, preload

ROOT = Path(__file__).parent.parent.parent
#: The tests of each package, those that fail soonest first.
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
    parser.add_argument("--package", choices=TESTS, action="append", help="one of them; all unless given")
    parser.add_argument("--sample", metavar="N", type=int, default=30, help="mutants of each package (30)")
    parser.add_argument("--seed", metavar="S", type=int, default=0, help="which random mutants (0)")
    parser.add_argument("--seconds", metavar="N", type=float, default=float("inf"), help="begin none after N")
    parser.add_argument("--processes", metavar="N", type=int, default=os.cpu_count() or 1)
    return parser.parse_args()


def chosen(suite: Suite, package: str, sample: int, seed: int) -> list[Mutant]:
    """Random mutants of a package."""
    folder = suite.pristine / "app" / package
    files = [path.relative_to(suite.pristine) for path in sorted(folder.rglob("*.py"))]
    found = [mutant for file in files for mutant in mutants(suite.pristine, file)]
    return random.Random(seed).sample(found, min(sample, len(found)))


def run(package: str, asked: argparse.Namespace, deadline: float) -> None:
    """Print the survivors among the mutants of a package, and the share that was killed."""
    with TemporaryDirectory() as folder:
        suite = Suite(ROOT, Path(folder).resolve(), TESTS[package], asked.processes)
        suite.learn()
        counts = [0, 0]
        try:
            for mutant, killed in suite.killed(chosen(suite, package, asked.sample, asked.seed), deadline):
                counts[killed] += 1
                if not killed:
                    print(f"survived: {mutant}", flush=True)
        finally:  # also where it is interrupted: what has been seen is worth as much
            total = sum(counts)
            share = counts[True] / max(total, 1)
            print(f"{package}: {counts[True]} of {total} mutants killed ({share:.0%})", flush=True)


def main() -> None:
    asked = arguments()
    preload()
    packages = asked.package or list(TESTS)
    began = time.monotonic()
    for number, package in enumerate(packages, 1):
        run(package, asked, began + asked.seconds * number / len(packages))


if __name__ == "__main__":
    main()
