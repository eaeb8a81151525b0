"""The web application: API, pages and error handlers for one database."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Any, Final

import msgspec
from anyio import to_thread
from fastapi import FastAPI, Request, Response
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute, iter_route_contexts
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp

from app import __version__
from app.api.edge.address import base
from app.api.edge.cors import FOR_ANYONE, with_cors
from app.api.edge.lanes import TURNS, CostlyLane, TurnLane
from app.api.edge.logs import RequestLog
from app.api.edge.memory import share_heaps
from app.api.edge.methods import Methods
from app.api.edge.middleware import AnswerMiddleware
from app.api.edge.negotiate import language_of, prefers_page
from app.api.edge.problems import HANDLERS, on_http_exception
from app.api.openapi.document import complete
from app.api.responses.written_files import Files
from app.api.routes import corrections, datapackage, health, lists, observations, releases, reports
from app.config import ANY_ORIGIN, Settings, load_settings
from app.lexicon.indicator_names import codes_of
from app.lexicon.normal_names import normal_name
from app.lexicon.region_meaning import meaning
from app.services.database import Database, open_database
from app.services.lists.any_list import service_of
from app.store.declared.resources import LISTS
from app.web import pages, site
from app.web.llms import llms_text
from app.web.pages import tagged
from app.web.preferred import missing
from app.web.refusals import RefusalPages
from app.web.review import page as review_page

DESCRIPTION: Final = """\
Every numeric indicator of Chinese government work reports (政府工作报告), with the sentence that states it.

* A list returns one page of JSON, `{"data", "next", "total"}`; follow `next` until it is null.
  `/v1/observations.csv`, `.ndjson`, `.parquet`, `.xlsx` and `.dta` are the whole selection as a file that
  supports ranges; `format=csv` (or an `Accept` header) streams it, compressed.
* Filters have the names of the fields. Repeat a filter to allow several values. An unknown parameter is an
  error, never ignored.
* Numbers are exact: 万 and 亿 are multiplied out, and no value is rounded to a binary fraction.
* Errors are problem documents (RFC 9457): `detail` says what to do, and `errors` lists each wrong parameter
  with its valid values.
* Every response has an `ETag`. A request with it in `If-None-Match` costs almost nothing while the data is
  unchanged.
* Chinese in an address must be percent-encoded: `curl -G URL --data-urlencode q=就业`.
* The [table of fields](fields) shows which fields can be filtered, sorted and facetted. The
  [home page](./) answers common questions. The [recipes](recipes) have code for curl, pandas, polars,
  DuckDB, Excel and R.
* Data is read-only (GET, HEAD, OPTIONS; other methods return 405), by default from pages of any origin. If
  the service has a review token, `/v1/corrections` accepts corrections.
"""
#: Requests that run at a time at most, almost all of them slow ones: ``TurnLane`` lets few begin at a time.
THREADS: Final = 16
#: The routers of ``/v1`` besides that of the lists.
ROUTERS: Final = (observations.router, reports.router, datapackage.router, releases.router)
TAGS: Final = [
    *({"name": name, "description": list_.about} for name, list_ in LISTS.items() if list_.path == name),
    {"name": "datapackage", "description": "A machine-readable description of all lists."},
    {"name": "releases", "description": "Frozen, citable copies of all lists."},
    {"name": "health", "description": "Health checks for monitoring."},
]


def create_app(settings: Settings | None = None) -> ASGIApp:
    """The whole service as an ASGI application.

    Args:
        settings: The database to use; read from the environment if None.

    Raises:
        DatabaseError: the database of the settings is not supported.
        LookupError: a list has no route or no service.
    """
    settings = settings or load_settings()
    return complete_app(create_api(settings), settings)


def create_served() -> ASGIApp:
    """The whole service for a process that does nothing else.

    The names of places and indicators are read now, so that the first question does not wait for them. What
    exists now lives as long as the process. Garbage collections skip it, because all requests wait for them.
    """
    share_heaps()
    app = create_app()
    for name in ("Beijing", "北京"):
        meaning(name)
    codes_of(normal_name("地区生产总值"))
    gc.collect()
    gc.freeze()
    return app


def complete_app(api: FastAPI, settings: Settings) -> ASGIApp:
    """The application with all middleware around its routes."""
    database: Database = api.state.database
    working = CostlyLane(TurnLane(api, TURNS[database.dialect]))
    headers = FOR_ANYONE if ANY_ORIGIN in settings.cors_origins else {}
    answering = AnswerMiddleware(working, database, headers, api.state.methods)
    app: ASGIApp = RefusalPages(with_cors(answering, settings.cors_origins), prefers_page)
    if settings.allowed_hosts:
        app = TrustedHostMiddleware(app, settings.allowed_hosts, www_redirect=False)
    if settings.metrics:
        app = with_metrics(app, api, settings)
    return RequestLog(app) if settings.json_logs else app


def with_metrics(app: ASGIApp, api: FastAPI, settings: Settings) -> ASGIApp:
    """The application with ``/metrics``, which counts each route of ``api`` separately.

    Raises:
        ModuleNotFoundError: the extra ``metrics`` is not installed.
    """
    from app.api.edge.metrics import Metrics  # noqa: PLC0415 # an extra

    paths = [context.path for context in iter_route_contexts(api.routes) if context.path]
    return Metrics(app, [*paths, f"{pages.static.path}/{{path:path}}"], settings.shared_metrics)


def create_api(settings: Settings) -> FastAPI:
    """The application with its routes, without the middleware."""
    api = FastAPI(
        title="Zhibiao",
        version=__version__,
        summary="Chinese government work reports as data",
        description=DESCRIPTION,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        openapi_tags=TAGS,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        exception_handlers={**HANDLERS, HTTPException: on_unknown_address},
        lifespan=_closing,
    )
    api.state.database = open_database(settings.database_url, settings.query_seconds, settings.read_url)
    api.state.files = Files()
    api.state.best_language = language_of
    api.state.starting = settings.starting
    api.state.releases = settings.releases
    api.state.review_token = settings.review_token
    check_lists()
    api.router.routes += lists.router.routes
    for router in ROUTERS:
        api.include_router(router, prefix="/v1")
    if settings.review_token:
        api.include_router(corrections.router, prefix="/v1")
        for prefix in ("", "/en"):
            api.include_router(review_page.router, prefix=prefix)
    api.include_router(health.router)
    api.include_router(pages.router)
    api.include_router(site.router)
    api.router.routes.append(pages.static)
    api.add_route("/openapi.json", openapi_json, include_in_schema=False)
    api.add_route("/llms.txt", llms_txt, include_in_schema=False)
    api.state.methods = Methods(api.routes)
    return api


async def on_unknown_address(request: Request, error: Exception) -> Response:
    """Answer an error of the framework; browsers get a page for 404."""
    found = await on_http_exception(request, error)
    if found.status_code == HTTPStatus.NOT_FOUND and prefers_page(request):
        return missing(request, language_of(request))
    return found


@asynccontextmanager
async def _closing(api: FastAPI) -> AsyncIterator[None]:
    """Limit the threads. At the end, close the database, so that SQLite leaves one file; remove files."""
    to_thread.current_default_thread_limiter().total_tokens = THREADS
    yield
    api.state.database.close()
    api.state.files.close()


def check_lists() -> None:
    """Check that every list has a service and a route.

    Raises:
        ImportError: a list has no service.
        LookupError: a list has no route.
    """
    paths = {route.path for route in lists.router.routes if isinstance(route, APIRoute)}
    for name, resource in LISTS.items():
        service_of(name)
        if f"/v1/{resource.path}" not in paths:
            raise LookupError(f"The list {name!r} has no route: add one to app/api/routes/lists.py.")


def openapi_json(request: Request) -> Response:
    """The OpenAPI document; behind a proxy, with the prefix of the proxy as its server."""
    prefix = request.scope.get("root_path", "")
    servers = {"servers": [{"url": prefix}]} if prefix else {}
    return tagged(msgspec.json.encode(described(request.app) | servers), "application/json")


def llms_txt(request: Request) -> Response:
    """An overview of the service for language models (llms.txt)."""
    return tagged(llms_text(described(request.app), base(request.scope)).encode(), "text/plain")


def described(api: FastAPI) -> dict[str, Any]:
    """The OpenAPI document, built once."""
    if api.openapi_schema is None:
        api.openapi_schema = describe(api)
    return api.openapi_schema


def describe(api: FastAPI) -> dict[str, Any]:
    """Build the OpenAPI document of the application."""
    return complete(
        get_openapi(
            title=api.title,
            version=api.version,
            summary=api.summary,
            description=api.description,
            license_info=api.license_info,
            tags=api.openapi_tags,
            routes=api.routes,
        )
    )
