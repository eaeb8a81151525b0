"""One spelling for one thing, one character for one character, so that every offset stays true.

- digits, letters, %, + and the like from full to half width; dashes of all kinds, ~ and － to ``-``;
- 。，、；：（）“”！？ are the canonical punctuation: half-width ``( ) ; ! ?`` become theirs always,
  ``,`` and ``:`` unless digits stand on both sides (1,234 and 2.1:1 stay, 2.1∶1 and 2.1：1 become the
  latter); straight quotes alternate “ ” within a line;
- traditional characters to simplified ones where that is unambiguous: ``data/traditional.csv``, from
  TSCharacters of OpenCC (Apache-2.0, as in opencc-python-reimplemented 0.1.7 on PyPI), those that lead
  to a character of GB 2312, without the characters that simplified texts use too (乾, 藉, 瞭, 覆 ...);
- the ring and the letter O for zero between Chinese digits (二○一九) to 〇; radicals, as PDF files
  contain them, to the characters that they look like: the Kangxi ones by Unicode, the others by
  ``data/radicals.csv``;
- years in characters to figures: 二〇二五年, 从二〇一六至二〇一八年, 一九七九和一九八〇两年;
- wrong decimal marks before a unit to points: 6。5%, 12·3亿元;
- blanks of all widths, characters without width and tabs to a space; all line ends to line feeds, the first
  character of a pair to a space.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from app.lexicon.tables import read_table

_WIDE = "！？（），；：＂～－"
_DASHES = "‐‑‒–—―─━－﹣−〜～~∼﹘ー"
_BLANKS = (
    "\t\u00a0\u1680\u180e\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\ufeff"
)
_CANONICAL = (
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in _WIDE}
    | dict.fromkeys(_DASHES, "-")
    | dict.fromkeys(_BLANKS, " ")
    | dict.fromkeys("\r\v\f\x1c\x1d\x1e\x85\u2028\u2029", "\n")
    | dict(zip("();!?", "（）；！？", strict=True))
    | dict(zip("﹐﹔﹖﹗﹙﹚﹪﹢﹕∶︰︓", "，；？！（）%+::::", strict=True))
    | dict(zip("「」『』〝〞＂・•‧﹒｡､", '“”“”“”"····。、', strict=True))
    | dict(zip("後徵於", "后征于", strict=True))
)
_DIGITS = "〇一二三四五六七八九"
# Each begins with the mark itself, which is searched for fastest; what stands before is looked at then.
_MARK = re.compile(r"[,:](?:(?<![0-9].)|(?![0-9]))")
_THOUSANDS = re.compile(r"，(?= *[0-9] *[0-9] *[0-9](?! *[0-9]))")
_THOUSANDS_BEFORE = re.compile(r"(?<![0-9.第前])(?:[0-9] *){1,3}$")
_WIDE_COLON = re.compile(r"：(?=[ \n]*[0-9])")
_DIGIT_BEFORE = re.compile(r"[0-9][ \n]*$")
_NEAR = 8
_RING = re.compile(f"(?<=[{_DIGITS}])[○◯O]+(?=[{_DIGITS}年])|(?<=[{_DIGITS}])[○◯]+|[○◯]+(?=[{_DIGITS}])")
_RINGS = frozenset("○◯O")
_QUOTED_LINE = re.compile(r'[^\n]*"[^\n]*')
_LOOKALIKES = re.compile("[\u2e80-\u2fd5\uf900-\ufad9]")
_MANY = 48
_YEAR_FIGURES = dict(zip(_DIGITS, "0123456789", strict=True)) | dict.fromkeys("零○◯", "0")
_YEAR_CHARACTERS = "".join(_YEAR_FIGURES)
_LATER_DIGITS = f"(?:(?<=一) ?九|(?<=二) ?[〇零○◯])(?: ?[{_YEAR_CHARACTERS}]){{2}}"
_YEAR_NUMBER = f"[一二]{_LATER_DIGITS}"
_YEAR = re.compile(
    f"[一二](?<![{_YEAR_CHARACTERS}十百千万第].)(?<![{_YEAR_CHARACTERS}十百千万第] .){_LATER_DIGITS}"
    f"(?= ?(?:[两三] ?)?年| ?(?:[至到和、-]|年) ?{_YEAR_NUMBER} ?(?:[两三] ?)?年)"
)
"""Justified text has blanks between characters: 二 〇 二 五 年."""
_DECIMAL_MARK = re.compile(
    r"[。·](?= ?[0-9] ?(?:[0-9] ?)?(?:%|‰|[百千万亿]|元|倍|(?:个 ?)?百 ?分 ?点|吨|公 ?里|平 ?方))"
)
_DECIMAL_BEFORE = re.compile(r"(?:^|[^0-9.。· ] ?)(?:[0-9] ?){1,5}$")


def normalise(text: str) -> str:
    """``text`` in canonical spelling, of exactly the same length; doing it twice changes nothing."""
    text = text.replace("\r\n", " \n")
    found = set(text)
    if _LOOKALIKES.search("".join(found)):
        text = _LOOKALIKES.sub(_lookalike, text)
        found = set(text)
    text = _exchange(text, found, _CANONICAL)
    if _beyond_gb2312(found):
        text = _exchange(text, found, _simplified())
    if found & _RINGS:
        text = _RING.sub(lambda ring: "〇" * len(ring[0]), text)
    text = _YEAR.sub(lambda year: "".join(_YEAR_FIGURES.get(c, c) for c in year[0]), text)
    text = _DECIMAL_MARK.sub(lambda mark: "." if _behind(_DECIMAL_BEFORE, mark) else mark[0], text)
    text = _QUOTED_LINE.sub(_quote, text) if '"' in text else text
    if "," in text or ":" in text:
        text = _MARK.sub(lambda mark: "，" if mark[0] == "," else "：", text)
    text = _THOUSANDS.sub(lambda mark: "," if _behind(_THOUSANDS_BEFORE, mark) else "，", text)
    return _WIDE_COLON.sub(lambda mark: ":" if _behind(_DIGIT_BEFORE, mark) else "：", text)


def _behind(pattern: re.Pattern[str], mark: re.Match[str]) -> bool:
    """Whether the characters before ``mark`` end as ``pattern`` says."""
    return pattern.search(mark.string, max(0, mark.start() - _NEAR), mark.start()) is not None


def simplified(text: str) -> str:
    """``text`` with the traditional characters of ``traditional.csv`` as simplified ones."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        found = set(text)
        return _exchange(text, found, _simplified()) if _beyond_gb2312(found) else text
    return text


def _exchange(text: str, found: set[str], table: dict[str, str]) -> str:
    """``found`` characters by table: one by one while they are few, many times faster than ``translate``."""
    marked = found & table.keys()
    if len(marked) > _MANY:
        return text.translate({ord(character): table[character] for character in marked})
    for character in marked:
        text = text.replace(character, table[character])
    return text


@cache
def _simplified() -> dict[str, str]:
    columns = ("traditional", "simplified", "note")
    return dict(
        read_table("traditional", columns, lambda traditional, simplified, _note: (traditional, simplified))
    )


@cache
def _radicals() -> dict[str, str]:
    return dict(
        read_table(
            "radicals",
            ("radical", "character", "note"),
            lambda radical, character, _note: (radical, character),
        )
    )


def _beyond_gb2312(characters: set[str]) -> bool:
    """Whether a character may be a traditional one: those of GB 2312 are none, except three above."""
    han = "".join(character for character in characters if "\u3400" <= character <= "\u9fff")
    try:
        han.encode("gb2312")
    except UnicodeEncodeError:
        return True
    return False


def _lookalike(found: re.Match[str]) -> str:
    character = _radicals().get(found[0]) or unicodedata.normalize("NFKC", found[0])
    return character if len(character) == 1 else found[0]


def _quote(line: re.Match[str]) -> str:
    parts = line[0].split('"')
    marks = ["“" if index % 2 == 0 else "”" for index in range(len(parts) - 1)] + [""]
    return "".join(part + mark for part, mark in zip(parts, marks, strict=True))
