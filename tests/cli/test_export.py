"""``zhibiao export`` against the API: the same question gives the same bytes, in every list and format."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.api.formats.registry import FORMATS
from app.cli import main
from app.config import Settings
from app.main import create_app
from app.services.database import open_database
from app.services.ingesting.ingestion import ingest, ingest_text
from app.store.declared.resources import LISTS
from tests.api.twins import TOKEN, correct
from tests.databases import migrated_file
from tests.readme import SEED

Pairs = list[tuple[str, str]]

#: The list of corrections is only for clients with the review token; the command reads the database itself.
READER = {"Authorization": f"Bearer {TOKEN}"}
FILES = [name for name, row in FORMATS.items() if row.write]
#: Filters for lists whose documented examples select nothing from the seed.
ASKED: dict[str, Pairs] = {"league": [("indicator_code", "GDP"), ("year", "2019"), ("by", "growth")]}
QUESTIONS: list[tuple[str, Pairs]] = [
    ("observations", [("category", "fiscal"), ("category", "employment"), ("sort", "-value,id")]),
    ("observations", [("q", "养老"), ("fields", "indicator,value,unit,rules")]),
    ("observations", [("latest", "1"), ("value_to", "-0.5"), ("flag", "")]),
    ("observations", [("year", "1999")]),
    ("comparisons", [("vintage", "latest"), ("sort", "-target_value"), ("fields", "indicator,target_value")]),
    ("panel", [("indicator_code", "GDP"), ("measure", "level"), ("fields", "region,2019")]),
    ("summary", [("by", "category"), ("by", "year"), ("sort", "-targets")]),
    ("coverage", [("state", "stated"), ("status", "target"), ("sort", "-region_code")]),
    ("changes", [("since", "300"), ("fields", "observation_id")]),
    ("years", [("category", "fiscal"), ("sort", "-year")]),
]


#: Two values of one quantity: a row of /v1/checks.
CONTRADICTED = """云溪市政府工作报告

一、2019年工作回顾
社会消费品零售总额增长7%。
全年社会消费品零售总额增长9%。
"""


#: It states a value of an earlier report again: a row of /v1/restatements.
RESTATED = """云溪市政府工作报告

一、2020年工作回顾
2019年，社会消费品零售总额增长8%。
"""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, TestClient]]:
    """The address of a database with the seed, and a client of the service on it."""
    url = migrated_file(tmp_path_factory.mktemp("seed") / "zhibiao.db")
    database = open_database(url)
    ingest(database, [SEED])
    for year, text in ((2020, CONTRADICTED), (2021, RESTATED)):
        ingest_text(database, text.encode(), f"yunxi-{year}.txt", region="云溪市", report_year=year)
    correct(database)
    with TestClient(create_app(Settings(url, review_token=TOKEN)), headers=READER) as client:
        yield url, client


@pytest.fixture
def export(
    filled: tuple[str, TestClient], monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> Export:
    monkeypatch.setenv("ZHIBIAO_DATABASE_URL", filled[0])
    return Export(filled[1], capfdbinary)


class Export:
    """Sends the same query to both."""

    def __init__(self, client: TestClient, capture: pytest.CaptureFixture[bytes]) -> None:
        self._client, self._capture = client, capture

    def printed(self, name: str, form: str, pairs: Pairs, *more: str) -> bytes:
        """The output of the command."""
        options = [f"--{key.replace('_', '-')}={value}" for key, value in pairs]
        assert main(["export", "--list", name, "--format", form, *options, *more]) == 0
        return self._capture.readouterr().out

    def answered(self, name: str, form: str, pairs: Pairs) -> bytes:
        """The response of the API."""
        answer = self._client.get(f"/v1/{LISTS[name].path}", params=[*pairs, ("format", form)])
        assert answer.status_code == 200, answer.text
        return answer.content


def plain(name: str) -> Pairs:
    """The shortest query that a list accepts."""
    needed = [(row.name, row.example) for row in LISTS[name].needed()]
    return ASKED.get(name, needed)


@pytest.mark.parametrize("form", FILES)
@pytest.mark.parametrize("name", LISTS)
def test_a_whole_list_is_to_the_byte_what_the_api_answers(export: Export, name: str, form: str) -> None:
    printed = export.printed(name, form, plain(name))
    assert printed == export.answered(name, form, plain(name))
    assert len(export.printed(name, "ndjson", plain(name)).splitlines()) > 0


@pytest.mark.parametrize("form", FILES)
@pytest.mark.parametrize("name, pairs", QUESTIONS, ids=lambda value: value if isinstance(value, str) else "")
def test_a_selection_is_to_the_byte_what_the_api_answers(
    export: Export, name: str, pairs: Pairs, form: str
) -> None:
    assert export.printed(name, form, pairs) == export.answered(name, form, pairs)


@pytest.mark.parametrize("name", LISTS)
def test_a_byte_order_mark_is_asked_for_as_in_the_api(export: Export, name: str) -> None:
    marked = export.printed(name, "csv", plain(name), "--bom")
    assert marked == export.answered(name, "csv", [*plain(name), ("bom", "1")])
    assert marked == b"\xef\xbb\xbf" + export.printed(name, "csv", plain(name), "--bom=0")


def test_a_panel_has_its_years(export: Export) -> None:
    pairs = [("indicator_code", "GDP"), ("measure", "growth")]
    assert (
        export.printed("panel", "csv", pairs).splitlines()[0]
        == b"region_code,region,level,unit,period_years,comparable,2019"
    )


def test_a_file_holds_what_would_be_printed(export: Export, tmp_path: Path) -> None:
    file = tmp_path / "regions.xlsx"
    assert export.printed("regions", "xlsx", [], f"--output={file}") == b""
    assert file.read_bytes() == export.printed("regions", "xlsx", [])


@pytest.mark.parametrize(
    "arguments, message",
    [
        (
            ["--list", "panel"],
            "panel needs indicator_code or indicator: give one, such as indicator_code=GDP",
        ),
        (["--list", "league", "--indicator-code", "GDP"], "league needs year"),
        (["--list", "changes", "--year", "2019"], "changes have no parameter 'year'"),
        (["--bom", "2"], "bom takes 0 or 1, once"),
        (["--fields", "id,valu"], "observations have no field 'valu'"),
    ],
)
def test_what_the_api_refuses_is_refused(
    export: Export, capfdbinary: pytest.CaptureFixture[bytes], arguments: list[str], message: str
) -> None:
    assert main(["export", "--format", "csv", *arguments]) == 2
    assert message in capfdbinary.readouterr().err.decode()


def test_only_csv_takes_a_byte_order_mark(export: Export, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["export", "--format", "parquet", "--bom"]) == 2
    assert "bom is for format=csv only" in capfdbinary.readouterr().err.decode()
