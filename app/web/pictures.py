"""Charts as files: self-contained SVG, and PNG that this process renders from it."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final, Literal

from fastapi import Request, Response

from app.web.numbers import Numbers
from app.web.rendering import environment, here, tagged, texts_of

Ending = Literal["svg", "png"]

#: PNG pixels for each SVG pixel: sharp on phone screens, and wide enough for link previews.
SCALE: Final = 2
_SHEET: Final = Path(__file__).parent / "static" / "site.css"
_COLOURS: Final = re.compile(r"(--[\w-]+): *([^;]+);")
_USED: Final = re.compile(r"var\((--[\w-]+)\)")
#: Common fonts with Chinese characters; the first that is installed is used for all text.
FONTS: Final = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Hiragino Sans GB",
    "Microsoft YaHei", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Droid Sans Fallback", "SimHei", "SimSun",
)  # fmt: skip # names read better on few lines
_PROBE: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="30">'
    '<text y="20" font-family="sans-serif">{}</text></svg>'
)


class NoPictureError(Exception):
    """PNG can't be rendered: the renderer or a font with Chinese characters is not installed."""


def answer(request: Request, ending: Ending, template: str, **context: object) -> Response:
    """Return a chart as a file; its template extends ``picture.svg``.

    Raises:
        NoPictureError: a PNG is requested and can't be rendered.
    """
    place, texts = here(request), texts_of(request)
    base = str(request.base_url)

    def link(*parts: object, **query: object) -> str:
        # On other sites, links to the evidence work only with the full address.
        return base + place.link(*parts, **query).removeprefix(place.root)

    text = (
        environment()
        .get_template(template)
        .render(
            link=link, t=texts, n=Numbers(texts), lang=place.language, style=style(), base=base, **context
        )
    )
    if ending == "png":
        return tagged(png(text), "image/png", {"Cache-Control": "no-cache"})
    safety = {"Content-Security-Policy": f"default-src 'none'; style-src '{hashed(style())}'"}
    return tagged(text.encode("utf-8", "replace"), "image/svg+xml", {**safety, "Cache-Control": "no-cache"})


def png(svg: str) -> bytes:
    """Render SVG as PNG.

    Raises:
        NoPictureError: this server can't render PNG.
    """
    family = font()
    if family is None:
        raise NoPictureError
    return _draw(svg, family, SCALE)


@cache
def font() -> str | None:
    """Return the font family for all text; None if no font has Chinese characters or there is no renderer."""
    try:
        nothing = _draw(_PROBE.format(""), "", 1)
    except ImportError:
        return None
    return next((name for name in FONTS if _draw(_PROBE.format("指"), name, 1) != nothing), None)


def _draw(svg: str, family: str, scale: int) -> bytes:
    # The renderer takes time to load, and few requests need it.
    import resvg_py  # noqa: PLC0415

    return resvg_py.svg_to_bytes(svg_string=svg, zoom=scale, sans_serif_family=family, font_family=family)


@cache
def style() -> str:
    """Return the rules of the style sheet for charts, in light colours."""
    sheet = _SHEET.read_text(encoding="utf-8")
    colours = dict(_COLOURS.findall(sheet.partition("}")[0]))
    charts = sheet.partition("/* Charts */")[2].partition("@media")[0]
    rules = [line for line in charts.splitlines() if ":hover" not in line and ":focus" not in line]
    return _USED.sub(lambda found: colours[found[1]], "\n".join(rules)).strip()


def hashed(text: str) -> str:
    """Return the source expression that allows exactly this style in a Content-Security-Policy."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
