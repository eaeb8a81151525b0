"""Hostile files: real ones broken at random, and files made to cost more than they weigh."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from typing import NamedTuple

from tests.reading.formats.word import docx, p, packed

Bytes = Callable[[random.Random, bytes], bytes]


class File(NamedTuple):
    """A file and its name; ``broken`` where it must be refused, else it may still be read."""

    name: str
    data: bytes
    broken: bool = False


def fuzzed(originals: Sequence[File], seed: int) -> Iterator[File]:
    """Endless files, each one of the originals with one to four changes; the same for the same seed."""
    chance = random.Random(seed)  # repeatable, not secret
    while True:
        original = chance.choice(originals)
        inside = original.name.endswith(".docx") and chance.random() < 0.7  # most packages just break
        change = _in_parts if inside else _changed
        yield File(original.name, change(chance, original.data))


def _changed(chance: random.Random, data: bytes) -> bytes:
    for _ in range(chance.randint(1, 4)):
        data = chance.choice(_CHANGES)(chance, data)
    return data


def _in_parts(chance: random.Random, data: bytes) -> bytes:
    """A package with a change inside one of its XML parts, so that it can still be unpacked."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice([name for name in parts if name.endswith(".xml")])
    return packed({**parts, name: _changed(chance, parts[name])})


def _flip(chance: random.Random, data: bytes) -> bytes:
    made = bytearray(data)
    for _ in range(chance.randint(1, 40)):
        if made:
            made[chance.randrange(len(made))] = chance.randrange(256)
    return bytes(made)


def _cut(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _leave_out(chance: random.Random, data: bytes) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + data[start + chance.randint(1, 5000) :]


def _repeat(chance: random.Random, data: bytes) -> bytes:
    start = chance.randrange(len(data) + 1)
    piece = data[start : start + chance.randint(1, 2000)]
    return data[:start] + piece * chance.randint(2, 200) + data[start:]


def _insert(chance: random.Random, data: bytes) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + chance.choice(_PIECES) * chance.randint(1, 300) + data[start:]


_PIECES = (
    b"\0", b"\xff\xfe", b"<div>", b"</div>", b"<table><tr><td>", b"&amp;", b"<!--", b"<w:p>", b"</w:p>",
    b"obj\n", b"endobj\n", b"stream\n", b"9999999999", b"-1", b"\xe2\x80\xae", b"PK\x03\x04", b"((((",
    b"<<<<",
    "一、".encode(), "1000亿元，".encode(), "增长5%、".encode(), "（".encode(),
)  # fmt: skip
_CHANGES: tuple[Bytes, ...] = (_flip, _cut, _leave_out, _repeat, _insert)


def pdf(*objects: bytes, root: int = 1, tail: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1, with a table of their places."""
    body, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        body
        + b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, table)
        + b"trailer << /Size %d /Root %d 0 R %b >>\nstartxref\n%d\n%%%%EOF" % (size, root, tail, len(body))
    )


def _pages(count: int) -> bytes:
    """Pages that are all one object."""
    kids = b"3 0 R " * count
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%b] /Count %d >>" % (kids, count),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
    )


_FORM = b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] %b /Length %d >> stream\n%b\nendstream"


def _draws(form: int) -> bytes:
    return b"/Resources << /XObject << /F %d 0 R >> >>" % form


def _page(contents: bytes, resources: bytes, *objects: bytes) -> bytes:
    """One page with these contents; ``objects`` are numbered from 5."""
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R %b >>" % resources,
        b"<< /Length %d >> stream\n%b\nendstream" % (len(contents), contents),
        *objects,
    )


def _form_in_itself() -> bytes:
    """A page whose form draws itself."""
    return _page(b"/F Do", _draws(5), _FORM % (_draws(5), 5, b"/F Do"))


def _multiplying_forms(depth: int) -> bytes:
    """Forms that each draw the next one ten times."""
    draws = b"/F Do " * 10
    forms = (_FORM % (_draws(number + 1), len(draws), draws) for number in range(5, 5 + depth))
    return _page(draws, _draws(5), *forms, _FORM % (b"", 0, b""))


_WIDE_CELL = f'<w:tc><w:tcPr><w:gridSpan w:val="99999"/></w:tcPr>{p("5%")}</w:tc>'
_WIDE_ROW = f"<w:tr>{_WIDE_CELL * 2}</w:tr>"


def _many_cells(count: int) -> bytes:
    """A page with numbers that stand beside and close above each other."""
    text = "".join(f"BT /F 1 Tf 1 0 0 1 {n % 40 * 4} {n // 40 * 1.2} Tm (5) Tj ET " for n in range(count))
    font = b"/Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    return _page(text.encode(), font)


def _bomb(megabytes: int) -> bytes:
    return packed({"word/document.xml": b"<w:document>" + b" " * megabytes * 2**20})


def _entities() -> str:
    steps = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    return f'<!DOCTYPE d [<!ENTITY e0 "aaaaaaaaaa">{steps}]><d>&e11;</d>'


def _nested_tables(depth: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + p("5亿元") + "</w:tc></w:tr></w:tbl>" * depth


def repeated(phrase: str, count: int) -> bytes:
    """A report with a sentence that repeats a phrase, and with enough other words to be Chinese."""
    words = "各位代表：\n2019年，全市经济社会发展取得新的成绩，人民群众的生活水平得到了提高。\n" * 800
    return (words + phrase * count).encode()


def special() -> Iterator[File]:
    """Files that are made to cost more than they weigh; each must be refused."""
    words = "增长5%，好。"
    outside = '<!DOCTYPE d SYSTEM "http://192.0.2.1/x.dtd"><d/>'
    tree = pdf(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>")
    chain = pdf(b"<< /Type /Catalog /Pages 2 0 R >>", b"3 0 R", b"2 0 R")
    for name, data in (
        ("bomb.docx", _bomb(200)),
        ("parts.docx", packed({f"word/{n}.xml": b"" for n in range(6000)})),
        ("entities.docx", packed({"word/document.xml": _entities()})),
        ("outside.docx", packed({"word/document.xml": outside})),
        ("deep.docx", docx("<w:sdt>" * 100_000)),
        ("tables.docx", docx(_nested_tables(10_000))),
        ("kids.pdf", tree),
        ("references.pdf", chain),
        ("previous.pdf", tree.replace(b"/Root", b"/Prev 9 /Root")),
        ("form.pdf", _form_in_itself()),
        ("forms.pdf", _multiplying_forms(12)),
        ("pages.pdf", _pages(100_000)),
        ("many.pdf", _pages(2_900)),
        ("count.pdf", tree.replace(b"/Count 2", b"/Count 2000000000")),
        ("deep.html", ("<div>" * 100_000 + words).encode()),
        ("open.html", ("<b><i>" * 50_000 + words).encode()),
        ("cells.html", ("<table><tr><td>" * 50_000 + words).encode()),
        ("long.html", ("<p>" + words * 1_000_000).encode()),
        ("empty.html", b"<html>" + b"<p></p>" * 500_000),
        ("binary.txt", random.Random(1).randbytes(2**20)),  # repeatable, not secret
        ("wide.txt", words.encode("utf-16-le") * 10),
        ("huge.txt", b"a" * (65 * 2**20)),
        ("repeated.txt", repeated("增长5%、", 50_000)),
        ("repeated-chinese.txt", repeated("增长百分之五、", 50_000)),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 2**20),
        ("loop.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + b"\0\0\0\0" * 10_000),
        ("empty.md", b"\n" * 2**20),
    ):
        yield File(name, data, broken=True)


def heavy() -> Iterator[File]:
    """Files that may be read, and must not cost more than others of their size.

    Extraction takes a quarter of a millisecond for each number, so they have some thousands of them at most.
    """
    words = "各位代表：\n2019年，全区生产总值增长5%。\n"
    for name, text in (
        ("quotes.md", "> " * 20_000 + words),
        ("brackets.md", "[" * 50_000 + words),
        ("stars.md", "*a_ " * 50_000 + words),
        ("ticks.md", "".join("`" * n + " " for n in range(600)) + words),
        ("digits.txt", words + "1" * 200_000),
        ("commas.txt", words + "1," * 10_000),
        ("numerals.txt", words + "一二三四" * 50_000),
        ("lists.txt", words + "、".join(["甲乙"] * 50_000) + "分别增长" + "、".join(["5%"] * 1000)),
        ("brackets.txt", words + "（" * 100_000 + "5%"),
        ("quotes.txt", words + "“" * 100_000 + "5%"),
        ("years.txt", words + "2019年" * 20_000),
        ("lines.txt", words + "5%\n" * 5000),
        ("blanks.txt", words + " " * 1_000_000 + "5%"),
        ("attributes.html", "<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">" + words),
        ("links.html", "<a href=1>甲</a>" * 100_000 + words),
        ("comments.html", "<p>" + "<!-- x -->" * 200_000 + words),
        ("signs.html", "<p>" + "<" * 1_000_000 + words),
        ("spans.html", "<table>" + "<tr><td rowspan=99999 colspan=99999>甲<td>5" * 5000 + "</table>" + words),
        ("heads.txt", words + "指标" + "\t" * 50_000 + "甲\n" + "\t" * 50_000 + "亿元\n总值" + "\t5" * 2000),
        ("places.txt", words + "\t亿元\t%\n" + "朝阳区\t5\t6\n" * 1000 + "甲" * 50_000 + "\t5\t6\n"),
        ("entities.html", "<p>" + "&amp;" * 500_000 + words),
    ):
        yield File(name, text.encode())
    yield File("cells.pdf", _many_cells(20_000))
    yield File("spans.docx", docx(p(words) + "<w:tbl>" + _WIDE_ROW * 2000 + "</w:tbl>"))
    yield File(
        "rows.docx", docx(p(words) + "<w:tbl>" + f"<w:tr><w:tc>{p('5%')}</w:tc></w:tr>" * 2000 + "</w:tbl>")
    )
    yield File(
        "boxes.docx",
        docx(p(words) + "<w:p>" + "<w:txbxContent><w:p>" * 60 + "</w:p></w:txbxContent>" * 60 + "</w:p>"),
    )
