"""End to end: the seeds are read, extracted and stored, and requested over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.api.schemas import rows
from app.api.schemas.evidence import Detail
from app.config import Settings
from app.services.ingesting.files import find_files
from app.services.ingesting.ingestion import ingest
from tests.api.clients import asking, database_of
from tests.databases import migrated_file

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with asking(Settings(migrated_file(tmp_path_factory.mktemp("seed") / "seed.db"))) as client:
        assert {result.reason for result in ingest(database_of(client), find_files([SEEDS]))} == {None}
        yield client


def everything(client: TestClient, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(f"/v1/{name}?limit=1000").json()["data"]
    return found


@pytest.mark.parametrize(
    "indicator, measure, value, unit",
    [
        ("地区生产总值", "level", 221100000000, "元"),
        ("地区生产总值", "growth", 7, "%"),
        ("农村居民人均可支配收入", "level", 39953, "元"),
        ("农村居民人均可支配收入", "growth", 9.2, "%"),
    ],
)
def test_headline_figures_are_found_by_name(
    seed: TestClient, indicator: str, measure: str, value: float, unit: str
) -> None:
    asked: dict[str, str | int] = {
        "indicator": indicator,
        "measure": measure,
        "year": 2019,
        "status": "actual",
        "scope": "",
        "region_code": "330212",
    }
    found = [(row["value"], row["unit"]) for row in seed.get("/v1/observations", params=asked).json()["data"]]
    assert found == [(value, unit)]


def test_every_number_can_be_traced_to_the_text(seed: TestClient) -> None:
    texts = {row["id"]: seed.get(f"/v1/reports/{row['id']}/text").text for row in everything(seed, "reports")}
    found = everything(seed, "observations")
    assert len(found) > 250
    for row in found:
        text = texts[row["report_id"]]
        assert text[row["value_start"] : row["value_end"]] == row["value_text"]
        assert text[row["sentence_start"] : row["sentence_end"]] == row["sentence"]
        assert row["sentence_start"] <= row["value_start"] < row["value_end"] <= row["sentence_end"]


def test_an_observation_of_every_sentence_is_explained(seed: TestClient) -> None:
    # For each a paragraph is read again.
    of_sentences = {
        (row["report_id"], row["sentence_start"]): row for row in everything(seed, "observations")
    }
    assert len(of_sentences) > 100
    for row in of_sentences.values():
        detail = seed.get(f"/v1/observations/{row['id']}").json()
        Detail.model_validate({name: detail[name] for name in Detail.model_fields})
        assert detail["evidence"]["value"]["text"] == row["value_text"]
        assert [step["rule"] for step in detail["derivation"]["steps"]] == row["rules"]


def test_targets_stand_beside_the_year_before(seed: TestClient) -> None:
    asked = {"indicator_code": "GDP", "measure": "growth", "region_code": "330212"}
    (row,) = seed.get("/v1/comparisons", params=asked).json()["data"]
    assert (row["year"], row["outcome"], row["actual_value"]) == (2020, "awaited", None)
    assert (row["target_value"], row["previous_value"], row["ambition"]) == (6.5, 7, -0.5)


# These change with every change of the extractor: counts, the rules that fired, versions and times.
MOVING = {
    "observations", "actuals", "targets", "awaited", "indicators", "rules", "confidence", "match", "action",
    "head", "citation", "extractor_version", "ingested_at",
}  # fmt: skip # one line is too long
#: Each list that has a real row as example, with the filters that find it.
EXAMPLES = {
    "observations": "", "comparisons": "region_code=330212", "reports": "", "years": "", "regions": "",
    "categories": "", "indicators": "", "units": "", "resolve": "q=鄞州2019年新增就业",
    "coverage": "region_code=330212&indicator_code=GDP&year=2019", "ledger": "region_code=330212",
    "comparisons/summary": "",
    "comparisons/league": "indicator_code=GDP&year=2019&by=growth&region_code=330212",
}  # fmt: skip # one address beside the other


@pytest.mark.parametrize("path", EXAMPLES)
def test_the_examples_of_the_documentation_are_real_rows(seed: TestClient, path: str) -> None:
    def lasting(row: dict[str, Any]) -> dict[str, Any]:
        return {key: value for key, value in row.items() if key not in MOVING}

    found = seed.get(f"/v1/{path}?limit=1000&{EXAMPLES[path]}").json()["data"]
    example = rows.example_row(path.rpartition("/")[2])
    assert lasting(example) in [lasting(row) for row in found]


def test_the_example_of_the_evidence_is_real(seed: TestClient) -> None:
    example = Detail.model_json_schema()["properties"]["evidence"]["examples"][0]
    place = example["value"]["start"]
    (row,) = [row for row in everything(seed, "observations") if row["value_start"] == place]
    assert seed.get(f"/v1/observations/{row['id']}").json()["evidence"] == example
