"""Removes what a web site adds to a text, from pages that were saved as text."""

from __future__ import annotations

import re

_FORMS = (
    r"[【\[（(]?\s*(?:字体|字号)[^。]{0,30}",
    r"[【\[]?(?:打印(?:本页|此页|页面)?|关闭(?:窗口|本页)?|E-mail推荐)\s*[】\]]?",
    r"(?:分享|扫一扫)[^。]{0,20}",
    r"(?:当前|您(?:现在|当前)?的?)(?:所在)?位置[^。]{0,60}",
    r"(?:浏览|点击|阅读)(?:次数|量|数)?[：:]?\s*\d*次?",
    r"[（(]?(?:责任)?编辑[：:][^。]{0,20}[）)]?",
    r"[【\[]?(?:纠错|收藏|返回顶部|上一篇|下一篇|相关(?:链接|阅读|新闻))[】\]]?[^。]{0,40}",
    r"大\s*中\s*小",
    r"[AＡ]\+?\s*[AＡ]-?",
    r"索引号[：:][^。]{0,40}",
    r"(?:发布|更新)(?:时间|日期)[：:][^。，]{0,40}",
    r"[^。，]{0,60}\d{4}[年-]\d{1,2}[月-]\d{1,2}[^。，]{0,40}来源[：:][^。，]{0,20}",
    r"[】）)]",
    r"<!--.*|.*-->",
)
BOILERPLATE = re.compile("|".join(_FORMS))
"""Whole lines that belong to the site, not to the text."""
_ESCAPES = re.compile(r"<U\+([0-9A-F]{4})>")
"""A character as R prints one that the encoding lacks: <U+00A0>."""
_LONG_LINE = 40


def lines_of_page_text(text: str) -> list[str]:
    """The lines of a page that was saved as text, without those of the site and without second copies.

    Nested tables are often saved once for each level. The copy begins at the first long line that appears
    again, if most of the following lines appear again too.
    """
    given = _ESCAPES.sub(lambda found: chr(int(found[1], 16)), text).splitlines()
    lines = [line for line in given if line.strip() and not BOILERPLATE.fullmatch(line.strip())]
    return lines[: _copy_begins(lines)]


def _copy_begins(lines: list[str]) -> int:
    """The index of the first line of a second copy, or the number of lines if there is none."""
    seen: dict[str, int] = {}
    repeated = [
        index
        for index, line in enumerate(lines)
        if len(line) >= _LONG_LINE and seen.setdefault(line, index) != index
    ]
    if not repeated:
        return len(lines)
    first = repeated[0]
    long_lines = [line for line in lines[first:] if len(line) >= _LONG_LINE]
    if len(repeated) * 2 <= len(long_lines):
        return len(lines)
    # The copy's own title and date are short lines before its first long one.
    original = seen[lines[first]]
    while first > 1 and original > 0 and lines[first - 1].strip() == lines[original - 1].strip():
        first, original = first - 1, original - 1
    return first
