"""Checks the README by running it: its picture, its commands with their output, its paths."""

import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from app.lexicon.catalogue import load_catalogue
from app.web.documents import FOLDER, QUESTION_PAGES
from tests import readme
from tests.readme import PICTURE, README, ROOT

TEXT = README.read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def served() -> Iterator[TestClient]:
    with readme.service() as client:
        yield client


def conversations() -> list[tuple[str, str, str]]:
    """Every command with its output, and the name of the text that contains it."""
    return [
        (path.relative_to(ROOT).as_posix(), *pair)
        for path in readme.TEXTS
        for pair in readme.conversations(path.read_text(encoding="utf-8"))
    ]


def test_readme_and_pages_ask() -> None:
    assert len(readme.conversations(TEXT)) >= 5
    asking = {name for name, _, _ in conversations()}
    assert asking >= {f"app/web/texts/{page.path}.md" for page in QUESTION_PAGES}


@pytest.mark.parametrize("path, command, answer", conversations())
def test_answers_are_as_the_texts_have_them(served: TestClient, path: str, command: str, answer: str) -> None:
    assert readme.answer(served, command) == answer


@pytest.mark.parametrize(
    "path, command, answer", [asked for asked in conversations() if "/texts/" in asked[0]]
)
def test_a_page_shows_rows(path: str, command: str, answer: str) -> None:
    """Otherwise the output of a failed command, or of one that selects nothing, would be written."""
    assert "about:blank" not in answer
    assert len(answer.splitlines()) > 1
    assert '"data": [\n\n]' not in answer


@pytest.fixture(scope="module")
def served_with_more_indicators() -> Iterator[TestClient]:
    """The service with one more indicator in each category, which no report mentions."""
    indicators = load_catalogue().indicators
    assert isinstance(indicators, dict)
    of_category = {row.category: row for row in indicators.values()}
    more = {f"AN_ADDED_{name.upper()}": row for name, row in of_category.items()}
    with pytest.MonkeyPatch.context() as patch, readme.service() as client:
        for code, row in more.items():
            patch.setitem(indicators, code, row._replace(code=code))
        yield client


@pytest.mark.parametrize("path, command, answer", conversations())
def test_an_added_indicator_changes_no_text(
    served_with_more_indicators: TestClient, path: str, command: str, answer: str
) -> None:
    """Otherwise each new row of the catalogue would change the output of a command in the text."""
    assert readme.answer(served_with_more_indicators, command) == answer


def test_every_command_of_a_text_is_run() -> None:
    """A block with a different layout would be visible to people but not to this test."""
    for path in readme.TEXTS:
        text = path.read_text(encoding="utf-8")
        assert len(readme.conversations(text)) == text.count("```console"), path.name


def test_every_question_is_asked_on_the_first_page() -> None:
    there = {path.stem for path in (FOLDER / "questions").glob("*.md")}
    assert {page.path.removeprefix("questions/") for page in QUESTION_PAGES} == there


def test_the_picture_is_what_comes_out() -> None:
    picture = PICTURE.findall(TEXT)[0]
    assert len(readme.rows(readme.quotations(picture))) >= 5
    assert readme.drawn(picture) == picture


@pytest.mark.parametrize("name", ["run", "test"])
def test_a_command_is_one_line(name: str) -> None:
    found = re.findall(rf"^<!-- command: {name} -->\n```sh\n(.*?)\n```$", TEXT, re.MULTILINE | re.DOTALL)
    assert len(found) == 1
    assert "\n" not in found[0]


def named_paths(text: str) -> set[str]:
    """The words in backticks that look like paths of this project; ``DIR`` is an argument of a command."""
    quoted = re.findall(r"`([\w.][\w./-]*)`", text)
    return {path for path in quoted if "/" in path and not path.startswith((".venv", "DIR/"))}


def test_the_readme_in_chinese_has_the_same_commands_and_paths_that_exist() -> None:
    chinese = (ROOT / "README.zh-CN.md").read_text(encoding="utf-8")
    for name in ("run", "test"):
        found = re.search(rf"<!-- command: {name} -->\n```sh\n(.+)\n```", TEXT)
        assert found
        assert found[1] in chinese
    for path in re.findall(r"\]\((?!http)([^)#]+)\)", chinese):
        assert (ROOT / path).exists(), path


@pytest.mark.parametrize("path", sorted(named_paths(TEXT) | named_paths(CONTRIBUTING)))
def test_paths_exist(path: str) -> None:
    assert (ROOT / path.replace("<topic>.txt", "")).exists()


def test_every_package_is_in_the_table_of_places() -> None:
    packages = {f"app/{path.parent.name}/" for path in (ROOT / "app").glob("*/__init__.py")}
    assert packages - named_paths(TEXT) == set()
