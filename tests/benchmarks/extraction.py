"""What extraction costs: characters a second compared with jieba on the same text, linearity, memory.

    python -m tests.benchmarks.extraction [--quick]

One core, everything warm, CPU time, medians of interleaved rounds. Aims: as many characters a second
as ``jieba.lcut``, five times those of ``jieba.posseg``; at ten times the text at least 0.9 of the
speed; a text of 10 MB in less than 300 MB. It only prints: a busy machine must fail no test.
"""

from __future__ import annotations

import argparse
import gc
import logging
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from app.reading.report import read_report
from app.services.extracting.whole import extract_report
from tests.benchmarks import report
from tests.benchmarks.report import Goal

SEED = Path(__file__).parents[2] / "seeds" / "yinzhou-2020.txt"
TEN_MEGABYTES = 10_000_000
_PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def readers(times: int) -> dict[str, Callable[[], object]]:
    """The functions that are measured; each reads the seed a number of times."""
    jieba, tagger = _jieba()
    content = SEED.read_bytes() * times
    read = read_report(content, SEED.name)
    return {
        "extract": lambda: extract_report(read, explained=False),
        "extract, explained": lambda: extract_report(read, explained=True),
        "jieba.lcut": lambda: jieba.lcut(read.text),
        "jieba.posseg": lambda: tagger.lcut(read.text),
    }


def _jieba() -> tuple[Any, Any]:
    """Both segmenters of jieba, loaded. The project itself reads only their dictionary."""
    jieba = import_module("jieba")
    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    return jieba, import_module("jieba.posseg")


def speeds(readers_: dict[str, Callable[[], object]], characters: int, rounds: int) -> dict[str, float]:
    """The median of characters a CPU second for each function; rounds are interleaved."""
    taken: dict[str, list[float]] = {name: [] for name in readers_}
    for read in readers_.values():
        read()
    for _ in range(rounds):
        for name, read in readers_.items():
            gc.collect()
            began = time.process_time()
            read()
            taken[name].append(time.process_time() - began)
    return {name: characters / statistics.median(seconds) for name, seconds in taken.items()}


def peak_megabytes(text: bytes) -> float:
    """The peak resident memory of ``zhibiao extract``."""
    zhibiao = str(Path(sys.executable).with_name("zhibiao"))
    with tempfile.NamedTemporaryFile(suffix=".txt") as file:
        file.write(text)
        file.flush()
        words = [sys.executable, "-c", _PEAK, zhibiao, "extract", file.name, "--report-year", "2020"]
        done = subprocess.run(words, check=True, capture_output=True, text=True)
    # Linux counts in kilobytes, macOS in bytes.
    return int(done.stdout) / (1e6 if sys.platform == "darwin" else 1e3)


def main() -> None:
    parser = argparse.ArgumentParser(description="What extracting costs")
    parser.add_argument("--quick", action="store_true", help="fewer rounds")
    rounds = 3 if parser.parse_args().quick else 9
    seed = SEED.read_bytes()
    size = len(seed.decode())
    ours = speeds(readers(1), size, rounds)
    long = speeds({"extract": readers(10)["extract"]}, 10 * size, max(1, rounds // 3))["extract"]
    _print(ours, long)
    peak = peak_megabytes(seed * (TEN_MEGABYTES // len(seed)))
    report.row(
        "a text of 10 MB, memory at its peak", f"{peak:.0f} MB", "", peak, Goal(300, 300, most=True), " MB"
    )


def _print(speed: dict[str, float], long: float) -> None:
    print(SEED.name)
    report.header()
    ours = speed["extract"]
    for name, goal in (("jieba.lcut", Goal(1, 3)), ("jieba.posseg", Goal(5, 5))):
        report.row(f"extract, {name}", _speed(ours), _speed(speed[name]), ours / speed[name], goal)
    report.row("extract, ten times the text", _speed(long), _speed(ours), long / ours, Goal(0.9, 0.9))
    explained = speed["extract, explained"]
    report.note("extract with every reason", f"{_speed(explained)} ({explained / ours:.2f} x, no goal)")


def _speed(characters: float) -> str:
    return f"{characters / 1000:,.0f} k ch/s"


if __name__ == "__main__":
    main()
