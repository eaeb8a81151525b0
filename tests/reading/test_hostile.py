"""Hostile files end as errors, in bounded time and memory. See also ``python -m tests.hostile``."""

from __future__ import annotations

import sys
from itertools import islice
from pathlib import Path

import pytest

from app.reading.errors import ReadingError
from app.reading.formats import apart
from app.services.database import open_database
from tests.databases import migrated_file
from tests.hostile.files import File, fuzzed, repeated, special
from tests.reading.formats.test_pdf import pdf_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory is measured by what Linux says")


LONG = {"forms.pdf", "long.html", "empty.html"}
"""They take seconds to be refused."""


def test_a_sample_of_hostile_files(tmp_path: Path) -> None:
    from tests.hostile.__main__ import read, seeds

    short = (file for file in special() if file.name not in LONG)
    chosen = [*short, *islice(fuzzed(seeds(), 3), 8)]
    with open_database(migrated_file(tmp_path / "hostile.db")) as database:
        wrong = {file.name: cost.wrong for file in chosen if (cost := read(database, file)).wrong}
    assert wrong == {}


def test_numbers_of_one_endless_sentence_do_not_store_it_again_each(tmp_path: Path) -> None:
    """It takes 3,700 bytes for each number; with the sentence on each row it took 10,000."""
    from tests.hostile.__main__ import read

    with open_database(migrated_file(tmp_path / "hostile.db")) as database:
        cost = read(database, File("a.txt", repeated("增长5%、", 1500)))
    assert cost.result
    assert (cost.result.observations, cost.wrong) == (1500, "")
    assert (tmp_path / "hostile.db").stat().st_size < 1500 * 6000


def test_the_measure_notices_what_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.hostile import __main__ as hostile

    monkeypatch.setattr(hostile, "SECONDS", 0.0)
    with open_database(migrated_file(tmp_path / "hostile.db")) as database:
        slow = hostile.read(database, File("a.txt", "各位代表：2019年增长5%。".encode()))
        monkeypatch.setattr(hostile, "SECONDS", 5.0)
        taken = hostile.read(database, File("b.txt", "各位代表：2018年增长5%。".encode(), broken=True))
    assert slow.wrong.startswith("takes ")
    assert taken.wrong == "is taken"


def test_a_process_that_breaks_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    good = pdf_of("GDP 500 in 2019, up by 5 percent.")
    process = apart.Process()
    monkeypatch.setattr(apart, "_process", process)
    with monkeypatch.context() as broken:
        broken.setattr(apart, "_PROGRAM", "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)")
        with pytest.raises(ReadingError, match="too much time or memory"):
            apart.read_pdf_apart(good)
    assert apart.read_pdf_apart(good).text == "GDP 500 in 2019, up by 5 percent."
    process.end()
