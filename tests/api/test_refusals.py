"""Wrong requests get a clear problem document that says what to do, never a guess and never a 500."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from app.api.schemas.problem import Problem
from app.config import Settings
from tests.api.clients import asking

LISTS = ["observations", "comparisons", "indicators", "categories", "years", "regions", "reports"]


def refused(client: TestClient, address: str, status: int, accept: str = "*/*") -> Problem:
    """The problem document at the URL, checked against its schema."""
    answer = client.get(address, headers={"accept": accept})
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert "etag" not in answer.headers
    problem = Problem.model_validate_json(answer.content, strict=True)
    assert problem.status == status
    assert problem.detail
    return problem


@pytest.mark.parametrize(
    "query, parameter, says, valid",
    [
        ("yaer=2020", "yaer", "Did you mean year?", "year_from"),
        ("nonsense=1", "nonsense", "no parameter", "limit"),
        ("fromat=csv", "fromat", "Did you mean format?", "format"),
        ("=1", "", "no parameter", "limit"),
        ("limit=0", "limit", "from 1 to 1000", None),
        ("limit=5000", "limit", "from 1 to 1000", None),
        ("limit=-1", "limit", "from 1 to 1000", None),
        ("limit=ten", "limit", "from 1 to 1000", None),
        ("limit=", "limit", "from 1 to 1000", None),
        ("limit=1&limit=2", "limit", "once", None),
        ("limit=９", "limit", "from 1 to 1000", None),
        ("year=abc", "year", "year", None),
        ("year=2019.5", "year", "year", None),
        ("year=99999999999999999999", "year", "year", None),
        ("year_from=1&year_from=2", "year_from", "once", None),
        ("value_from=NaN", "value_from", "number", None),
        ("value_from=1e999999", "value_from", "number", None),
        ("category=economics", "category", "category", "economy"),
        ("category=", "category", "category", "economy"),
        ("indicator_code=GPD", "indicator_code", "indicator_code", "GDP"),
        ("region_code=999999", "region_code", "region_code", None),
        ("status=planned", "status", "status", "target"),
        ("measure=speed", "measure", "measure", "growth"),
        ("bound=loose", "bound", "bound", "approx"),
        ("sort=colour", "sort", "no sort key", "value"),
        ("sort=year,-year", "sort", "once", "value"),
        ("sort=", "sort", "no sort key", "value"),
        ("fields=id,colour", "fields", "no field", "sentence"),
        ("total=maybe", "total", "exact or none", "none"),
        ("format=xml", "format", "one of json, csv, ndjson, parquet, xlsx", "csv"),
        ("format=csv&format=json", "format", "once", "csv"),
        ("cursor=abc", "cursor", "cursor", None),
        ("cursor=%F0%9F%98%80", "cursor", "cursor", None),
        ("q=a%00b", "q", "NUL", None),
        ("%00=1", "\0", "NUL", None),
        ("q=" + "长" * 3000, "q", "longer", None),
    ],
)
def test_a_wrong_parameter_is_named_with_what_would_be_right(
    shared_client: TestClient, query: str, parameter: str, says: str, valid: str | None
) -> None:
    problem = refused(shared_client, f"/v1/observations?{query}", 422)
    (mistake,) = problem.errors
    assert mistake.parameter == parameter
    assert says in mistake.detail
    assert mistake.detail in problem.detail
    assert valid is None or valid in mistake.valid


def test_all_wrong_parameters_are_told_at_once(shared_client: TestClient) -> None:
    problem = refused(shared_client, "/v1/observations?year=abc&limit=0&status=planned", 422)
    assert {mistake.parameter for mistake in problem.errors} == {"year", "limit", "status"}


@pytest.mark.parametrize("name", LISTS)
def test_no_list_ignores_a_parameter(shared_client: TestClient, name: str) -> None:
    assert refused(shared_client, f"/v1/{name}?yaer=2020", 422).errors[0].parameter == "yaer"


@pytest.mark.parametrize(
    "address",
    [
        "/livez",
        "/readyz",
        "/v1/reports/{report}",
        "/v1/reports/{report}/text",
        "/v1/observations/{observation}",
    ],
)
def test_an_address_without_parameters_takes_none(
    shared_client: TestClient, known: dict[str, str], address: str
) -> None:
    assert shared_client.get(address.format(**known)).status_code == 200
    problem = refused(shared_client, address.format(**known) + "?year=2020", 422)
    assert problem.errors[0].parameter == "year"


def test_a_cursor_of_another_question_is_refused(shared_client: TestClient) -> None:
    following = shared_client.get("/v1/observations?limit=1").json()["next"]
    assert shared_client.get(following).status_code == 200
    for other in ("&year=2019", "&sort=value"):
        problem = refused(shared_client, following + other, 422)
        assert problem.errors[0].parameter == "cursor"


@pytest.mark.parametrize(
    "address, says",
    [
        ("/v1/observations/none-such", "/v1/observations"),
        ("/v1/reports/none-such", "/v1/reports"),
        ("/v1/reports/none-such/text", "/v1/reports"),
        ("/v1/reports/%E9%84%9E%E5%B7%9E", "/v1/reports"),
        ("/v1/nothing", "/docs"),
        ("/v2/observations", "/docs"),
        ("/nothing", "/docs"),
        ("/static/none-such.js", "/docs"),
        ("/static/../pages.py", "/docs"),
    ],
)
def test_what_is_not_there_says_where_to_look(shared_client: TestClient, address: str, says: str) -> None:
    assert says in refused(shared_client, address, 404).detail


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "QUERY", "nonsense"])
@pytest.mark.parametrize(
    "address", ["/v1/observations", "/v1/reports/x", "/docs", "/nothing", "/static/docs.js"]
)
def test_data_can_only_be_read(shared_client: TestClient, method: str, address: str) -> None:
    answer = shared_client.request(method, address)
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"
    assert "GET" in Problem.model_validate_json(answer.content).detail


@pytest.mark.parametrize(
    "address, accept",
    [
        ("/v1/observations", "image/png"),
        ("/v1/observations/{observation}", "text/csv"),
        ("/v1/reports/{report}", "text/csv"),
        ("/v1/reports/{report}/text", "application/json"),
    ],
)
def test_what_nobody_can_write_is_not_acceptable(
    shared_client: TestClient, known: dict[str, str], address: str, accept: str
) -> None:
    problem = refused(shared_client, address.format(**known), 406, accept)
    assert "Accept" in problem.detail


def test_a_nul_byte_in_the_path_is_refused(shared_client: TestClient) -> None:
    assert "NUL" in refused(shared_client, "/v1/reports/a%00b", 422).detail


def test_a_defect_of_ours_tells_no_secrets_and_is_logged_with_its_query(
    shared_client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    problem = refused(shared_client, "/defect?year=2019&q=%E4%B8%9A", 500)
    assert "secret" not in problem.model_dump_json()
    assert problem.instance == "/defect?year=2019&q=%E4%B8%9A"
    (logged,) = (record for record in caplog.records if record.exc_info)
    assert "GET /defect?year=2019&q=%E4%B8%9A" in logged.getMessage()


def test_readyz_names_no_server() -> None:
    with asking(Settings("postgresql+psycopg://someone:password@127.0.0.1:1/data")) as client:
        answer = client.get("/readyz")
    assert answer.status_code == 503
    assert [word for word in ("someone", "password", "127.0.0.1", "data ") if word in answer.text] == []


def test_a_database_that_is_gone_is_503_and_readyz_says_why(homeless: TestClient) -> None:
    assert "/readyz" in refused(homeless, "/v1/observations", 503).detail
    answer = homeless.get("/readyz")
    assert answer.status_code == 503
    assert answer.headers["retry-after"]
    assert "run `zhibiao migrate`" in answer.json()["detail"]
    assert "such.db" not in answer.text, "anyone may ask"
    assert homeless.get("/livez").text == "ok\n"


@pytest.mark.parametrize(
    "query",
    ["year_from=2025&year_to=2020", "value_from=10&value_to=9.5", "year_from=2021&year_to=2020&year=2020"],
)
def test_a_range_that_ends_before_it_begins_is_refused(shared_client: TestClient, query: str) -> None:
    answer = shared_client.get(f"/v1/observations?{query}")
    assert answer.status_code == 422
    assert "is after" in answer.json()["errors"][0]["detail"]
    assert shared_client.get("/v1/observations?year_from=2020&year_to=2020").status_code == 200


@pytest.mark.parametrize(
    "address, location",
    [
        ("/v1/observations/", "/v1/observations"),
        (
            "/v1/observations/?q=%E5%B0%B1%E4%B8%9A&year=2019",
            "/v1/observations?q=%E5%B0%B1%E4%B8%9A&year=2019",
        ),
        ("/v1/comparisons/summary/", "/v1/comparisons/summary"),
        ("/docs/", "/docs"),
    ],
)
def test_a_slash_at_the_end_is_taken_off(shared_client: TestClient, address: str, location: str) -> None:
    answer = shared_client.get(address)
    assert (answer.status_code, answer.headers["location"]) == (307, f"http://testserver{location}")


@pytest.mark.parametrize("address", ["/nothing/", "//example.org/", "/v1/nothing/"])
def test_a_slash_at_the_end_of_nothing_is_not(shared_client: TestClient, address: str) -> None:
    assert shared_client.get(f"http://testserver{address}").status_code == 404
