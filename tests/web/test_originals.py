"""The original file beside the sentence: a PDF page with a box, a web page with a marked number."""

from __future__ import annotations

import re
import struct
import zlib
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree

import pypdfium2
import pytest
from starlette.testclient import TestClient

from app.config import Settings
from app.reading.errors import ReadingError
from app.reading.formats.apart import draw_page_apart
from app.reading.formats.html_marked import Words, marked
from app.services.ingesting.files import find_files
from app.services.ingesting.ingestion import ReadingOptions, ingest
from tests.api.clients import asking, database_of
from tests.databases import migrated_file
from tests.reading.formats.pages import page
from tests.reading.formats.printed import CHROMIUM, printed

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with asking(Settings(migrated_file(tmp_path / "pages.db"))) as made:
        yield made


def give(client: TestClient, folder: Path, name: str, data: bytes) -> list[dict[str, str]]:
    folder.mkdir()
    (folder / name).write_bytes(data)
    reading = ReadingOptions("宁波市鄞州区", keep_files=True)
    assert [result.reason for result in ingest(database_of(client), find_files([folder]), reading)] == [None]
    rows: list[dict[str, str]] = client.get("/v1/observations?limit=40&fields=id,value_text").json()["data"]
    return rows


def beside(client: TestClient, row: dict[str, str], element: str) -> str:
    """The address of the original on the page of an observation."""
    at = f"/observations/{row['id']}"
    found = re.search(rf'<{element} [^>]*src="([^"]+)"', client.get(at).text)
    assert found
    return urljoin(at, str(found[1]))


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on the PATH")
def test_a_page_of_a_pdf_has_a_box_around_the_number(client: TestClient, tmp_path: Path) -> None:
    data = printed("one column", tmp_path)
    row = give(client, tmp_path / "in", "a.pdf", data)[7]
    answer = client.get(beside(client, row, "img"))
    assert answer.headers["content-type"].startswith("image/svg+xml")
    root = ElementTree.fromstring(answer.text)  # noqa: S314 # our own
    image = root.find(f"{SVG}image")
    line, box = (root.find(f"{SVG}rect[@class='{name}']") for name in ("line", "number"))
    assert image is not None
    assert box is not None
    assert line is not None
    png = b64decode(image.attrib["href"].partition(",")[2])
    width, height = struct.unpack(">II", png[16:24])
    assert height == 1414
    assert 990 < width < 1100
    left, top, wide, high = (float(box.attrib[name]) for name in ("x", "y", "width", "height"))
    bottom = float(root.attrib["height"]) - top - high
    number = int(re.findall(r"\d+", root.findtext(f"{SVG}title") or "")[0])
    with pypdfium2.PdfDocument(data) as document:
        # The boxes of neighbouring characters touch.
        inner = (left + 3, bottom + 3, left + wide - 3, bottom + high - 3)
        words = document[number - 1].get_textpage().get_text_bounded(*inner)
    assert words.strip() == row["value_text"]
    assert float(line.attrib["width"]) > 5 * wide


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on the PATH")
def test_a_page_of_text_is_small_and_has_16_levels_of_grey(tmp_path: Path) -> None:
    data = printed("one column", tmp_path)
    png = draw_page_apart(data, 1).png
    assert len(png) < 200_000
    (width, height), (depth, colour) = struct.unpack(">II", png[16:24]), png[24:26]
    assert (depth, colour) == (4, 0)
    at = png.index(b"IDAT")
    (length,) = struct.unpack(">I", png[at - 4 : at])
    lines = zlib.decompress(png[at + 4 : at + 4 + length])
    size = 1 + (width + 1) // 2
    with pypdfium2.PdfDocument(data) as document:
        first = document[0]
        drawn = first.render(scale=1414 / max(first.get_size()), rev_byteorder=True)
        pixels, step = bytes(drawn.buffer), drawn.n_channels
        drawn.close()
    for y in range(0, height, 50):
        halves = lines[y * size + 1 : (y + 1) * size]
        levels = [level for two in halves for level in (two >> 4, two & 15)][:width]
        row = pixels[y * drawn.stride : y * drawn.stride + width * step : step]
        assert max(abs(17 * level - value) for level, value in zip(levels, row, strict=True)) <= 8


@pytest.mark.parametrize("layout", ["paragraphs", "breaks", "a word processor's export"])
def test_a_web_page_has_the_number_marked(client: TestClient, tmp_path: Path, layout: str) -> None:
    for row in give(client, tmp_path / "in", "a.html", page(layout))[:10]:
        address = beside(client, row, "iframe")
        assert address.endswith("#zhibiao-number")
        answer = client.get(address)
        assert answer.text.count(f'<mark id="zhibiao-number">{row["value_text"]}</mark>') == 1
        assert "sandbox; default-src 'none'" in answer.headers["content-security-policy"]
        assert not re.search(r"<script|<img|<link|\son\w+=|href=|src=", answer.text)


EVIL = (
    "<html><head><meta http-equiv=refresh content='0;url=//x'><base href=//x></head><body onload=x()>"
    "<div style='background:url(//x)'><p onclick=x()>新增就业<a href=javascript:x()>3.5万人</a>。</p>"
    "<img src=//x onerror=x()><svg onload=x()></svg><form action=//x><input></form></div></body></html>"
)


def test_nothing_of_a_page_runs_or_loads() -> None:
    shown = marked(EVIL, "/html/body/div[1]/p[1]", Words("就业", "3.5万人", "。"))
    assert '<mark id="zhibiao-number">3.5万人</mark>' in shown
    assert not re.search(r"//x|x\(\)|javascript|<(img|svg|form|meta http|base)", shown)


@pytest.mark.parametrize(
    "path", ["/html/body/div[2]", "/html/body/p[1]/x", "/html/body/div[1]//p", "//*[@id]"]
)
def test_a_path_that_leads_nowhere_is_refused(path: str) -> None:
    with pytest.raises(ReadingError, match="no such element"):
        marked(EVIL, path, Words("", "1", ""))


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 nothing", b"no PDF"])
def test_what_cannot_be_drawn_is_refused_by_a_process_that_stays(data: bytes) -> None:
    for _ in range(2):
        with pytest.raises(ReadingError):
            draw_page_apart(data, 1)


def test_a_plain_text_has_no_page_beside_it(shared_client: TestClient, known: dict[str, str]) -> None:
    at = f"/observations/{known['observation']}"
    assert 'class="original"' not in shared_client.get(at).text
    for ending in ("page.svg", "page.html"):
        assert shared_client.get(f"{at}/{ending}").status_code == 404
