"""More about a report than its text: locations in its file, the file, other texts, the citation."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import msgspec
import pypdfium2
import pytest
from lxml import etree, html
from starlette.testclient import TestClient

from app.api.responses.files import MEDIA_TYPES
from app.config import Settings
from app.services.ingesting.files import find_files
from app.services.ingesting.ingestion import ReadingOptions, ingest
from app.services.lists import observations
from tests.api.clients import asking, database_of
from tests.databases import migrated_file
from tests.reading.formats.pages import page
from tests.reading.formats.printed import CHROMIUM, printed
from tests.reading.formats.word import docx, p, seed_document
from tests.texts import REPORT_2020

W = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
ID = "330212-2020"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with asking(Settings(migrated_file(tmp_path / "files.db"))) as made:
        yield made


def give(client: TestClient, folder: Path, *, keep: bool = True, **files: bytes) -> None:
    """Ingest files by their names, with ``__`` for the point."""
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name.replace("__", ".")).write_bytes(data)
    reading = ReadingOptions("宁波市鄞州区", keep_files=keep)
    assert {result.reason for result in ingest(database_of(client), find_files([folder]), reading)} == {None}


def located(client: TestClient, limit: int = 1000) -> list[tuple[str, dict[str, Any]]]:
    """The text of each number with its locator."""
    rows = client.get(f"/v1/observations?limit={limit}&fields=id,value_text").json()["data"]
    # The API derives each number again, which takes long; for the first it must say the same.
    details = [observations.one(database_of(client), row["id"], derived=False) for row in rows]
    found = [(one.observation.value_text, builtins(one.locator._asdict())) for one in details]
    evidence = client.get(f"/v1/observations/{rows[0]['id']}").json()["evidence"]
    assert (evidence["value"]["text"], evidence["locator"]) == found[0]
    return found


def builtins(value: dict[str, Any]) -> dict[str, Any]:
    """What a reader of the JSON gets."""
    found: dict[str, Any] = json.loads(msgspec.json.encode(value))
    return found


def test_numbers_of_a_plain_text_know_their_line(client: TestClient, tmp_path: Path) -> None:
    give(client, tmp_path / "in", a__txt=REPORT_2020.encode())
    found = located(client)
    lines = REPORT_2020.split("\n")
    assert len(found) == 9
    for words, locator in found:
        assert words in lines[locator["line"] - 1]
        assert {locator[name] for name in ("paragraph", "page", "box", "path")} == {None}


def test_numbers_of_a_word_document_know_their_paragraph(client: TestClient, tmp_path: Path) -> None:
    data = seed_document()
    give(client, tmp_path / "in", a__docx=data)
    text = client.get(f"/v1/reports/{ID}/text").text.split("\n")
    with zipfile.ZipFile(BytesIO(data)) as archive:
        body = etree.fromstring(archive.read("word/document.xml"))
    for words, locator in located(client):
        part, _, path = locator["path"].partition(" ")
        assert part == "word/document.xml"
        (paragraph,) = body.xpath(path, namespaces=W)
        assert words in "".join(paragraph.itertext())
        assert words in text[locator["paragraph"] - 1]


def test_cells_of_a_word_document_know_their_own_paragraph(client: TestClient, tmp_path: Path) -> None:
    row = "".join(f"<w:tc>{p(cell)}</w:tc>" for cell in ("全区新建学校", "", "新建学校3所，好。"))
    body = "".join(map(p, REPORT_2020.split("\n"))) + f"<w:tbl><w:tr>{row}</w:tr></w:tbl>"
    give(client, tmp_path / "in", a__docx=docx(body))
    paths = {locator["path"] for words, locator in located(client) if words == "3所"}
    assert paths == {f"word/document.xml (//w:p)[{len(REPORT_2020.split(chr(10))) + 3}]"}


@pytest.mark.parametrize("layout", ["paragraphs", "a word processor's export", "torn by tags", "breaks"])
def test_numbers_of_a_web_page_know_their_element(client: TestClient, tmp_path: Path, layout: str) -> None:
    data = page(layout)
    give(client, tmp_path / "in", a__html=data)
    root = html.document_fromstring(data)
    text = client.get(f"/v1/reports/{ID}/text").text.split("\n")
    for words, locator in located(client, 60):
        (element,) = root.xpath(locator["path"])
        assert words in element.text_content()
        assert words in text[locator["paragraph"] - 1]


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on the PATH")
@pytest.mark.parametrize("layout", ["one column", "two columns"])
def test_numbers_of_a_pdf_know_their_page_and_box(client: TestClient, tmp_path: Path, layout: str) -> None:
    data = printed(layout, tmp_path)
    give(client, tmp_path / "in", a__pdf=data)
    found = located(client)
    assert len(found) > 300
    with pypdfium2.PdfDocument(data) as document:
        pages = [document[index].get_textpage() for index in range(len(document))]
        for words, locator in found:
            inside = pages[locator["page"] - 1].get_text_bounded(*locator["box"]).strip()
            # A number may continue on the next line.
            beginnings = (words[:length] for length in range(1, len(words)))
            assert words in inside or any(map(inside.endswith, beginnings))


@pytest.mark.parametrize("keep", [True, False])
@pytest.mark.parametrize(
    "name,data,media_type",
    [
        ("a__txt", REPORT_2020.encode(), "text/plain"),
        ("余姚__txt", REPORT_2020.encode("gb18030"), "text/plain"),
        ("a__html", page("breaks"), "text/html"),
        (
            "a__docx",
            seed_document(),
            MEDIA_TYPES["docx"],
        ),
    ],
)
def test_the_original_file_is_sent_to_the_byte_and_never_run(
    client: TestClient, tmp_path: Path, name: str, data: bytes, media_type: str, *, keep: bool
) -> None:
    give(client, tmp_path / "in", keep=keep, **{name: data})
    answer = client.get(f"/v1/reports/{ID}/original")
    assert answer.content == data
    assert answer.headers["content-type"] == media_type
    named = unquote(answer.headers["content-disposition"])
    assert named == f"attachment; filename*=UTF-8''{name.replace('__', '.')}"
    assert answer.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert client.get(f"/v1/reports/{ID}").json()["file_sha256"] == sha256(data).hexdigest()
    assert client.get(f"/v1/reports/{ID}/original", headers={"Accept": "image/png"}).status_code == 406


FACTS = "地区,指标,年份,数值,单位\n宁波市,粮食产量,2018,5,万吨\n宁波市,粮食产量,2019,6,万吨\n"


@pytest.mark.parametrize("keep", [True, False])
@pytest.mark.parametrize("data", [FACTS.encode("gb18030"), FACTS.replace(",", "\t").encode()])
def test_all_reports_of_a_table_have_its_file(
    client: TestClient, tmp_path: Path, data: bytes, *, keep: bool
) -> None:
    name = "a.tsv" if b"\t" in data else "a.csv"
    give(client, tmp_path / "in", keep=keep, **{name.replace(".", "__"): data})
    answer = client.get("/v1/reports/330200-table-a-2019/original")
    assert answer.content == data
    assert answer.headers["content-type"].startswith(MEDIA_TYPES[name[2:]])
    assert client.get("/v1/reports/330200-table-a-2019").json()["file_sha256"] == sha256(data).hexdigest()
    (tmp_path / "in" / name).unlink()
    assert (client.get("/v1/reports/330200-table-a-2020/original").status_code == 200) == keep


def test_a_file_that_is_not_kept_and_gone_or_changed_is_not_sent(client: TestClient, tmp_path: Path) -> None:
    data = REPORT_2020.encode("gb18030")
    give(client, tmp_path / "in", keep=False, a__txt=data)
    (tmp_path / "in" / "a.txt").write_bytes(data + b"\n")
    answer = client.get(f"/v1/reports/{ID}/original")
    assert answer.status_code == 404
    assert sha256(data).hexdigest() in answer.json()["detail"]
    (tmp_path / "in" / "a.txt").unlink()
    assert client.get(f"/v1/reports/{ID}/original").status_code == 404
    assert client.get("/v1/reports/nowhere-2020/original").status_code == 404


def test_all_texts_of_a_report_are_listed(client: TestClient, tmp_path: Path) -> None:
    give(client, tmp_path / "in", a__txt=REPORT_2020.encode(), b__txt=(REPORT_2020 + "好。\n").encode())
    rows = client.get(f"/v1/reports/{ID}/versions").json()["data"]
    assert [(row["source"], row["in_use"]) for row in rows] == [("b.txt", True), ("a.txt", False)]
    report = client.get(f"/v1/reports/{ID}").json()
    assert (report["versions"], report["choice"]) == (2, "longer")
    assert [row["id"] for row in client.get("/v1/reports?choice=longer").json()["data"]] == [ID]


def test_reports_and_numbers_are_cited(client: TestClient, tmp_path: Path) -> None:
    stated = (
        "path,source_url,publisher,retrieved_on,title\na.txt,https://example.org/1,某网,2024-02-03,某报告\n"
    )
    give(client, tmp_path / "in", a__txt=REPORT_2020.encode())
    version = client.get(f"/v1/reports/{ID}").json()["extractor_version"]
    assert client.get(f"/v1/reports/{ID}").json()["citation"] == (
        f"鄞州区人民政府. 政府工作报告[R]. 鄞州区, 2020-01-15. Zhibiao {ID} (extractor {version})."
    )
    assert stated
    assert client.get(f"/v1/reports/{ID}/citation").json() == [
        {
            "id": ID,
            "type": "report",
            "title": "政府工作报告",
            "author": [{"literal": "鄞州区人民政府"}],
            "publisher-place": "鄞州区",
            "issued": {"date-parts": [[2020, 1, 15]]},
            "archive": "Zhibiao",
            "archive_location": ID,
            "version": version,
            "language": "zh-CN",
        }
    ]
    row = client.get("/v1/observations?q=养老&year=2019").json()["data"][0]
    detail = client.get(f"/v1/observations/{row['id']}").json()
    assert f"2020-01-15. 新建养老机构: 12家 (2019). Zhibiao {row['id']}" in detail["citation"]
    assert client.get("/v1/reports/nowhere-2020/citation").status_code == 404
