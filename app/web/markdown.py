"""Markdown to HTML: CommonMark with tables; HTML in the source is escaped."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from html import escape
from typing import Any, Final

from markupsafe import Markup

#: Returns the HTML that replaces the answer of a command; None leaves the block as it is.
Shown = Callable[[str], str | None]
#: Addresses that are the same in both languages.
_COMMON: Final = re.compile(r"(?:\.\./)*(?:v1/|docs\b|openapi|llms)")


def html_of(text: str, shown: Shown | None = None, deeper: str = "") -> Markup:
    """Return the HTML of a text.

    Args:
        text: Markdown.
        shown: Returns the HTML to show as the answer of a command in a console block.
        deeper: The relative path from the page's language to the root of the service (``../``, or empty).
    """
    return Markup(_renderer().render(text, {"shown": shown, "deeper": deeper}))  # noqa: S704 # the renderer escapes HTML


@cache
def _renderer() -> Any:  # noqa: ANN401 # the class of a library that is loaded with the first page
    from markdown_it import MarkdownIt  # noqa: PLC0415 # serving data does not need it

    renderer = MarkdownIt("commonmark", {"html": False}).enable("table")
    renderer.add_render_rule("heading_open", _heading)
    renderer.add_render_rule("link_open", _link)
    renderer.add_render_rule("fence", _fence)
    # On a narrow screen a wide table scrolls inside its own box.
    renderer.add_render_rule("table_open", lambda *_: '<div class="wide" tabindex="0"><table>\n')
    renderer.add_render_rule("table_close", lambda *_: "</table></div>\n")
    return renderer


def _heading(_renderer: Any, tokens: Any, place: int, *_: Any) -> str:  # noqa: ANN401 # the library's
    """A heading with an id made of its words: ``Which are doubtful?`` is ``#which-are-doubtful``."""
    words = re.sub(r"[^\w\s-]", "", tokens[place + 1].content.lower())
    return f'<{tokens[place].tag} id="{"-".join(words.split())}">'


def _link(renderer: Any, tokens: Any, place: int, options: Any, env: Any) -> str:  # noqa: ANN401 # the library's
    """A link; an address that has no language is made relative to the root of the service."""
    if _COMMON.match(address := tokens[place].attrGet("href")):
        tokens[place].attrSet("href", env["deeper"] + address)
    opened: str = renderer.renderToken(tokens, place, options, env)
    return opened


def _fence(renderer: Any, tokens: Any, place: int, options: Any, env: Any) -> str:  # noqa: ANN401 # the library's
    """A block of code; the answer of a command is replaced by the HTML that ``shown`` returns."""
    command, _, _ = tokens[place].content.partition("\n")
    if tokens[place].info == "console" and env["shown"] and (html := env["shown"](command)) is not None:
        return f'<pre><code class="language-console">{escape(command, quote=False)}\n</code></pre>\n{html}'
    plain: str = renderer.fence(tokens, place, options, env)
    return plain
