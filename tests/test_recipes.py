"""Recipes run as they stand, and print what the page says."""

import shutil
from collections.abc import Iterator

import pytest

from tests import recipes

TEXT = recipes.RECIPES.read_text(encoding="utf-8")
BLOCKS = recipes.blocks(TEXT)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
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
def test_a_recipe_prints_what_the_page_says(address: str, language: str, code: str, output: str) -> None:
    if language == "sh" and not (shutil.which("sh") and shutil.which("curl")):
        pytest.skip("this machine has no shell with curl")
    assert recipes.printed(address, language, code) == output
