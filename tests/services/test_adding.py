"""Numbers that the extractor missed are added by their span, and survive later changes."""

from __future__ import annotations

import pytest

from app.extraction import extract
from app.lexicon.lexicon import load_lexicon
from app.model.correction import Correction, CorrectionState, Verdict
from app.model.derivation import Extraction
from app.model.observation import Reader
from app.model.report import Report
from app.model.span import Span
from app.services.corrections.adding import add, propose
from app.services.corrections.correcting import FieldError, NotFoundError, ReaderVerdict, record, undo
from app.services.database import Database
from app.services.ingesting import rereading, versions
from app.services.ingesting.ingestion import ingest_text
from app.services.lists import changes, observations
from app.services.lists.queries import parse_query
from tests.services.test_correcting import rows, states
from tests.texts import REPORT_2020

#: A text with numbers that the extractor rejects.
TEXT = REPORT_2020.replace(
    "新建养老机构12家。", "新建养老机构12家。连续五年开工总投资10亿元以上项目23个，建成5号线。"
)
MISSED = "10亿元"


@pytest.fixture
def filled(database: Database) -> Database:
    ingest_text(database, TEXT.encode(), "云溪市-2020.txt")
    return database


def span_of(words: str, text: str = TEXT) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def add_missed(database: Database, words: str = MISSED, **fields: str) -> Correction:
    report_id = str(next(iter(rows(database).values()))["report_id"])
    named = {"indicator": "开工项目投资门槛"} | fields
    return add(database, report_id, span_of(words), ReaderVerdict(Verdict.ADD, "李敏", tuple(named.items())))


def test_an_added_number_has_the_value_that_our_reader_reads(filled: Database) -> None:
    before = rows(filled)
    assert MISSED not in before
    correction = add_missed(filled)
    row = rows(filled)[MISSED]
    assert (row["value"], row["unit"], row["bound"], row["year"]) == ("1000000000", "元", "min", 2019)
    assert (row["indicator"], row["reader"], row["corrected"], row["confidence"]) == (
        "开工项目投资门槛", "person", '["value"]', "1",
    )  # fmt: skip
    assert TEXT[int(str(row["value_start"])) : int(str(row["value_end"]))] == MISSED
    undo(filled, correction.id)
    assert rows(filled) == before


@pytest.mark.parametrize("words", ["投资10", "总投资10亿元以上", "0亿元以上"])
def test_a_span_means_the_number_that_it_overlaps(filled: Database, words: str) -> None:
    assert add_missed(filled, words).statement.value_text == MISSED


@pytest.mark.parametrize(
    "words, fields, message",
    [
        ("建成", {}, "contains no number"),
        ("10亿元以上项目23个", {}, "several numbers: 10亿元; 23个"),
        ("10亿元", {"year": "soon"}, "year is a year"),
        ("12家", {"indicator": "新建养老机构"}, "has this row already"),
        ("2019年", {}, "“2019年” is never a value: it is rejected as date"),
        ("第五次", {}, "rejected as ordinal"),
    ],
)
def test_what_is_no_missed_number_is_refused(
    filled: Database, words: str, fields: dict[str, str], message: str
) -> None:
    before = rows(filled)
    with pytest.raises(FieldError, match=message):
        add_missed(filled, words, **fields)
    assert rows(filled) == before


def test_a_report_or_span_that_is_not_there_is_refused(filled: Database) -> None:
    with pytest.raises(NotFoundError):
        add(filled, "none-2020", Span(0, 5), ReaderVerdict(Verdict.ADD, "李敏"))
    report_id = str(next(iter(rows(filled).values()))["report_id"])
    for span in (Span(5, 5), Span(-1, 4), Span(0, len(TEXT) + 1)):
        with pytest.raises(FieldError, match="the span"):
            propose(filled, report_id, span)


def test_a_second_quantity_of_a_number_is_a_second_row(filled: Database) -> None:
    add_missed(filled, "12家", indicator="改建养老机构")
    query = parse_query("observations", [("unit", "家"), ("fields", "indicator,value"), ("limit", "2")])
    assert observations.page(filled, query).rows == [("新建养老机构", "12"), ("改建养老机构", "12")]


def test_an_added_number_survives_another_text_and_waits_where_its_sentence_is_gone(filled: Database) -> None:
    add_missed(filled)
    wanted = rows(filled)[MISSED]
    for text, found, state in (
        (
            TEXT.replace("新建养老机构12家。", "新建公园3座。新建养老机构12家。"),
            True,
            CorrectionState.APPLIED,
        ),
        (TEXT.replace("建成5号线", "建成6号线"), False, CorrectionState.ORPHANED),
        (TEXT, True, CorrectionState.APPLIED),
    ):
        ingest_text(filled, text.encode(), "云溪市-2020.txt")
        assert (MISSED in rows(filled)) is found
        assert states(filled) == [state]
    assert rows(filled)[MISSED] == wanted


def test_it_is_confirmed_once_the_extractor_finds_it(
    filled: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_now = propose(filled, str(next(iter(rows(filled).values()))["report_id"]), span_of(MISSED))
    add_missed(filled, indicator=read_now.indicator)
    assert states(filled) == [CorrectionState.APPLIED]

    def newer(report: Report, *, explained: bool) -> Extraction:
        return extract(report, load_lexicon(), explained=explained, admitted=span_of(MISSED))

    for module in (rereading, versions):
        monkeypatch.setattr(module, "extractor_version", lambda: "newer")
    monkeypatch.setattr(rereading, "extract_report", newer)
    assert rereading.reread(filled).reports == 1
    assert states(filled) == [CorrectionState.AGREED]
    row = rows(filled)[MISSED]
    assert (row["id"], row["corrected"], row["reader"]) == (read_now.id, "[]", "person")


def test_others_can_correct_and_reject_it(filled: Database) -> None:
    add_missed(filled)
    added = str(rows(filled)[MISSED]["id"])
    record(filled, added, ReaderVerdict(Verdict.CHANGE, "王芳", (("indicator", "开工项目投资"),)))
    row = rows(filled)[MISSED]
    assert (row["id"], row["indicator"], row["flags"]) == (added, "开工项目投资", '["readers_disagree"]')
    record(filled, added, ReaderVerdict(Verdict.REJECT, "王芳"))
    assert MISSED not in rows(filled)
    assert states(filled) == ["overruled", "overruled", "applied"]


def test_a_number_that_a_model_adds_is_no_surer_for_that(filled: Database) -> None:
    report_id = str(next(iter(rows(filled).values()))["report_id"])
    add(filled, report_id, span_of(MISSED), ReaderVerdict(Verdict.ADD, "model-1", reader=Reader.MODEL))
    row = rows(filled)[MISSED]
    assert row["reader"] == "model"
    assert row["confidence"] != "1"


def test_the_changes_name_the_correction(filled: Database) -> None:
    correction = add_missed(filled)
    record(filled, str(rows(filled)["12家"]["id"]), ReaderVerdict(Verdict.REJECT, "李敏"))
    query = parse_query("changes", [("fields", "change,correction_id"), ("limit", "1000")])
    *before, added, rejected = changes.page(filled, query).rows
    assert {row[1] for row in before} == {None}
    assert added == ("added", correction.id)
    assert rejected[0] == "removed"
    assert rejected[1] not in (None, correction.id)


def test_its_derivation_ends_with_the_correction(filled: Database) -> None:
    add_missed(filled)
    detail = observations.one(filled, str(rows(filled)[MISSED]["id"]))
    assert detail.derivation is not None
    assert detail.derivation.trace[-1].rule == "correction.person"
    assert detail.derivation.trace[-1].because == "person: added"
