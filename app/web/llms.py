"""``/llms.txt``: an overview of the service for language models (llmstxt.org), from OpenAPI and the pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final
from urllib.parse import urlencode

from app.store.declared.resources import LISTS
from app.store.queries.parsing import CONTROLS
from app.web.documents import QUESTION_PAGES, REFERENCE_PAGES, MarkdownPage

OpenApi = dict[str, Any]

#: Parameters that all lists have; the text mentions them once.
COMMON: Final = (*CONTROLS, "format", "bom")
_HEALTH: Final = "health"
#: The end of the addresses that return a list as a file; the text mentions them once.
_FILES: Final = ".{format}"
_BY_PATH: Final = {f"/v1/{list_.path}": list_ for list_ in LISTS.values()}


def llms_text(described: OpenApi, base: str) -> str:
    """Return the text.

    Args:
        described: The OpenAPI document.
        base: The address of the service, with its prefix; empty if it is not known.
    """
    about = described["info"]
    sections = {
        "Data": _operations(described, base, health=False),
        "Questions": _pages(QUESTION_PAGES, base),
        "Reference": [*_pages(REFERENCE_PAGES, base), _openapi(base)],
        "Optional": [
            f"- [Interactive documentation]({base}/docs): for people, in a browser",
            *_operations(described, base, health=True),
        ],
    }
    head = f"# {about['title']} 指标\n\n> {about['description'].partition(chr(10))[0]}\n"
    rules = "\n".join(about["description"].splitlines()[2:])
    common = (
        f"All lists also take {', '.join(f'`{name}`' for name in COMMON)}. Each is also a file, whole and "
        f"with ranges: {base}/v1/observations.csv, .ndjson, .parquet, .xlsx, .dta."
    )
    parts = [f"## {name}\n\n" + "\n".join(lines) + "\n" for name, lines in sections.items()]
    return "\n".join([head, f"{rules}\n\n{common}\n", *parts])


def _operations(described: OpenApi, base: str, *, health: bool) -> Iterator[str]:
    for path, methods in described["paths"].items():
        operation = methods.get("get")
        if operation is None:
            continue
        if (_HEALTH in operation["tags"]) == health and not path.endswith(_FILES):
            yield _operation(path, operation, base)


def _operation(path: str, operation: OpenApi, base: str) -> str:
    """One address with its description and filters; required parameters are part of the address."""
    parameters = [row for row in operation.get("parameters", []) if row["in"] == "query"]
    query = _needed(path)
    filters = [f"`{row['name']}`" for row in parameters if row["name"] not in COMMON]
    description = " ".join(operation["description"].split("\n\n")[0].split())
    asked = f" Filters: {', '.join(filters)}." if filters else ""
    return f"- [{operation['summary']}]({base}{path}{query}): {description}{asked}"


def _needed(path: str) -> str:
    """The query string with the required parameters of a list."""
    list_ = _BY_PATH.get(path)
    needed = [(row.name, row.example) for row in list_.needed()] if list_ else []
    return f"?{urlencode(needed)}" if needed else ""


def _pages(pages: Iterable[MarkdownPage], base: str) -> list[str]:
    return [f"- [{page.title}]({base}/{page.path}.md): {page.summary}" for page in pages]


def _openapi(base: str) -> str:
    return f"- [OpenAPI]({base}/openapi.json): every parameter, field and error, with examples"
