"""What starting costs: CPU of the commands compared with ``python -c pass``, medians of one run.

    python tests/benchmarks/startup.py [--rounds N]

Aims: ``--help`` at most 5 times, ``extract`` of the seed report at most 25 times.
"""

import argparse
import resource
import statistics
import subprocess
import sys
from pathlib import Path

SEED = Path(__file__).parents[2] / "seeds" / "yinzhou-2020.txt"
ZHIBIAO = str(Path(sys.executable).with_name("zhibiao"))
COMMANDS = {
    "python -c pass": [sys.executable, "-c", "pass"],
    "zhibiao --help": [ZHIBIAO, "--help"],
    "zhibiao extract (seed)": [ZHIBIAO, "extract", str(SEED)],
}


def cpu_seconds(command: list[str]) -> float:
    """User and system time of one run, its children included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)


def medians(rounds: int) -> dict[str, float]:
    """The median for each command. Rounds are interleaved, so that a busy machine slows all equally."""
    taken: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for command in COMMANDS.values():
        cpu_seconds(command)  # writes byte code and fills the page cache
    for _ in range(rounds):
        for name, command in COMMANDS.items():
            taken[name].append(cpu_seconds(command))
    return {name: statistics.median(times) for name, times in taken.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description="CPU cost of starting, against a bare interpreter")
    parser.add_argument("--rounds", type=int, default=15)
    results = medians(parser.parse_args().rounds)
    base = results["python -c pass"]
    for name, seconds in results.items():
        print(f"{name:<24} {seconds * 1000:8.1f} ms CPU {seconds / base:6.1f} x")


if __name__ == "__main__":
    main()
