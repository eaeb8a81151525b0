"""The output in README and in the pages. ``test_docs.py`` checks it; update it with

    python -m tests.readme

after a change of the output. Read the difference before you commit it.
"""

import re
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

import msgspec
from starlette.testclient import TestClient

from app.config import Settings
from app.extraction import extract
from app.lexicon.lexicon import load_lexicon
from app.main import create_app
from app.model.observation import Observation
from app.reading.report import read_report
from app.services.database import migrate, open_database
from app.services.ingesting.files import find_files
from app.services.ingesting.ingestion import ingest
from tests import recipes

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
#: All texts with commands and their output.
TEXTS = (README, *sorted((ROOT / "app" / "web" / "texts").rglob("*.md")))
SEED = ROOT / "seeds" / "yinzhou-2020.txt"
SERVER = "http://127.0.0.1:8000"

CONVERSATION = re.compile(r"^```console\n\$ (?P<command>.*)\n(?P<answer>(?:.*\n)*?)```$", re.MULTILINE)
PICTURE = re.compile(r"(?<=<!-- picture -->\n)(?:.*\n)*?(?=<!-- /picture -->)")
COLUMNS = ("indicator", "indicator_code", "scope", "measure", "status", "value", "bound", "unit", "year")


def conversations(text: str) -> list[tuple[str, str]]:
    """The commands of a text, each with the output below it."""
    return [(found["command"], found["answer"]) for found in CONVERSATION.finditer(text)]


def address(command: str) -> str:
    """The path and query of a curl command."""
    words = shlex.split(command)
    assert words[:2] == ["curl", "-s"], command
    url = next(word for word in words if word.startswith(SERVER))
    data = [words[n + 1].partition("=")[::2] for n, word in enumerate(words) if word == "--data-urlencode"]
    assert not data or "-G" in words, "data without -G would be a POST"
    return url.removeprefix(SERVER) + ("?" + urlencode(data) if data else "")


@contextmanager
def service() -> Iterator[TestClient]:
    """The service with the seeds, as the run command of the README starts it."""
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'zhibiao.db'}"
        database = open_database(url)
        migrate(database)
        ingest(database, find_files([SEED.parent]))
        with TestClient(create_app(Settings(url)), base_url=SERVER) as client:
            yield client


def answer(client: TestClient, command: str) -> str:
    """The response to the command, formatted for reading."""
    response = client.get(address(command))
    if response.headers["content-type"] == "application/json":
        return laid_out(response.text)
    return response.text.replace("\r\n", "\n").rstrip("\n") + "\n"


class Page(msgspec.Struct):
    """The response of a list, with its parts as raw JSON."""

    data: list[msgspec.Raw]
    next: msgspec.Raw
    total: msgspec.Raw
    facets: dict[str, list[msgspec.Raw]] = {}


def laid_out(text: str) -> str:
    """The response of a list with one line for each row and for each value of a facet."""
    page = msgspec.json.decode(text, type=Page)
    rest = f'"next": {bytes(page.next).decode()}, "total": {bytes(page.total).decode()}'
    facets = ", ".join(f'"{name}": {one_a_line(values)}' for name, values in page.facets.items())
    counted = f', "facets": {{{facets}}}' if facets else ""
    return f'{{"data": {one_a_line(page.data)}, {rest}{counted}}}\n'


def one_a_line(rows: list[msgspec.Raw]) -> str:
    """A JSON array with one element on each line."""
    return "[\n" + ",\n".join(f"  {bytes(row).decode()}" for row in rows) + "\n]"


def quotations(picture: str) -> list[str]:
    """The quotations from the seed in the picture."""
    return re.findall(r"^> (.+)$", picture, re.MULTILINE)


def rows(words: list[str]) -> list[Observation]:
    """The observations of the quoted words at their positions in the seed."""
    report = read_report(SEED.read_bytes(), SEED.name)
    places = [(report.text.index(quoted), len(quoted)) for quoted in words]
    found = extract(report, load_lexicon()).observations
    return [one for one in found if any(at <= one.value_start < at + length for at, length in places)]


def cell(value: object) -> str:
    """The text of a field in the picture."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value or "")


def drawn(picture: str) -> str:
    """The picture with an updated table."""
    text = picture.split("\n|", maxsplit=1)[0].rstrip("\n")
    lines = ["| " + " | ".join(COLUMNS) + " |", "| " + " | ".join("---" for _ in COLUMNS) + " |"]
    for one in rows(quotations(picture)):
        cells = (cell(getattr(one, column)) for column in COLUMNS)
        lines.append("| " + " | ".join(cells) + " |")
    return text + "\n\n" + "\n".join(lines) + "\n"


def written(text: str, client: TestClient) -> str:
    """The text with all its output updated."""
    text = PICTURE.sub(lambda found: drawn(found[0]), text)
    return CONVERSATION.sub(
        lambda found: f"```console\n$ {found['command']}\n{answer(client, found['command'])}```", text
    )


def write_all() -> None:
    """Update all texts."""
    with service() as client:
        for path in TEXTS:
            path.write_text(written(path.read_text(encoding="utf-8"), client), encoding="utf-8")
    text = recipes.RECIPES.read_text(encoding="utf-8")
    recipes.RECIPES.write_text(recipes.written(text), encoding="utf-8")


if __name__ == "__main__":
    write_all()
