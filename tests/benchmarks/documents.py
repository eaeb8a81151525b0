"""What reading a file of each format costs, without extraction: milliseconds of CPU.

    python -m tests.benchmarks.documents [FILE_OR_FOLDER...]

The seed as web pages of six layouts, as a Word document and, where Chromium is on the PATH, as PDF; then the
given files, by format. Medians of nine rounds after one that loads the libraries. Aims: 5 ms for a web page,
20 ms for a Word document, 30 ms for a page of PDF. It only prints: a busy machine must fail no test.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pypdfium2

from app.reading.formats.choose import read_document
from app.reading.formats.pdf import read_pdf
from app.reading.report import read_report
from app.services.extracting.whole import extract_report
from app.services.ingesting.files import find_files
from tests.benchmarks import report
from tests.benchmarks.extraction import SEED
from tests.benchmarks.report import Goal, milliseconds
from tests.reading.formats import pages, printed
from tests.reading.formats.word import seed_document

ROUNDS = 9
AIMS = {"html": 5, "docx": 20, "pdf": 30}
"""Milliseconds, for PDF each page."""


class Cost(NamedTuple):
    """The cost of one file: seconds for each page of a PDF, else for the file."""

    format: str
    seconds: float


def cost(data: bytes, name: str) -> Cost:
    """The median time of reading one file."""
    found = read_document(data, name)
    taken = []
    for _ in range(ROUNDS):
        began = time.process_time()
        # The process that reads PDF files costs the same, but is not counted here.
        _ = read_pdf(data) if found.format == "pdf" else read_document(data, name)
        taken.append(time.process_time() - began)
    return Cost(found.format, statistics.median(taken) / _pages(data, found.format))


def _pages(data: bytes, format_: str) -> int:
    if format_ != "pdf":
        return 1
    with pypdfium2.PdfDocument(data) as document:
        return len(document)


def seeds() -> Iterator[tuple[str, Cost]]:
    """The seed in every format that this machine can make."""
    for layout in pages.LAYOUTS:
        yield f"seed, html: {layout}", cost(pages.page(layout), "seed.html")
    yield "seed, docx", cost(seed_document(), "seed.docx")
    if printed.CHROMIUM is None:
        return
    for layout in printed.LAYOUTS:
        with tempfile.TemporaryDirectory() as folder:
            yield (
                f"seed, pdf, a page: {layout or 'plain'}",
                cost(printed.printed(layout, Path(folder)), "seed.pdf"),
            )


def given(paths: list[Path]) -> Iterator[tuple[str, Cost]]:
    """The median and the highest of the given files of each format."""
    costs: dict[str, list[float]] = defaultdict(list)
    for file in find_files(paths):
        found = cost(file.read_bytes(), file.name)
        costs[found.format].append(found.seconds)
    for name, seconds in sorted(costs.items()):
        yield f"{len(seconds)} files, {name}: median", Cost(name, statistics.median(seconds))
        yield f"{len(seconds)} files, {name}: highest", Cost(name, max(seconds))


def main() -> None:
    parser = argparse.ArgumentParser(description="What reading a file of each format costs")
    parser.add_argument("paths", nargs="*", type=Path, help="files and folders to read besides the seed")
    paths = parser.parse_args().paths
    report.header()
    for question, found in (*seeds(), *given(paths)):
        aim = AIMS.get(found.format)
        goal = Goal(aim, aim, most=True) if aim else None
        report.row(question, milliseconds(found.seconds), "", found.seconds * 1000, goal, " ms")
    text = read_report(SEED.read_bytes(), SEED.name)
    extract_report(text, explained=False)
    began = time.process_time()
    extract_report(text, explained=False)
    report.note("extracting the seed, for comparison", milliseconds(time.process_time() - began))


if __name__ == "__main__":
    main()
