"""Markdown to the HTML of a page: CommonMark with tables, without HTML or scripts within."""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from html import escape
from pathlib import Path
from string import Template
from typing import Any, Final

_PAGE: Final = Path(__file__).parent / "static" / "page.html"
_NOTE: Final = (
    "Answers are shown as they are for the one report that comes with the project, that of 鄞州 of 2020. "
    "此处显示的是随项目附带的鄞州 2020 年报告的结果。"
)


@lru_cache(maxsize=64)
def page_of(title: str, text: str, path: str) -> bytes:
    """The whole page.

    Args:
        title: What the browser calls it.
        text: Markdown; its links are relative to ``path``.
        path: The page's address below the root, such as ``questions/targets``; ``.md`` behind it is
            the text itself.
    """
    template = Template(_PAGE.read_text(encoding="utf-8"))
    root = "../" * path.count("/")
    source = f"{path.rpartition('/')[2]}.md"
    body = _renderer().render(text)
    note = _NOTE if "$ curl" in body else ""
    page = template.substitute(title=escape(title), body=body, root=root, source=source, note=note)
    return page.encode()


def _renderer() -> Any:  # noqa: ANN401 # an object of a library that is loaded when a page is first read
    from markdown_it import MarkdownIt  # noqa: PLC0415 # serving data needs no pages

    renderer = MarkdownIt("commonmark", {"html": False}).enable("table")
    renderer.add_render_rule("heading_open", _heading)
    renderer.add_render_rule("fence", _fence)
    # A wide table is scrolled by itself on a narrow screen.
    renderer.add_render_rule("table_open", lambda *_: '<div class="table"><table>\n')
    renderer.add_render_rule("table_close", lambda *_: "</table></div>\n")
    return renderer


def _heading(_renderer: Any, tokens: Any, place: int, *_: Any) -> str:  # noqa: ANN401 # the library's
    """A heading that can be linked to by its words: ``Which are doubtful?`` is ``#which-are-doubtful``."""
    words = re.sub(r"[^\w\s-]", "", tokens[place + 1].content.lower())
    return f'<{tokens[place].tag} id="{"-".join(words.split())}">'


def _fence(renderer: Any, tokens: Any, place: int, *more: Any) -> str:  # noqa: ANN401 # the library's
    """A block of code; of a command that answers CSV the answer as a table."""
    command, _, answer = tokens[place].content.partition("\n")
    if tokens[place].info != "console" or "format=csv" not in command:
        plain: str = renderer.fence(tokens, place, *more)
        return plain
    head, *rows = csv.reader(answer.splitlines())
    lines = "".join(f"<tr>{_cells('td', row)}</tr>\n" for row in rows)
    code = '<pre><code class="language-console">'
    shown = f"{code}{escape(command, quote=False)}\n</code></pre>\n"
    return f'{shown}<div class="answer table"><table>\n<tr>{_cells("th", head)}</tr>\n{lines}</table></div>\n'


def _cells(tag: str, texts: list[str]) -> str:
    return "".join(f"<{tag}>{escape(text, quote=False)}</{tag}>" for text in texts)
