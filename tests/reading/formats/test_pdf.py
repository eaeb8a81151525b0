"""PDF files: the geometry of pages, and the seed as a browser prints it."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.model.place import Box, PlaceInFile
from app.reading.errors import ReadingError
from app.reading.formats.pdf import read_pdf
from app.reading.formats.pdf_lines import Character, lines_of_page, paragraphs
from app.reading.report import read_report
from tests.reading.formats.printed import CHROMIUM, LAYOUTS, printed
from tests.reading.formats.rows import share_equal

SIZE, WIDTH = 10.0, 28


def typeset(*lines: str, top: float = 800.0, size: float = SIZE) -> list[Character]:
    """Lines of characters with equal width, 1.5 lines apart; a leading blank indents, ``|`` starts a cell."""
    found = []
    for number, line in enumerate(lines):
        left, bottom = 100.0, top - number * 1.5 * size
        for character in line:
            if character == "|":
                left += 5 * size
                continue
            found.append(Character(character, left, left + size, bottom, bottom + size))
            left += size
    return found


def read(*pages: list[Character]) -> list[str]:
    return [line.text for line in paragraphs([lines_of_page(page) for page in pages])]


FULL = "甲" * WIDTH


@pytest.mark.parametrize(
    "lines,expected",
    [
        ((FULL, FULL, "乙乙"), [FULL + FULL + "乙乙"]),
        ((FULL, "乙" * 20, FULL), [FULL + "乙" * 20, FULL]),  # a short line ends its paragraph
        ((FULL, "　　" + "丙" * 26, FULL), [FULL, "丙" * 26 + FULL]),  # an indent begins one
        ((FULL, "一、回顾", FULL), [FULL, "一、回顾", FULL]),
        ((FULL, "甲" * 25, "18.5%，乙"), [FULL + "甲" * 25 + "18.5%，乙"]),  # what did not fit moved whole
        ((FULL, "指标|2023年", "总值|5.3", FULL), [FULL, "指标\t2023年", "总值\t5.3", FULL]),
        ((FULL, "二、|农|业", FULL), [FULL, "二、农业", FULL]),  # a heading that is spaced out
    ],
)
def test_lines_are_joined_by_where_they_end(lines: tuple[str, ...], expected: list[str]) -> None:
    assert read(typeset(*lines)) == expected


def test_pages_without_lines_of_text_have_no_columns() -> None:
    assert read([], typeset("指标|2023年"), typeset("甲乙")) == ["指标\t2023年", "甲乙"]


def test_starts_within_a_point_are_of_one_column() -> None:
    moved = [one._replace(left=one.left + 0.6, right=one.right + 0.6) for one in typeset(FULL, "乙", top=700)]
    assert read([*typeset(FULL, FULL), *moved]) == [FULL * 3 + "乙"]


def test_each_column_has_its_own_edges() -> None:
    narrow = "甲" * 15
    left, right = typeset(narrow, narrow, "乙"), typeset(narrow, narrow, "丙丙")
    moved = [one._replace(left=one.left + 200, right=one.right + 200) for one in right]
    assert read([*left, *moved]) == [narrow * 2 + "乙", narrow * 2 + "丙丙"]


def test_a_larger_line_is_a_heading() -> None:
    heading = typeset("题" * 20, top=830, size=14)
    assert read([*heading, *typeset(FULL, "乙")]) == ["题" * 20, FULL + "乙"]


def test_a_font_with_tall_boxes_is_no_larger_font() -> None:
    tall = [one._replace(top=one.bottom + 14) for one in typeset("乙乙", top=785)]
    assert read([*typeset(FULL), *tall]) == [FULL + "乙乙"]


def test_running_heads_and_page_numbers_go_and_paragraphs_run_over_pages() -> None:
    pages = [
        typeset("某市公报", *[character * WIDTH for character in characters], f"- {number} -")
        for number, characters in enumerate(("甲乙丙丁", "戊己庚辛", "壬癸子丑"), 1)
    ]
    assert read(*pages) == ["".join(character * WIDTH for character in "甲乙丙丁戊己庚辛壬癸子丑")]


def test_a_line_that_comes_on_every_page_but_not_at_its_edge_stays() -> None:
    inner = ("一一", "二二", "三三", "增长5%。", "四四", "五五", "六六")
    assert "".join(read(*[typeset(*inner) for _ in range(3)])).count("增长5%。") == 3


@pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium on the PATH")
@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_seed_as_a_browser_prints_it_gives_its_rows(layout: str, tmp_path: Path) -> None:
    report = read_report(printed(layout, tmp_path), "seed.pdf")
    assert report.format == "pdf"
    assert share_equal(report) >= 0.99


def test_each_fragment_knows_its_page_and_box() -> None:
    lines = list(paragraphs([lines_of_page(typeset("指标|2023年", FULL)), lines_of_page(typeset("乙乙"))]))
    assert [line.text for line in lines] == ["指标\t2023年", FULL + "乙乙"]
    assert lines[0].places == (
        PlaceInFile(0, 1, Box(100, 800, 120, 810)),
        PlaceInFile(3, 1, Box(170, 800, 220, 810)),
    )
    assert lines[1].places == (
        PlaceInFile(0, 1, Box(100, 785, 380, 795)),
        PlaceInFile(28, 2, Box(100, 800, 120, 810)),
    )


def pdf_of(text: str, pages: int = 1) -> bytes:
    """A PDF with so many pages, each with one line of ASCII text."""
    stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode()
    kids = " ".join(f"{4 + n} 0 R" for n in range(pages))
    font = "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 3 0 R /Resources {font} >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        b"<< /Length %d >> stream\n%s\nendstream" % (len(stream), stream),
        *([page.encode()] * pages),
    ]
    body, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    start = len(body)
    return (
        body
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
        + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, start)
    )


def test_a_small_pdf_is_read() -> None:
    assert read_pdf(pdf_of("GDP 500 in 2019, up by 5 percent.")).text == "GDP 500 in 2019, up by 5 percent."


@pytest.mark.parametrize(
    "data,reason",
    [
        (pdf_of(""), "is a scan"),
        (pdf_of("x", pages=3001), "more than 3,000 pages"),
        (b"%PDF-1.7\n", "damaged PDF"),
        (pdf_of("x").replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]"), "scan|damaged"),
    ],
)
def test_hostile_files_are_refused_by_their_defect(data: bytes, reason: str) -> None:
    with pytest.raises(ReadingError, match=reason):
        read_pdf(data)
