"""Every request gets a response: 2xx, 304, or 4xx with a problem document; never a 500."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from http import HTTPStatus
from urllib.parse import quote_from_bytes

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from app.api.formats.registry import FORMATS
from app.api.schemas.problem import Problem
from app.services.lists.queries import parse_query
from app.store.declared.resources import DERIVED, RESOURCES
from app.store.queries.parsing import CONTROLS
from tests.api.raw import Answer, Asker, HeaderList

LISTS = RESOURCES | DERIVED
EXAMPLES = {row.name: row.example for resource in LISTS.values() for row in resource.filters}
NAMES = [*EXAMPLES, *CONTROLS, "format", "bom", "", "yaer", "\0", "q[]"]
SORTS = [key for resource in LISTS.values() for key in resource.sorts]
PATHS = [
    *(f"/v1/{resource.path}" for resource in LISTS.values()),
    *("/", "/docs", "/livez", "/readyz", "/openapi.json", "/llms.txt", "/v1/datapackage.json", "/v1", "/v1/"),
    *(
        "/v1/observations/none",
        "/v1/reports/sanxian-2020",
        "/v1/reports/sanxian-2020/text",
        "/static/docs.js",
    ),
]
#: Texts that have made other programs fail.
ODD = [
    *("", " ", "0", "-0", "1e999", "NaN", "-", "--year", ",", "year,year", "*", "%", "_", "'", '"', "\\"),
    *("2019", "９９", "٢٠١٩", "99999999999999999999", "-1", "1_000", "0x10", "+1", " 1", "1 "),
    *("养老", "养", "AND", "NOT (", "a AND b", "zzbreakzz", '"养老', "养老*", "()", "&|!<->", "𠀀", "\ud800"),
    *(
        "\u202e",
        "\ufeff",
        "é",
        "ﬁ",
        "İ",
        "ß",
        "x" * 501,
        "养" * 300,
        "0001-01-01",
        "9999-99-99",
        "2020-02-30",
    ),
    *("../../etc/passwd", "; DROP TABLE observations", "' OR '1'='1", "{{7*7}}", "\r\nSet-Cookie: a=b"),
]
TEXTS = st.one_of(
    st.sampled_from(ODD),
    st.sampled_from([*EXAMPLES.values(), *SORTS, *FORMATS, "none", "exact", "1000"]),
    st.text(max_size=20),
    st.integers().map(str),
    st.decimals(allow_nan=True).map(str),
)
#: The bytes of a URL: properly escaped, not escaped at all, or escaped bytes that are not UTF-8.
WRITTEN = st.one_of(
    TEXTS.map(lambda text: quote_from_bytes(text.encode("utf-8", "surrogatepass")).encode()),
    TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.binary(max_size=12).map(lambda raw: quote_from_bytes(raw).encode()),
    st.sampled_from(
        [b"%", b"%zz", b"%c3%28", b"%ff", b"%E5%85", b"%00", b"\xff\xfe", b"=", b"&", b";", b"#"]
    ),
)
PAIRS = st.tuples(st.one_of(st.sampled_from(NAMES).map(str.encode), WRITTEN), WRITTEN)
QUERIES = st.lists(PAIRS, max_size=6).map(lambda pairs: b"&".join(b"=".join(pair) for pair in pairs))

PIECES = [
    "*/*",
    "text/csv",
    "application/json",
    "text/*",
    "zh-CN",
    "en",
    "gzip",
    "br",
    "zstd",
    "identity",
    "*",
]
WEIGHTS = [
    "",
    ";q=0",
    ";q=1",
    ";q=0.5",
    ";q=nan",
    ";q=-1",
    ";q=inf",
    ";q=",
    ";q",
    ";;",
    ";q=1e400",
    ";q=0.0001",
]
LISTED = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(WEIGHTS)).map("".join), max_size=5)
VALUES = st.one_of(
    LISTED.map(", ".join).map(str.encode),
    st.binary(max_size=30),
    st.sampled_from(
        [b"", b",", b"*", b'W/"', b'""', b'W/"1-2"', b"\xff" * 9, b"a," * 3000, b"127.0.0.1:8000"]
    ),
)
NAMED = [b"accept", b"accept-encoding", b"accept-language", b"if-none-match", b"host", b"origin", b"range"]
UNREAD = [b"x-forwarded-host", b"content-type", b"if-modified-since", b"cookie", b"authorization"]
HEADERS = st.lists(st.tuples(st.sampled_from([*NAMED, *UNREAD]), VALUES), max_size=5)


@pytest.fixture(scope="module")
def asker(shared_client: TestClient) -> Iterator[Asker]:
    made = Asker(shared_client.app)
    yield made
    made.close()


def check(answer: Answer, method: str = "GET") -> None:
    """Assert that a response is a valid success or a valid refusal."""
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert not [value for value in answer.headers.values() if "\r" in value or "\n" in value]
    if answer.status in (200, 204, 304):
        assert answer.status == 200 or answer.body == b""
        return
    if answer.status in {HTTPStatus.FOUND, HTTPStatus.TEMPORARY_REDIRECT}:
        # The start page redirects to a language, a trailing slash to the URL without it; both on this server.
        assert re.match(r"/(?![/\\])", answer.headers["location"])
        return
    assert 400 <= answer.status < 500, answer
    assert answer.headers["content-type"] == "application/problem+json"
    if method != "HEAD":
        problem = Problem.model_validate_json(answer.body, strict=True)
        assert (problem.status, bool(problem.detail)) == (answer.status, True)


@settings(max_examples=600)
@given(
    st.sampled_from(PATHS), QUERIES, HEADERS, st.sampled_from(["GET", "GET", "GET", "HEAD", "OPTIONS", "PUT"])
)
@example("/static/docs.js", b"", [(b"range", b"bytes=9-1")], "GET")
@example("/v1/observations", b"q=%ff", [(b"accept-encoding", b"br;q=nan, gzip;q=inf")], "GET")
@example("/v1/observations", b"q=\xe5\x85", [(b"if-none-match", b"*")], "GET")
@example("/changes", b"", [(b"accept", b"text/html")], "PUT")
def test_any_query_and_headers(
    asker: Asker, path: str, query: bytes, headers: HeaderList, method: str
) -> None:
    answer = asker.ask(path, query, headers, method)
    if answer.status >= 400 and answer.headers.get("content-type", "").startswith("text/html"):
        # A browser gets refusals as pages, except from addresses for programs.
        assert answer.status < 500
        assert not path.startswith("/v1/")
        return
    check(answer, method)


@settings(max_examples=200)
@example([b"observations", b"0"])
@given(st.lists(st.one_of(WRITTEN, st.sampled_from([b"v1", b"observations", b"..", b".", b""])), max_size=5))
def test_any_path(asker: Asker, parts: list[bytes]) -> None:
    # A request line has neither spaces nor bytes outside ASCII: servers reject those first.
    path = "/" + "/".join(quote_from_bytes(part, safe="%=&;'()*+,:@!~$") for part in parts)
    answer = asker.ask(path)
    kind = answer.headers.get("content-type", "")
    if kind.startswith("text/html") and answer.status == HTTPStatus.NOT_FOUND:
        # A page about something that does not exist, such as /observations/0. Lists are for programs.
        assert not path.startswith("/v1/")
        return
    check(answer)


@settings(max_examples=150)
@given(st.sampled_from(list(LISTS)), st.sampled_from(NAMES), TEXTS, st.integers(1, 600), st.booleans())
def test_huge_parameters_and_many_of_them(
    asker: Asker, name: str, parameter: str, text: str, times: int, long: bool
) -> None:
    value = quote_from_bytes((text * times if long else text).encode("utf-8", "surrogatepass"))
    query = f"{quote_from_bytes(parameter.encode())}={value}"
    check(asker.ask(f"/v1/{LISTS[name].path}", (query if long else "&".join([query] * times)).encode()))


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.integers(-3, 3),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(["\0", "\ud800", "2019", "1e9", "GDP", "x" * 3000]),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=1),
)


def sealed(content: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")


@settings(max_examples=400)
@given(st.sampled_from(list(LISTS)), st.data(), st.lists(CELLS, max_size=5))
def test_cursors_of_the_right_question_with_any_keys(
    asker: Asker, name: str, data: st.DataObject, cells: list[object]
) -> None:
    """A well-forged cursor: its signature is right, its content is arbitrary."""
    resource = LISTS[name]
    needed = [(row.name, row.example) for row in resource.needed()]
    sort = data.draw(st.sampled_from([None, *resource.sorts, *(f"-{key}" for key in resource.sorts)]))
    pairs = [*needed, *([("sort", sort)] if sort else [])]
    cursor = sealed([parse_query(name, pairs).fingerprint(), *cells])
    query = "&".join(f"{key}={value}" for key, value in [*pairs, ("cursor", cursor)])
    check(asker.ask(f"/v1/{resource.path}", query.encode()))


@settings(max_examples=150)
@given(st.one_of(st.binary(max_size=40).map(lambda raw: base64.urlsafe_b64encode(raw).decode()), TEXTS))
@example(sealed("[" * 3000))
@example(sealed([[]] * 900))
@example(base64.urlsafe_b64encode(b"[" * 5000).decode())
@example(base64.urlsafe_b64encode(b"[" + b"9" * 4900 + b"]").decode())
def test_anything_as_a_cursor_is_refused(asker: Asker, cursor: str) -> None:
    escaped = quote_from_bytes(cursor.encode("utf-8", "surrogatepass"))
    answer = asker.ask("/v1/observations", f"cursor={escaped}".encode())
    check(answer)
    assert answer.status in (414, 422)
