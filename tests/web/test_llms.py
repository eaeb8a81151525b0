"""``/llms.txt`` follows the convention and lists every page, list and file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.store.declared.resources import LISTS
from app.web.documents import DOCUMENTS
from tests.api.clients import small_service

LINK = re.compile(r"^- \[([^\]]+)\]\((\S+)\): (.+)$")
#: The addresses of lists that need the review token.
PRIVATE = tuple(f"/v1/{list_.path}" for list_ in LISTS.values() if list_.private)


@pytest.fixture(scope="module")
def text(shared_client: TestClient) -> str:
    answer = shared_client.get("/llms.txt")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    return answer.text


def links(text: str) -> dict[str, str]:
    """The description of each address."""
    lines = [found for line in text.split("\n## ", 1)[1].splitlines() if (found := LINK.match(line))]
    return {found[2]: found[3] for found in lines}


def test_it_has_a_title_a_summary_and_sections_of_links(text: str) -> None:
    title, _, summary, *_ = text.splitlines()
    assert title == "# Zhibiao 指标"
    assert summary.startswith("> Every numeric indicator")
    assert len(re.findall("^# ", text, re.MULTILINE)) == 1
    sections = re.split(r"^## (.+)$", text, flags=re.MULTILINE)[1:]
    assert sections[::2] == ["Data", "Questions", "Reference", "Optional"]
    for section in sections[1::2]:
        assert all(LINK.match(line) for line in section.split("\n") if line), section


def test_it_names_every_operation_and_every_page(shared_client: TestClient, text: str) -> None:
    there = {address.removeprefix("http://testserver").partition("?")[0] for address in links(text)}
    paths = shared_client.get("/openapi.json").json()["paths"]
    operations = {path for path in paths if not path.endswith(".{format}")}
    pages = {f"/{path}.md" for path in DOCUMENTS}
    assert there == operations | pages | {"/openapi.json", "/docs"}


def test_its_addresses_work(shared_client: TestClient, known: dict[str, str], text: str) -> None:
    for address in links(text):
        if "{name}" in address or address.endswith(PRIVATE):
            # The folder contains no release, and the service has no token.
            continue
        path = address.replace("/observations/{id}", f"/observations/{known['observation']}")
        answer = shared_client.get(path.replace("{id}", known["report"]))
        assert answer.status_code == 200, address


@pytest.mark.parametrize("name", LISTS)
def test_it_names_the_filters_of_a_list(text: str, name: str) -> None:
    (said,) = [
        said
        for address, said in links(text).items()
        if address.partition("?")[0].endswith(f"/v1/{LISTS[name].path}")
    ]
    filters = re.findall(r"`(\w+)`", said.rpartition("Filters:")[2])
    assert filters == [row.name for row in LISTS[name].filters]


def test_behind_a_prefix_it_names_that(tmp_path: Path) -> None:
    with small_service(tmp_path, root_path="/zhibiao") as client:
        assert "](http://testserver/zhibiao/v1/observations)" in client.get("/zhibiao/llms.txt").text
        assert client.get("/zhibiao/fields").status_code == 200
