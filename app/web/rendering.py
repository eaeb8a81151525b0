"""Templates to pages: what every template can use, and the headers of every page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlencode

from fastapi import Request, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.store.captions import CAPTIONS
from app.web.charts.tiles import provinces
from app.web.language import Language, Texts
from app.web.marking import excerpt, readable
from app.web.numbers import Numbers
from app.web.rows import items

FOLDER: Final = Path(__file__).parent / "templates"
#: The prefix of the pages in English; those without it are in Chinese.
ENGLISH: Final = "en/"
#: The first page in Chinese, whatever languages a browser prefers; ``/`` follows these.
CHINESE: Final = "zh/"
SAFETY: Final = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; object-src 'none'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


@dataclass(frozen=True, slots=True)
class Here:
    """Where a page is; its links are relative, so that it works behind any prefix.

    ``inner`` is its path below the service's address without a language; ``root`` leads to the service's
    address and ``home`` to the first page in the same language.
    """

    language: Language
    inner: str
    query: str
    root: str

    @property
    def prefix(self) -> str:
        """What the addresses of pages in the page's language begin with."""
        return ENGLISH if self.language is Language.EN else ""

    @property
    def path(self) -> str:
        """The address of this very page below that of the service."""
        return f"{self.prefix}{quote(self.inner)}{self.query}"

    @property
    def home(self) -> str:
        """The address of the first page in the page's language."""
        return self.root + (ENGLISH if self.language is Language.EN else CHINESE)

    @property
    def other(self) -> str:
        """The same page in the other language."""
        prefix = ENGLISH
        if self.language is Language.EN:
            prefix = "" if self.inner else CHINESE
        return f"{self.root}{prefix}{quote(self.inner)}{self.query}"

    def link(self, *parts: object, **query: object) -> str:
        """The address of another page in the same language: ``link("places", code, year=2020)``."""
        path = "/".join(quote(str(part), safe="") for part in parts)
        asked = [(name, str(value)) for name, value in query.items() if value is not None]
        return f"{self.root}{self.prefix}{path}" + (f"?{urlencode(asked)}" if asked else "")


def here(request: Request) -> Here:
    """Where the requested page is."""
    path = request.scope["path"].removeprefix(request.scope.get("root_path", "")).removeprefix("/")
    query = request.scope["query_string"].decode("latin-1")
    english = path.startswith(ENGLISH)
    return Here(
        Language.EN if english else Language.ZH,
        path.removeprefix(ENGLISH if english else CHINESE),
        f"?{query}" if query else "",
        "../" * path.count("/") or "./",
    )


def texts_of(request: Request) -> Texts:
    """The texts in the language of the requested page."""
    return Texts(here(request).language)


@cache
def environment() -> Environment:
    """The templates; a name that is not there is an error, and all text is escaped."""
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals.update(captions=CAPTIONS, urlencode=urlencode, excerpt=excerpt, provinces=provinces)
    made.filters["items_of"] = items
    made.filters["readable"] = readable
    return made


def render(
    request: Request, template: str, status: int = 200, at: Here | None = None, **context: object
) -> Response:
    """A page, with the ETag of its content; ``at`` is where it is, by default as its address says."""
    place = at or here(request)
    texts = Texts(place.language)
    text = (
        environment()
        .get_template(template)
        .render(
            here=place,
            base=str(request.base_url),
            link=place.link,
            t=texts,
            n=Numbers(texts),
            lang=place.language,
            **context,
        )
    )
    return tagged(text.encode("utf-8", "replace"), "text/html", SAFETY, status)


def tagged(body: bytes, media_type: str, headers: dict[str, str], status: int = 200) -> Response:
    """A body with the ETag of its content."""
    tag = f'"{blake2b(body, digest_size=8).hexdigest()}"'
    return Response(body, status, headers={**headers, "ETag": tag}, media_type=media_type)
