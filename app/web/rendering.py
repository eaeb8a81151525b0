"""Render templates to pages: the variables of every template, and the headers of every page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlencode

from fastapi import Request, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.store.declared.captions import CAPTIONS
from app.web.charts.tiles import provinces
from app.web.charts.words import broken, width_of
from app.web.language import Language, Texts
from app.web.marking import excerpt, is_doubtful, readable, since_sentence, until_sentence
from app.web.numbers import Numbers
from app.web.rows import items
from app.web.sentences import reason, said

FOLDER: Final = Path(__file__).parent / "templates"
#: The path prefix of pages in English; pages without it are in Chinese.
ENGLISH: Final = "en/"
#: The path of the Chinese start page. ``/`` instead follows the languages that the browser prefers.
CHINESE: Final = "zh/"
SAFETY: Final = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; object-src 'none'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


@dataclass(frozen=True)
class Here:
    """The location of a page; its links are relative, so that they work behind any prefix.

    ``inner`` is its path below the root of the service, without the language. ``root`` is the relative path
    to the root, ``home`` to the start page in the same language.
    """

    language: Language
    inner: str
    query: str
    root: str

    @property
    def prefix(self) -> str:
        """The path prefix of the page's language."""
        return ENGLISH if self.language is Language.EN else ""

    @cached_property
    def _start(self) -> str:
        """Where the addresses of pages in the same language begin; a page has hundreds."""
        return self.root + self.prefix

    @property
    def path(self) -> str:
        """The path of this page below the root, with its query."""
        return f"{self.prefix}{quote(self.inner)}{self.query}"

    @property
    def home(self) -> str:
        """The address of the start page in the page's language."""
        return self.root + (ENGLISH if self.language is Language.EN else CHINESE)

    @property
    def other(self) -> str:
        """The same page in the other language."""
        prefix = ENGLISH
        if self.language is Language.EN:
            prefix = "" if self.inner else CHINESE
        return f"{self.root}{prefix}{quote(self.inner)}{self.query}"

    def link(self, *parts: object, **query: object) -> str:
        """Return the address of another page in the same language: ``link("places", code, year=2020)``."""
        path = self._start + "/".join([_quoted(str(part)) for part in parts])
        asked = [(name, str(value)) for name, value in query.items() if value is not None] if query else ()
        return f"{path}?{urlencode(asked)}" if asked else path


def _quoted(part: str) -> str:
    """A part of a path; most are ids and codes, which need no escaping."""
    return part if part.isascii() and part.isalnum() else quote(part, safe="")


def here(request: Request) -> Here:
    """Return the location of the requested page."""
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
    """Return the texts in the language of the requested page."""
    return Texts(here(request).language)


@cache
def environment() -> Environment:
    """Return the template environment: an undefined name is an error, and all text is escaped."""
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals.update(
        captions=CAPTIONS,
        urlencode=urlencode,
        broken=broken,
        width_of=width_of,
        excerpt=excerpt,
        reason=reason,
        translated=said,
        provinces=provinces,
    )
    made.tests["doubtful"] = is_doubtful
    made.filters["items_of"] = items
    made.filters["readable"] = readable
    made.filters["since_sentence"] = since_sentence
    made.filters["until_sentence"] = until_sentence
    return made


def render(
    request: Request, template: str, status: int = 200, at: Here | None = None, **context: object
) -> Response:
    """Return a page with the ETag of its content; ``at`` is its location, by default that of the request."""
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
    """Return a response with the ETag of its content."""
    tag = f'"{blake2b(body, digest_size=8).hexdigest()}"'
    return Response(body, status, headers={**headers, "ETag": tag}, media_type=media_type)
