"""Citations as text and as CSL JSON; what is not stated is left out."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from app.model.citation import cite
from app.model.report import Level, ReportKind
from tests.made import observed, reported

FULL: dict[str, Any] = {
    "delivered_on": date(2020, 1, 15),
    "source_url": "https://example.org/1",
    "publisher": "云溪日报",
    "retrieved_on": date(2024, 2, 3),
}
OURS = "Zhibiao 990100-2020 (extractor 1)."


@pytest.mark.parametrize(
    "fields,expected",
    [
        (
            FULL,
            (
                "云溪市人民政府. 云溪市政府工作报告[R/OL]. 云溪市: 云溪日报, 2020-01-15[2024-02-03]. "
                f"https://example.org/1. {OURS}"
            ),
        ),
        ({"title": None, "region": None}, f"[政府工作报告][R]. 2020. {OURS}"),
        ({"level": Level.NATIONAL, "region": "中国"}, f"国务院. 云溪市政府工作报告[R]. 中国, 2020. {OURS}"),
        (
            {"kind": ReportKind.BULLETIN, "title": None, "publisher": "云溪市统计局"},
            f"云溪市统计局. [国民经济和社会发展统计公报][R]. 云溪市: 云溪市统计局, 2020. {OURS}",
        ),
    ],
)
def test_the_text_of_a_citation(fields: dict[str, Any], expected: str) -> None:
    assert cite(reported(**fields), "1").text == expected


@pytest.mark.parametrize("kind", ReportKind)
def test_every_kind_has_a_name_where_it_has_no_title(kind: ReportKind) -> None:
    assert cite(reported(kind=kind, title=None), "1").title.startswith("[")


def test_an_observation_is_cited_with_what_it_states() -> None:
    cited = cite(reported(), "1", observed(id="o-1"))
    assert cited.text.endswith("新建书屋: 1个 (2019). Zhibiao o-1 (extractor 1).")
    assert (cited.csl()["id"], cited.csl()["note"]) == ("o-1", "新建书屋: 1个 (2019)")


def test_csl_has_dates_and_address() -> None:
    item = cite(reported(**FULL), "1").csl()
    assert (item["issued"], item["accessed"]) == (
        {"date-parts": [[2020, 1, 15]]},
        {"date-parts": [[2024, 2, 3]]},
    )
    assert (item["URL"], item["publisher"]) == ("https://example.org/1", "云溪日报")
    assert cite(reported(), "1").csl()["issued"] == {"date-parts": [[2020]]}
