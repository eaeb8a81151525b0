"""The pages written in Markdown: questions, recipes and the table of fields, in the layout of all pages."""

from __future__ import annotations

from typing import Final

from fastapi import Request, Response

from app.services.database import Database
from app.services.lists.queries import NotFoundError
from app.web.answers import SEED_CODE, SEED_NAME, SEED_REPORT, SEED_YEAR, Chosen, answer
from app.web.documents import DOCUMENTS, QUESTION_PAGES, MarkdownPage
from app.web.language import Language, Texts
from app.web.markdown import Shown, html_of
from app.web.numbers import Numbers
from app.web.rendering import environment, here, render, texts_of
from app.web.route import page_router
from app.web.rows import MANY, Record, ask, database_of

#: The server that the texts name.
SERVER: Final = "http://127.0.0.1:8000"

router = page_router()


def add(page: MarkdownPage) -> None:
    """Serve a page; the parameter ``place`` selects the place that a question page is about."""

    def question(request: Request, place: str | None = None) -> Response:
        database, rows = database_of(request), _places(database_of(request))
        chosen = _chosen(texts_of(request), database, rows, place)
        return _page(request, page, chosen, rows)

    def reference(request: Request) -> Response:
        return _page(request, page, None, [])

    shown = question if page in QUESTION_PAGES else reference
    router.add_api_route(f"/{page.path}", shown, name=page.path)


for _document in DOCUMENTS.values():
    add(_document)


def _page(request: Request, page: MarkdownPage, chosen: Chosen | None, places: list[Record]) -> Response:
    language = here(request).language
    title, text = page.in_language(language)
    text = text.replace(SERVER, str(request.base_url).rstrip("/"))
    if chosen:
        title, text = chosen.words(title), chosen.words(text)
    deeper = "../" if language is Language.EN else ""
    body = html_of(f"# {title}\n{text}", _answers(request) if chosen else None, deeper)
    source = f"{here(request).root}{page.source_in(language)}"
    return render(
        request, "document.html", title=title, body=body, source=source, chosen=chosen, places=places
    )


def _answers(request: Request) -> Shown:
    """Return the function that renders the answer of a command."""
    texts, place = texts_of(request), here(request)
    template = environment().get_template("answer.html")

    def shown(command: str) -> str | None:
        found = answer(database_of(request), command)
        if found is None:
            return None
        return template.render(
            answer=found, t=texts, n=Numbers(texts), here=place, link=place.link, lang=place.language
        )

    return shown


def _places(database: Database) -> list[Record]:
    """The places with a code that have reports."""
    rows = ask(database, "regions", ("limit", MANY)).rows
    return [row for row in rows if row["region_code"]]


def _chosen(texts: Texts, database: Database, places: list[Record], code: str | None) -> Chosen:
    """The place with this code; without a code the seed's place, or else the place with the most reports.

    Raises:
        NotFoundError: the database has no report of the place.
    """
    by_code = {row["region_code"]: row for row in places}
    if code is not None and code not in by_code:
        raise NotFoundError("place", code)
    most = max(places, key=lambda row: int(row["reports"]), default=None)
    row = by_code.get(code or SEED_CODE, most)
    if row is None:
        return Chosen(SEED_CODE, SEED_NAME, texts.place(SEED_CODE, SEED_NAME), SEED_YEAR, SEED_REPORT)
    pairs = (("region_code", row["region_code"]), ("sort", "-report_year"), ("limit", "1"))
    (report,) = ask(database, "reports", *pairs).rows
    called = texts.place(row["region_code"], row["region"])
    return Chosen(row["region_code"], row["region"], called, report["report_year"], report["id"])
