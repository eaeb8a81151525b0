"""Word documents: the text that a person sees, and nothing else."""

import pytest

from app.reading.errors import ReadingError
from app.reading.formats.docx import read_docx
from app.reading.formats.numbering import chinese, in_figures
from app.reading.report import read_report
from tests.reading.formats.rows import share_equal
from tests.reading.formats.word import LEVELS, docx, level, numbered, numbering, p, packed, run, seed_document


def lines(body: str, **parts: str) -> list[str]:
    return read_docx(docx(body, **parts)).text.split("\n")


@pytest.mark.parametrize(
    "body,expected",
    [
        (p(run("增长") + run("5.") + run("3%")), ["增长5.3%"]),  # an editor tore the runs
        (
            p(run("增长") + f"<w:ins>{run('5%')}</w:ins><w:del><w:r><w:delText>4%</w:delText></w:r></w:del>"),
            ["增长5%"],
        ),
        (p(f"<w:moveFrom>{run('旧')}</w:moveFrom><w:moveTo>{run('新')}</w:moveTo>"), ["新"]),
        (p(run("甲") + "<w:r><w:br/></w:r>" + run("乙")), ["甲", "乙"]),
        (p(run("甲") + '<w:r><w:br w:type="page"/></w:r>' + run("乙")), ["甲乙"]),
        (p(run("看得见") + run("看不见", "<w:vanish/>")), ["看得见"]),
        (p('<w:r><w:instrText>PAGE</w:instrText></w:r>' + run("1")), ["1"]),
        (f"<w:sdt><w:sdtContent>{p('控件里的段落')}</w:sdtContent></w:sdt>", ["控件里的段落"]),
        (
            p(run("正文") + f"<w:r><w:pict><w:txbxContent>{p('文本框')}</w:txbxContent></w:pict></w:r>"),
            ["正文", "文本框"],
        ),
        (p(f"<w:hyperlink>{run('链接')}</w:hyperlink>"), ["链接"]),
    ],
)  # fmt: skip
def test_the_text_is_what_a_reader_sees(body: str, expected: list[str]) -> None:
    assert lines(body) == expected


def test_a_text_box_that_is_stored_twice_is_read_once() -> None:
    compatible = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<mc:Choice><w:txbxContent>{p('框')}</w:txbxContent></mc:Choice>"
        f"<mc:Fallback><w:txbxContent>{p('框')}</w:txbxContent></mc:Fallback></mc:AlternateContent>"
    )
    assert lines(p(run("正文") + f"<w:r>{compatible}</w:r>")) == ["正文", "框"]


def test_a_row_of_a_table_is_a_line() -> None:
    cell = "<w:tc>{}</w:tc>".format
    inner = f"<w:tbl><w:tr>{cell(p('内'))}</w:tr></w:tbl>"
    rows = (
        f"<w:tr>{cell(p('指标'))}{cell(p('2023年') + p('（亿元）'))}</w:tr>"
        f"<w:tr>{cell(p('生产总值'))}{cell(p('500') + inner)}</w:tr>"
    )
    assert lines(f"<w:tbl>{rows}</w:tbl>") == ["指标\t2023年 （亿元）", "生产总值\t500", "内"]


def test_a_cell_over_several_columns_leaves_the_others_empty() -> None:
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="{}"/></w:tcPr>{}</w:tc>'.format
    rows = (
        (wide(3, p("表1")),),
        (wide(1, p("指标")), wide(2, p("2023年"))),
        (wide(1, p("")), wide("x", p("亿元"))),
    )
    table = "".join(f"<w:tr>{''.join(cells)}</w:tr>" for cells in rows)
    assert lines(f"<w:tbl>{table}</w:tbl>") == ["表1", "指标\t2023年\t", "\t亿元"]


def test_footnotes_stand_at_the_end() -> None:
    notes = (
        f'<w:footnote w:type="separator">{p("——")}</w:footnote><w:footnote>{p("注：初步数。")}</w:footnote>'
    )
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    assert lines(p(run("生产总值") + reference + run("增长5%。")), footnotes=notes) == [
        "生产总值增长5%。",
        "注：初步数。",
    ]


def test_automatic_numbers_are_written_out() -> None:
    body = "".join(
        p(text, numbered(1, at))
        for text, at in (
            ("回顾", 0),
            ("工业", 1),
            ("农业", 1),
            ("粮食", 2),
            ("安排", 0),
            ("工业", 1),
            ("甲", 3),
        )
    )
    assert lines(body, numbering=numbering(LEVELS)) == [
        "一、回顾", "（一）工业", "（二）农业", "1.粮食", "二、安排", "（一）工业", "二.1甲",
    ]  # fmt: skip


def test_a_numbering_may_start_again_and_a_style_may_number() -> None:
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    styles = (
        f'<w:style w:styleId="H"><w:pPr>{numbered(1)}</w:pPr></w:style>'
        '<w:style w:styleId="H2"><w:basedOn w:val="H"/></w:style>'
    )
    styled = '<w:pStyle w:val="H2"/>'
    body = p("甲", styled) + p("乙", numbered(2)) + p("丙", styled) + p("丁", styled + numbered(0))
    assert lines(body, numbering=numbering(LEVELS, restart), styles=styles) == [
        "一、甲",
        "五、乙",
        "六、丙",
        "丁",
    ]


def test_bullets_are_no_numbers() -> None:
    assert lines(p("甲", numbered(1)), numbering=numbering([level(0, "bullet", "·")])) == ["甲"]


@pytest.mark.parametrize(
    "number,written",
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (99, "九十九"),
        (101, "一百零一"),
        (110, "一百一十"),
        (1000, "1000"),
    ],
)
def test_counting_in_chinese(number: int, written: str) -> None:
    assert chinese(number) == written


@pytest.mark.parametrize(
    "number,format_,written",
    [
        (3, "decimal", "3"), (3, "unheard of", "3"), (3, "japaneseCounting", "三"),
        (10, "ideographDigital", "一〇"), (12, "chineseLegalSimplified", "拾贰"),
        (2, "decimalEnclosedCircle", "②"), (21, "decimalEnclosedCircle", "21"),
        (4, "upperRoman", "IV"), (9, "lowerRoman", "ix"), (2, "upperLetter", "B"), (27, "lowerLetter", "aa"),
    ],
)  # fmt: skip
def test_figures_of_words_number_formats(number: int, format_: str, written: str) -> None:
    assert in_figures(number, format_) == written


def test_the_seed_as_a_document_with_automatic_numbers_gives_its_rows() -> None:
    report = read_report(seed_document(), "seed.docx")
    assert report.format == "docx"
    assert share_equal(report) >= 0.99


OUTSIDE = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><d>&x;</d>'
BOMB = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "data,reason",
    [
        (b"PK\x03\x04 and nothing else", "damaged archive"),
        (packed({"xl/workbook.xml": "<x/>"}), "without a Word document"),
        (packed({"word/document.xml": "<w:document"}), "damaged Word document"),
        (packed({"word/document.xml": f"{BOMB}<d>&b;</d>"}), "declares a document type"),
        (packed({"word/document.xml": OUTSIDE}), "document type"),
        (packed({"word/document.xml": "<a>" * 100_000}), "damaged Word document"),
        (packed({"word/document.xml": b" " * 70_000_000}), "unpacks to 70,000,000 bytes"),
        (packed({f"{n}": "" for n in range(6000)}), "more than 5,000 parts"),
        (docx(p("")), "is empty"),
    ],
)  # fmt: skip
def test_hostile_documents_are_refused_by_their_defect(data: bytes, reason: str) -> None:
    with pytest.raises(ReadingError, match=reason):
        read_docx(data)
