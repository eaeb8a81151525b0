"""The page of the PDF, or the web page, that contains a number: as published, with the number marked."""

from __future__ import annotations

from base64 import b64encode

from fastapi import Request, Response

from app.reading.formats import html_marked
from app.services.originals import shown
from app.web.pictures import hashed
from app.web.rendering import environment, tagged, texts_of
from app.web.route import page_router
from app.web.rows import database_of

router = page_router()


@router.get("/observations/{observation_id}/page.svg")
def pdf_page(request: Request, observation_id: str) -> Response:
    """The page of the PDF as an image, with a box around the number."""
    found = shown.pdf_page(database_of(request), observation_id)
    text = (
        environment()
        .get_template("page.svg")
        .render(page=found, png=b64encode(found.picture.png).decode(), t=texts_of(request))
    )
    safety = {"Content-Security-Policy": "default-src 'none'; img-src data:", "Cache-Control": "no-cache"}
    return tagged(text.encode(), "image/svg+xml", safety)


@router.get("/observations/{observation_id}/page.html")
def web_page(request: Request, observation_id: str) -> Response:
    """The web page with its paragraph outlined, for a frame: no scripts, external files or working links."""
    found = shown.web_page(database_of(request), observation_id)
    policy = f"sandbox; default-src 'none'; style-src '{hashed(html_marked.STYLE)}'; frame-ancestors 'self'"
    safety = {
        "Content-Security-Policy": policy,
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-cache",
    }
    return tagged(found.encode("utf-8", "replace"), "text/html", safety)
