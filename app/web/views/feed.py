"""``/feed.atom``: the newest reports or observations, for a place or a search, as a feed (RFC 4287)."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from fastapi import Request, Response

from app.web.rendering import environment, here, tagged, texts_of
from app.web.route import page_router
from app.web.rows import MANY, Record, ask, database_of
from app.web.views.explore import asked_of, question_of

_ENTRIES: Final = 50
#: The filters of a feed of reports; with any other filter it is a feed of observations.
_OF_REPORTS: Final = ("region_code", "region", "within", "level", "kind")
_NEVER: Final = "1970-01-01T00:00:00Z"

router = page_router()


@router.get("/feed.atom")
def feed(request: Request) -> Response:
    """New reports of a place; with other filters, such as ``q`` or ``indicator_code``, new observations."""
    asked, texts = question_of(asked_of(request)), texts_of(request)
    of_reports = all(name in _OF_REPORTS for name, _ in asked)
    entries = _reports(request, asked) if of_reports else _numbers(request, asked)
    base = str(request.base_url).rstrip("/") + ("/en" if here(request).language == "en" else "")
    text = (
        environment()
        .get_template("feed.atom")
        .render(
            t=texts,
            title=" ".join(value for _, value in asked),
            address=str(request.url),
            updated=max((entry["updated"] for entry in entries), default=_NEVER),
            entries=[entry | {"address": base + entry["path"]} for entry in entries],
        )
    )
    return tagged(text.encode(), "application/atom+xml", {"Cache-Control": "no-cache"})


def _reports(request: Request, asked: list[tuple[str, str]]) -> list[Record]:
    rows = ask(database_of(request), "reports", *asked, ("limit", MANY)).rows
    rows.sort(key=lambda row: row["ingested_at"], reverse=True)
    return [
        {
            "title": f"{row['region'] or ''} {row['report_year']} {row['title'] or row['source']}".strip(),
            "summary": texts_of(request)("count.observations", number=row["observations"]),
            "path": f"/reports/{quote(row['id'])}",
            "updated": row["ingested_at"],
        }
        for row in rows[:_ENTRIES]
    ]


def _numbers(request: Request, asked: list[tuple[str, str]]) -> list[Record]:
    database = database_of(request)
    rows = ask(database, "observations", *asked, ("sort", "-year"), ("limit", str(_ENTRIES))).rows
    read = {row["id"]: row["ingested_at"] for row in ask(database, "reports", ("limit", MANY)).rows}
    return [
        {
            "title": f"{row['region'] or ''} {row['year']} {row['indicator']} {row['value_text']}".strip(),
            "summary": row["sentence"],
            "path": f"/observations/{row['id']}",
            "updated": read.get(row["report_id"], _NEVER),
        }
        for row in rows
    ]
