"""What the README says is run here: its picture, its questions and answers, its paths."""

import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tests import readme
from tests.readme import PICTURE, README, ROOT

TEXT = README.read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def served() -> Iterator[TestClient]:
    with readme.service() as client:
        yield client


def test_the_readme_asks_five_questions() -> None:
    assert len(readme.conversations(TEXT)) >= 5


@pytest.mark.parametrize(
    "command, answer",
    readme.conversations(TEXT),
    ids=[readme.address(command) for command, _ in readme.conversations(TEXT)],
)
def test_answers_are_as_the_readme_has_them(served: TestClient, command: str, answer: str) -> None:
    assert readme.answer(served, command) == answer


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
    """What stands in backticks and looks like a path of this project."""
    quoted = re.findall(r"`([\w.][\w./-]*)`", text)
    return {path for path in quoted if "/" in path and not path.startswith(".venv")}


@pytest.mark.parametrize("path", sorted(named_paths(TEXT) | named_paths(CONTRIBUTING)))
def test_paths_exist(path: str) -> None:
    assert (ROOT / path.replace("<topic>.txt", "")).exists()


def test_every_package_is_in_the_table_of_places() -> None:
    packages = {f"app/{path.parent.name}/" for path in (ROOT / "app").glob("*/__init__.py")}
    assert packages - named_paths(TEXT) == set()
