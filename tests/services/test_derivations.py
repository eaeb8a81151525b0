"""Deriving a stored statement again, at a cost that does not grow with its text."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from app.extraction import extract
from app.extraction.output.assemble import Offers
from app.lexicon.types.lexicon import Lexicon
from app.model.derivation import Derivation, Extraction
from app.model.observation import Reader
from app.model.report import Report, ReportKind
from app.services.extracting.derivations import derivation_of
from app.services.extracting.whole import extract_report
from tests.made import reported
from tests.timing import cpu_seconds

FILLER = "城乡面貌明显改善，人民群众的获得感不断增强。\n" * 60
SECTION = "一、2019年工作回顾\n全年新建书屋3家。\n"


def asked(report: Report, number: int) -> tuple[Derivation, Derivation | None]:
    """A derivation from the whole text, and the one that the service returns for its observation."""
    derivation = extract_report(report, explained=True).derivations[number]
    return derivation, derivation_of(report, derivation.observation)


@pytest.mark.parametrize("reach", [100, 60_000])
@pytest.mark.parametrize(
    "report",
    [
        reported(text=FILLER + SECTION + FILLER),
        reported(text=SECTION + FILLER + SECTION),
        reported(text=FILLER.replace("\n", "") + SECTION),
        reported(text="region\tindicator\tyear\tvalue\tunit\n" + "云溪市\t财政收入\t2019\t9\t亿元\n" * 99,
                 kind=ReportKind.TABLE),
    ],
)  # fmt: skip
def test_a_derivation_is_that_of_the_whole_text(
    monkeypatch: pytest.MonkeyPatch, report: Report, reach: int
) -> None:
    monkeypatch.setattr("app.services.extracting.excerpts.REACH", reach)
    whole, found = asked(report, -1)
    assert found == whole


def test_reading_one_number_again_costs_little_of_what_its_report_costs() -> None:
    """Both the first and the last number: neither the whole text nor all before the number is read."""
    report = reported(
        text="一、2019年工作回顾\n" + "全年新建书屋3家，财政收入增长6%，新增就业3万人。\n" * 300
    )
    whole = cpu_seconds(lambda: extract_report(report, explained=True), repeat=1)
    rows = extract_report(report, explained=False).observations
    for row in (rows[0], rows[-1]):
        assert cpu_seconds(partial(derivation_of, report, row)) < whole / 5


def test_what_is_far_from_its_heading_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    report = reported(text=f"一、2020年工作安排\n{FILLER}新建书屋3家。\n")
    assert asked(report, 0)[1] is not None
    monkeypatch.setattr("app.services.extracting.excerpts.REACH", 100)
    assert asked(report, 0)[1] is None


def test_of_a_long_text_only_what_is_near_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    report = reported(text=FILLER * 4 + SECTION + FILLER * 4)
    whole, _ = asked(report, 0)
    monkeypatch.setattr("app.services.extracting.excerpts.REACH", 300)
    read: list[int] = []

    def counted(part: Report, *given: object, **more: object) -> None:
        read.append(len(part.text))
        raise InterruptedError

    monkeypatch.setattr("app.services.extracting.derivations.extract", counted)
    with pytest.raises(InterruptedError):
        derivation_of(report, whole.observation)
    assert read[0] < 1000 < len(report.text)


@pytest.mark.parametrize("number, read", [(0, [False]), (1, [False, True])])
def test_of_a_corrected_row_the_paragraph_is_read_unless_others_state_the_same(
    monkeypatch: pytest.MonkeyPatch, number: int, read: list[bool]
) -> None:
    report = reported(text=SECTION + FILLER + "全年新建书屋3家。\n")
    before = extract_report(report, explained=True).derivations[number].observation
    row = replace(before, indicator="新建书店", reader=Reader.PERSON, corrected=("indicator",))
    whole: list[bool] = []

    def counted(part: Report, lexicon: Lexicon, *, around: int | None, offers: Offers) -> Extraction:
        whole.append(around is None)
        return extract(part, lexicon, around=around, offers=offers)

    monkeypatch.setattr("app.services.extracting.derivations.extract", counted)
    found = derivation_of(report, row)
    assert found
    assert found.observation == row
    assert found.trace[-1].because == f"person: indicator was {before.indicator}"
    assert whole == read
