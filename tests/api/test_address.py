"""Parsing and writing URLs."""

from __future__ import annotations

from typing import Any

import pytest

from app.api.edge.address import absolute, parameters


def scope(query: bytes = b"", host: str | None = "example.org", root: str = "") -> dict[str, Any]:
    headers = [] if host is None else [(b"host", host.encode("latin-1"))]
    return {
        "type": "http",
        "scheme": "https",
        "path": f"{root}/v1/years",
        "root_path": root,
        "query_string": query,
        "headers": headers,
    }


@pytest.mark.parametrize(
    "query, pairs",
    [
        (b"", []),
        (b"year=2019&year=2020", [("year", "2019"), ("year", "2020")]),
        (b"q=%E5%B0%B1%E4%B8%9A", [("q", "就业")]),
        ("q=就业".encode(), [("q", "就业")]),
        (b"scope=", [("scope", "")]),
        (b"scope", [("scope", "")]),
        (b"a=1+2%2B", [("a", "1 2+")]),
        (b"q=%FF", [("q", "�")]),
    ],
)
def test_parameters_are_decoded_in_order(query: bytes, pairs: list[tuple[str, str]]) -> None:
    assert parameters(scope(query)) == pairs


@pytest.mark.parametrize(
    "host, root, address",
    [
        ("example.org", "", "https://example.org/v1/years?q=%E4%B8%9A"),
        ("127.0.0.1:8000", "", "https://127.0.0.1:8000/v1/years?q=%E4%B8%9A"),
        ("[::1]:8000", "", "https://[::1]:8000/v1/years?q=%E4%B8%9A"),
        ("example.org", "/api", "https://example.org/api/v1/years?q=%E4%B8%9A"),
        (None, "", "/v1/years?q=%E4%B8%9A"),
        ('a"><script>', "", "/v1/years?q=%E4%B8%9A"),
    ],
)
def test_the_next_address_is_whole_where_the_host_is_known(host: str | None, root: str, address: str) -> None:
    assert absolute(scope(host=host, root=root), [("q", "业")]) == address
