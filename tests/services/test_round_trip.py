"""Importing the corrections of one database makes another one equal, byte by byte."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.api.formats.registry import FORMATS
from app.model.correction import Verdict
from app.model.observation import Reader
from app.model.span import Span
from app.services.corrections.adding import add
from app.services.corrections.correcting import ReaderVerdict, bring, record
from app.services.corrections.correction_files import read_corrections
from app.services.database import Database, open_database
from app.services.ingesting.ingestion import ingest_text
from app.services.lists import any_list
from app.services.lists.queries import parse_query
from tests.databases import migrated_address
from tests.services.test_correcting import rows
from tests.texts import REPORT_2020, REPORT_2021

TEXT = REPORT_2020.replace("新建养老机构12家。", "新建养老机构12家。开工总投资10亿元以上项目23个。")
TEXTS = {"云溪市-2020.txt": TEXT, "云溪市-2021.txt": REPORT_2021}


def exported(database: Database, name: str, format_: str = "ndjson") -> bytes:
    query = parse_query(name, [])
    return b"".join(FORMATS[format_].chunks(query.resource, any_list.stream(database, query)))


def give(database: Database) -> None:
    for name, text in TEXTS.items():
        ingest_text(database, text.encode(), name)


def correct(database: Database) -> None:
    """Store all kinds of corrections: by people and a model, agreeing or not, of found and missed numbers."""
    ids = {number: str(row["id"]) for number, row in rows(database).items()}
    report_id = str(rows(database)["12家"]["report_id"])
    start = TEXT.index("10亿元")
    add(
        database,
        report_id,
        Span(start, start + 4),
        ReaderVerdict(Verdict.ADD, "李敏", (("indicator", "投资门槛"),)),
    )
    record(
        database,
        ids["12家"],
        ReaderVerdict(Verdict.CHANGE, "李敏", (("indicator", "新建养老院"),), "逗号, “引号”"),
    )
    record(
        database, ids["12家"], ReaderVerdict(Verdict.CHANGE, "王芳", (("year", "2018"), ("scope", "城区")))
    )
    record(database, ids["2.3万人"], ReaderVerdict(Verdict.REJECT, "model-1", reader=Reader.MODEL))
    record(database, ids["8%"], ReaderVerdict(Verdict.CONFIRM, "model-1", reader=Reader.MODEL))
    record(
        database,
        ids["6.9%"],
        ReaderVerdict(Verdict.CHANGE, "王芳", (("indicator_code", None), ("bound", "min"))),
    )


@pytest.fixture
def another(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    dialect = "postgresql" if "postgresql" in request.node.name else "sqlite"
    folder: Path = tmp_path_factory.mktemp("another")
    with migrated_address(dialect, folder) as address, open_database(address) as made:
        yield made


@pytest.mark.parametrize("format_", ["ndjson", "csv"])
@pytest.mark.parametrize("texts_first", [True, False])
def test_exported_corrections_make_another_database_equal(
    database: Database, another: Database, format_: str, texts_first: bool
) -> None:
    give(database)
    plain = exported(database, "observations")
    correct(database)
    wanted = exported(database, "observations")
    assert wanted != plain
    found = read_corrections(exported(database, "corrections", format_))
    if texts_first:
        give(another)
    bring(another, found)
    if not texts_first:
        give(another)
    assert exported(another, "observations") == wanted
    assert exported(another, "corrections") == exported(database, "corrections")
    assert exported(another, "comparisons") == exported(database, "comparisons")
