"""Values at the limits of their range are written in every format; a failed stream never looks complete."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import anyio
import pytest
from pyarrow import parquet
from starlette.testclient import TestClient
from starlette.types import Message

from app.api.formats.registry import FORMATS
from app.config import Settings
from app.services.ingesting.ingestion import ingest_text
from tests.api.clients import asking, database_of
from tests.api.raw import as_scope
from tests.databases import migrated_file

LEAST, MOST = "0.000000000001", "9" * 20
REPORT_2020 = f"""三贤市2020年政府工作报告

2019年，粮食产量达到{MOST}.5斤，增长{MOST}%，税收{LEAST}元，增长{LEAST}%。
2020年主要目标：粮食产量{LEAST}斤左右，增长{LEAST}%左右，税收{LEAST}元左右。
"""
REPORT_2021 = f"""三贤市2021年政府工作报告

2020年，粮食产量达到{MOST}斤，增长{MOST}%，税收{MOST}亿元，增长{MOST}%，地区生产总值{LEAST}元。
"""
LISTS = ("observations", "comparisons", "checks")


@pytest.mark.parametrize("format_", ["json", "csv", "ndjson", "parquet", "xlsx"])
def test_values_at_the_ends_of_the_range_leave_in_every_format(tmp_path: Path, format_: str) -> None:
    with asking(Settings(migrated_file(tmp_path / "test.db"))) as client:
        for year, text in ((2020, REPORT_2020), (2021, REPORT_2021)):
            ingest_text(database_of(client), text.encode(), f"{year}.txt")
        for name in LISTS:
            answer = client.get(f"/v1/{name}?format={format_}")
            assert answer.status_code == 200
            if format_ == "parquet" and name == "observations":
                values = parquet.read_table(io.BytesIO(answer.content))["value"].to_pylist()
                assert (min(values), max(values)) == (Decimal(LEAST), Decimal(f"{MOST}.5"))


def test_a_number_with_too_many_decimals_is_no_value_and_breaks_no_file(tmp_path: Path) -> None:
    text = f"三贤市2020年政府工作报告\n\n2019年，税收0.{'0' * 15}1元，财政收入9亿元，增长{'9' * 30}%。\n"
    with asking(Settings(migrated_file(tmp_path / "test.db"))) as client:
        ingest_text(database_of(client), text.encode(), "2020.txt")
        answer = client.get("/v1/observations?format=parquet")
        table = parquet.read_table(io.BytesIO(answer.content))
    assert table["value"].to_pylist() == [Decimal("9E+8")]


def test_a_stream_that_fails_does_not_look_complete(
    shared_client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server then closes the connection without the last chunk of the response."""

    def broken(*_: object) -> Iterator[bytes]:
        yield b"PAR1"
        raise ZeroDivisionError

    parquet_format = replace(FORMATS["parquet"], write=broken)
    monkeypatch.setitem(FORMATS, "parquet", parquet_format)
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        await anyio.sleep_forever()
        raise AssertionError

    scope = as_scope("/v1/observations", b"format=parquet", [], "GET")
    with pytest.raises(ZeroDivisionError):
        anyio.run(shared_client.app, scope, receive, send)
    assert sent[-1]["more_body"]
