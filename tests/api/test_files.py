"""Complete lists as files: a format as extension, length, ranges, a strong ETag; read by other tools."""

from __future__ import annotations

import io
import itertools
from typing import Any

import openpyxl
import pandas as pd
import polars as pl
import pytest
from pyarrow import parquet
from starlette.testclient import TestClient

from app.api.formats.registry import FORMATS
from app.store.declared.resources import LISTS
from tests.api.clients import add_report

FILES = [row for row in FORMATS.values() if row.write is not None]
#: The required parameters of lists.
NEEDED = {
    "panel": "?indicator_code=GDP&measure=growth",
    "league": "?indicator_code=GDP&year=2019",
    "resolve": "?q=三贤市",
    "ledger": "?region=三贤市",
}


@pytest.mark.parametrize("name", [name for name, list_ in LISTS.items() if not list_.private])
@pytest.mark.parametrize("format_", FILES, ids=lambda row: row.name)
def test_every_list_is_a_file_in_every_format(shared_client: TestClient, name: str, format_: object) -> None:
    address = f"/v1/{LISTS[name].path}.{format_.name}{NEEDED.get(name, '')}"  # type: ignore[attr-defined]
    answer = shared_client.get(address)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == format_.content_type  # type: ignore[attr-defined]
    head = shared_client.head(address)
    assert head.headers["content-length"] == str(len(answer.content))
    assert head.headers["etag"] == answer.headers["etag"]
    assert head.content == b""


@pytest.mark.parametrize("name", ["csv", "ndjson"])
def test_a_file_has_the_rows_of_the_stream(shared_client: TestClient, name: str) -> None:
    file = shared_client.get(f"/v1/observations.{name}?status=target")
    stream = shared_client.get(f"/v1/observations?status=target&format={name}&sort=region_code,year")
    assert file.content == stream.content


def test_json_behind_a_dot_is_the_page(shared_client: TestClient) -> None:
    plain, dotted = (shared_client.get(f"/v1/observations{end}?limit=2").json() for end in ("", ".json"))
    assert dotted["data"] == plain["data"]
    assert shared_client.get(dotted["next"]).json()["data"][0] != plain["data"][0]


@pytest.mark.parametrize(
    "address, status",
    [
        ("observations.xml", 404),
        ("observations.csv?format=csv", 422),
        ("nothing.csv", 404),
        ("observations.parquet?bom=1", 422),
    ],
)
def test_what_is_no_file_is_refused(shared_client: TestClient, address: str, status: int) -> None:
    answer = shared_client.get(f"/v1/{address}")
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")


def test_parts_of_a_file_can_be_asked_for(shared_client: TestClient) -> None:
    address = "/v1/observations.parquet"
    whole = shared_client.get(address)
    assert whole.headers["accept-ranges"] == "bytes"
    assert "content-encoding" not in whole.headers
    for asked, part in (
        ("bytes=0-3", slice(0, 4)),
        ("bytes=-4", slice(-4, None)),
        ("bytes=10-", slice(10, None)),
    ):
        answer = shared_client.get(address, headers={"range": asked})
        assert (answer.status_code, answer.content) == (206, whole.content[part])
        assert answer.headers["etag"] == whole.headers["etag"]
    assert shared_client.get(address, headers={"range": f"bytes={len(whole.content)}-"}).status_code == 416
    assert shared_client.get(address, headers={"range": "lines=1-2"}).content == whole.content


def test_a_file_is_written_again_when_the_data_have_changed(client: TestClient) -> None:
    before = client.get("/v1/observations.csv")
    tag = before.headers["etag"]
    assert not tag.startswith("W/")
    assert client.get("/v1/observations.csv", headers={"if-none-match": tag}).status_code == 304
    assert (
        client.get("/v1/observations.csv", headers={"range": "bytes=0-3", "if-range": tag}).status_code == 206
    )
    add_report(client)
    after = client.get(
        "/v1/observations.csv", headers={"if-none-match": tag, "range": "bytes=0-3", "if-range": tag}
    )
    assert (after.status_code, after.headers["etag"] == tag) == (200, False)
    assert len(after.content) > len(before.content)


def test_a_workbook_has_names_widths_a_filter_and_notes(shared_client: TestClient) -> None:
    book = openpyxl.load_workbook(io.BytesIO(shared_client.get("/v1/observations.xlsx").content))
    assert book.sheetnames == ["observations", "notes"]
    sheet = book["observations"]
    assert sheet.auto_filter.ref == sheet.dimensions
    assert sheet.freeze_panes == "A2"
    width = {cell.value: sheet.column_dimensions[cell.column_letter].width for cell in sheet[1]}
    assert width["sentence"] > width["indicator"] > width["year"] >= len("year")
    notes = {row[0]: row for row in book["notes"].iter_rows(values_only=True)}
    assert "Observations (观测值)" in str(notes["cite as"][1])
    assert notes["value"] == (
        "value",
        "数值 · Value",
        next(f.description for f in LISTS["observations"].fields if f.name == "value"),
    )


def test_stata_has_labels_and_all_numbers(shared_client: TestClient) -> None:
    data = shared_client.get("/v1/observations.dta").content
    table = pd.read_stata(io.BytesIO(data))
    rows = shared_client.get("/v1/observations?sort=region_code,year").json()["data"]
    assert list(table["value"]) == [row["value"] for row in rows]
    assert list(table["indicator"]) == [row["indicator"] for row in rows]
    with pd.io.stata.StataReader(io.BytesIO(data)) as reader:
        assert reader.variable_labels()["region"] == "地区 Region"
        assert reader.data_label.startswith("Observations.")
    assert shared_client.get("/v1/panel.dta?indicator_code=GDP&measure=growth").status_code == 200


def test_files_are_sorted_in_few_row_groups(shared_client: TestClient) -> None:
    file = parquet.ParquetFile(io.BytesIO(shared_client.get("/v1/observations.parquet").content))
    assert file.num_row_groups == 1
    table = file.read(["region_code", "year"]).to_pylist()
    assert all(
        one["year"] <= two["year"]
        for one, two in itertools.pairwise(table)
        if one["region_code"] == two["region_code"]
    )
    assert file.schema_arrow.metadata[b"citation"].startswith(b"Zhibiao")


def test_engines_read_a_file_by_its_address(server: str) -> None:
    address = f"{server}/v1/observations.parquet"
    mean = pl.scan_parquet(address).filter(pl.col("year") == 2019).select(pl.len()).collect().item()
    assert mean == len(pd.read_parquet(address, filters=[("year", "==", 2019)])) > 0
    assert len(pd.read_csv(f"{server}/v1/observations.csv")) == len(
        pd.read_stata(f"{server}/v1/observations.dta")
    )
    assert (
        pl.scan_csv(f"{server}/v1/observations.csv", infer_schema=False).select(pl.len()).collect().item() > 0
    )


class Ranges(io.RawIOBase):
    """A file at a URL; only the bytes that are read are fetched."""

    def __init__(self, client: TestClient, address: str) -> None:
        self._client, self._address = client, address
        self._size = int(client.head(address).headers["content-length"])
        self._place = self.fetched = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._place

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._place = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._size}[whence]
        return self._place

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 # as the library calls it
        last = min(self._place + len(buffer), self._size) - 1
        if last < self._place:
            return 0
        answer = self._client.get(self._address, headers={"range": f"bytes={self._place}-{last}"})
        assert answer.status_code == 206
        buffer[: len(answer.content)] = answer.content
        self._place += len(answer.content)
        self.fetched += len(answer.content)
        return len(answer.content)


def test_a_column_is_read_without_the_others(shared_client: TestClient) -> None:
    """Read like DuckDB's httpfs, which its wheel lacks: the footer, then the chunks of the wanted columns."""
    address = "/v1/observations.parquet"
    part = Ranges(shared_client, address)
    with parquet.ParquetFile(part) as file:
        footer = file.metadata.serialized_size
        chunk = file.metadata.row_group(0)
        wanted = [chunk.column(place) for place in range(chunk.num_columns)]
        size = sum(one.total_compressed_size for one in wanted if one.path_in_schema in ("year", "value"))
        years = file.read(["year", "value"])["year"].to_pylist()
    assert len(years) == shared_client.get("/v1/observations").json()["total"]
    # The end of the file is read first, at most 64 kB: the length of the footer is not known.
    assert part.fetched <= max(footer, 65536) + size + 8
