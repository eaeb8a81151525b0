"""Which format a client gets."""

from __future__ import annotations

import pytest
from starlette.requests import Request

from app.api.edge.negotiate import list_format, require_acceptable
from app.api.edge.problems import ProblemError

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


def asking(accept: str | None) -> Request:
    headers = [] if accept is None else [(b"accept", accept.encode("latin-1"))]
    return Request({"type": "http", "method": "GET", "path": "/", "headers": headers})


@pytest.mark.parametrize(
    "accept, name",
    [
        (None, "json"),
        ("", "json"),
        ("*/*", "json"),
        (BROWSER, "json"),
        ("text/html", "json"),
        ("text/html, text/csv;q=0.1", "csv"),
        ("application/json", "json"),
        ("application/*", "json"),
        ("text/csv", "csv"),
        ("TEXT/CSV; charset=utf-8", "csv"),
        ("text/*", "csv"),
        ("application/x-ndjson", "ndjson"),
        ("application/jsonl, */*;q=0.1", "ndjson"),
        ("application/json;q=0.5, text/csv", "csv"),
        ("application/json;q=0, */*", "csv"),
        ("text/csv;q=0.1, application/json;q=0.2", "json"),
        ("application/vnd.apache.parquet", "parquet"),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    ],
)
def test_the_header_decides(accept: str | None, name: str) -> None:
    assert list_format(asking(accept), []).name == name


def test_the_parameter_goes_before_the_header() -> None:
    assert list_format(asking("application/json"), ["csv"]).name == "csv"


@pytest.mark.parametrize("accept", ["image/png", "application/json;q=0", "nonsense", "text/csv;q=x"])
def test_what_we_have_not_is_refused_with_what_we_have(accept: str) -> None:
    with pytest.raises(ProblemError, match="application/json, text/csv, application/x-ndjson") as refused:
        list_format(asking(accept), [])
    assert refused.value.status == 406


@pytest.mark.parametrize("names", [["xml"], [""], ["CSV"], ["csv", "json"]])
def test_an_unknown_name_is_refused_with_the_valid_ones(names: list[str]) -> None:
    with pytest.raises(ProblemError, match="json, csv, ndjson, parquet, xlsx, dta") as refused:
        list_format(asking(None), names)
    assert refused.value.status == 422
    assert refused.value.errors[0].valid == ("json", "csv", "ndjson", "parquet", "xlsx", "dta")


def test_one_type_is_demanded() -> None:
    require_acceptable(asking(BROWSER), "text/plain")
    require_acceptable(asking("text/html"), "text/plain")
    with pytest.raises(ProblemError, match="text/plain"):
        require_acceptable(asking("application/json"), "text/plain")
