"""The recipes run unchanged and print the output that the page shows."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from app.services.database import open_database
from app.services.ingesting.ingestion import ingest
from tests import recipes
from tests.recipes import Server
from tests.texts import REPORT_2020

TEXT = recipes.RECIPES.read_text(encoding="utf-8")
BLOCKS = recipes.blocks(TEXT)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with recipes.serving() as found:
        yield found


def test_there_is_a_recipe_for_each_tool() -> None:
    together = "".join(code for _, code, _ in BLOCKS)
    for tool in ("curl", "import pandas", "import polars", "import duckdb", "bom=1", "format=xlsx"):
        assert tool in together


def test_every_block_that_can_run_is_run() -> None:
    assert len(BLOCKS) == TEXT.count("```sh\n") + TEXT.count("```python\n")
    assert all(output for _, _, output in BLOCKS)


@pytest.mark.parametrize("language, code, output", BLOCKS)
def test_a_recipe_prints_what_the_page_says(
    server: Server, tmp_path: Path, language: str, code: str, output: str
) -> None:
    if language == "sh" and not (shutil.which("sh") and shutil.which("curl")):
        pytest.skip("this machine has no shell with curl")
    assert recipes.printed(server, language, code, tmp_path) == output


def test_the_mirror_is_equal_after_whatever_is_ingested(tmp_path: Path) -> None:
    (mirror,) = [code for _, code, _ in BLOCKS if "mirror.json" in code]
    report, said = tmp_path / "yunxi.txt", ""
    with recipes.serving() as own:
        # A report is added, then a new text of it, with changed values, a removed and an added sentence.
        other = REPORT_2020.replace("12家", "13家").replace("城镇登记失业率2.5%。", "新建书屋3家。")
        for text in ("", REPORT_2020, other, other):
            if text:
                report.write_text(text, encoding="utf-8")
                with open_database(own.environment["ZHIBIAO_DATABASE_URL"]) as database:
                    ingest(database, [report])
            said = recipes.printed(own, "python", mirror, tmp_path)
            mirrored = json.loads((tmp_path / "mirror.json").read_text(encoding="utf-8"))
            with urlopen(f"{own.address}/v1/observations?format=ndjson") as answer:  # noqa: S310 # our own
                rows = [json.loads(line) for line in answer]
            assert mirrored["rows"] == {row["id"]: row for row in rows}
            assert said.startswith(f"{len(rows)} observations, ")
        assert said.endswith(", 0 changes since the last run\n")
