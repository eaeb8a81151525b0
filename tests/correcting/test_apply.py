"""Corrections applied to the rows of a report."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.correcting import Applied, LexiconFunctions, apply
from app.correcting.apply import ADDED, PERSON_SURE
from app.model.correction import Correction, CorrectionState, Statement, Verdict, sentence_hash, statements
from app.model.flags import Flag, with_low_confidence
from app.model.observation import Observation, Reader
from tests.made import observed

SENTENCE = "新建食堂3家，改造公厕5座。"


def rows(*, start: int = 100) -> list[Observation]:
    """The two rows of the sentence, which begins at ``start``."""
    first = observed(
        id="first", indicator="新建食堂", value_text="3家", value_start=start + 4, value_end=start + 6,
        sentence_start=start, sentence_end=start + len(SENTENCE), sentence=SENTENCE,
    )  # fmt: skip
    second = replace(
        first, id="second", indicator="公厕", value_text="5座", value_start=start + 11, value_end=start + 13
    )
    return [first, second]


def said(
    row: int = 1, verdict: Verdict = Verdict.CHANGE, name: str = "改造公厕", **other: object
) -> Correction:
    statement = statements(rows())[row]
    fields = () if verdict is Verdict.REJECT else (("indicator", name),)
    plain = Correction(
        id="c1", report_id="r", statement=statement, value_start=111, sentence=SENTENCE, verdict=verdict,
        fields=fields, reader=Reader.PERSON, reader_name="李敏", made_at="2026-01-01T00:00:00Z",
    )  # fmt: skip
    return replace(plain, **other)  # type: ignore[arg-type]  # the fields of a correction by name


MEANING = LexiconFunctions(lambda value, unit: (value, unit), lambda *_: "urban")


def applied_to(found: list[Observation], *corrections: Correction) -> Applied:
    return apply(found, corrections, MEANING, lambda _: None)


def test_a_change_is_the_last_word_and_names_its_fields() -> None:
    first, second = applied_to(rows(), said()).rows
    assert first == rows()[0]
    assert (second.indicator, second.reader, second.corrected) == ("改造公厕", Reader.PERSON, ("indicator",))
    assert second.confidence == 1
    assert (second.id, second.value, second.value_text) == ("second", rows()[1].value, "5座")


@pytest.mark.parametrize("reader, flags", [(Reader.PERSON, ()), (Reader.MODEL, ("doubtful_name",))])
def test_a_person_settles_the_doubts_of_the_rules(reader: Reader, flags: tuple[str, ...]) -> None:
    doubtful = [replace(row, flags=("doubtful_name",)) for row in rows()]
    assert applied_to(doubtful, said(name="公厕", reader=reader)).rows[1].flags == flags


def test_a_rejected_number_is_no_row() -> None:
    applied = applied_to(rows(), said(verdict=Verdict.REJECT))
    assert [row.id for row in applied.rows] == ["first"]
    assert applied.states == {"c1": CorrectionState.APPLIED}


def test_what_the_extractor_reads_by_itself_is_agreed() -> None:
    applied = applied_to(rows(), said(name="公厕"))
    assert applied.states == {"c1": CorrectionState.AGREED}
    assert (applied.rows[1].reader, applied.rows[1].corrected) == (Reader.PERSON, ())


@pytest.mark.parametrize(
    "later, indicator, states",
    [
        ({}, "卫生间", {"c1": CorrectionState.OVERRULED, "c2": CorrectionState.APPLIED}),
        (
            {"made_at": "2025-01-01T00:00:00Z"},
            "改造公厕",
            {"c1": CorrectionState.APPLIED, "c2": CorrectionState.OVERRULED},
        ),
        (
            {"reader": Reader.MODEL},
            "改造公厕",
            {"c1": CorrectionState.APPLIED, "c2": CorrectionState.OVERRULED},
        ),
    ],
)
def test_a_later_person_is_right_and_a_person_before_a_model(
    later: dict[str, object], indicator: str, states: dict[str, CorrectionState]
) -> None:
    made = said(name="卫生间", id="c2", made_at="2026-02-01T00:00:00Z", reader_name="王芳")
    other = replace(made, **later)  # type: ignore[arg-type]  # the fields of a correction by name
    applied = applied_to(rows(), said(), other)
    assert applied.rows[1].indicator == indicator
    assert applied.rows[1].flags == (Flag.READERS_DISAGREE,)
    assert applied.states == states


@pytest.mark.parametrize("name, reader", [("改造公厕", "王芳"), ("卫生间", "李敏")])
def test_readers_who_agree_and_one_who_changes_their_mind_are_no_doubt(name: str, reader: str) -> None:
    later = said(name=name, id="c2", made_at="2026-02-01T00:00:00Z", reader_name=reader)
    row = applied_to(rows(), said(), later).rows[1]
    assert (row.indicator, row.flags) == (name, ())


def test_the_last_word_on_a_row_is_known() -> None:
    later = said(verdict=Verdict.REJECT, id="c2", made_at="2026-02-01T00:00:00Z")
    assert applied_to(rows(), said(), later).last == {"second": later}


MISSED = observed(indicator="地铁", value_text="1条", value_start=108, value_end=110, rules=("name.own",))
PLACE = Statement(sentence_hash(SENTENCE), 8, "1条", 0)


def added(correction: Correction) -> Observation | None:
    return replace(MISSED, id="third") if correction.statement == PLACE else None


def test_an_added_number_is_a_row_in_the_order_of_the_text() -> None:
    applied = apply(rows(), [said(verdict=Verdict.ADD, name="开通地铁", statement=PLACE)], MEANING, added)
    assert [row.indicator for row in applied.rows] == ["新建食堂", "开通地铁", "公厕"]
    third = applied.rows[1]
    assert (third.reader, third.corrected, third.confidence) == (Reader.PERSON, ADDED, PERSON_SURE)
    assert applied.states == {"c1": CorrectionState.APPLIED}


def test_an_added_number_is_confirmed_where_the_extractor_reads_it_so() -> None:
    applied = applied_to(rows(), said(verdict=Verdict.ADD, name="公厕"))
    assert (len(applied.rows), applied.states) == (2, {"c1": CorrectionState.AGREED})


def test_an_added_number_waits_where_its_sentence_is_gone() -> None:
    applied = applied_to(rows(), said(verdict=Verdict.ADD, statement=PLACE))
    assert (list(applied.rows), applied.states) == (rows(), {"c1": CorrectionState.ORPHANED})


def test_a_number_that_two_readers_add_is_one_row_and_a_third_can_reject_it() -> None:
    one = said(verdict=Verdict.ADD, name="地铁", statement=PLACE)
    other = replace(one, id="c2", reader_name="王芳")
    both = apply(rows(), [one, other], MEANING, added)
    assert [row.id for row in both.rows] == ["first", "third", "second"]
    third = said(verdict=Verdict.REJECT, statement=PLACE, id="c3", made_at="2026-02-01T00:00:00Z")
    applied = apply(rows(), [one, other, third], MEANING, added)
    assert [row.id for row in applied.rows] == ["first", "second"]
    assert applied.states == {
        "c1": CorrectionState.OVERRULED,
        "c2": CorrectionState.OVERRULED,
        "c3": CorrectionState.APPLIED,
    }


@pytest.mark.parametrize(
    "rules, name, confidence, flags",
    [
        ("0.5", "公厕", "0.90", ()),
        ("0.8", "公厕", "0.97", ()),
        ("1", "公厕", "1", ()),
        ("0.5", "改造公厕", "0.82", (Flag.MODEL_DISAGREES,)),
        ("0.2", "改造公厕", "0.88", (Flag.MODEL_DISAGREES,)),
        ("0.9", "改造公厕", "0.47", (Flag.MODEL_DISAGREES, Flag.LOW_CONFIDENCE)),
    ],
)
def test_a_model_that_agrees_makes_a_row_surer(
    rules: str, name: str, confidence: str, flags: tuple[str, ...]
) -> None:
    before = with_low_confidence((), Decimal(rules))
    doubtful = [replace(row, confidence=Decimal(rules), flags=before) for row in rows()]
    read = applied_to(doubtful, said(name=name, reader=Reader.MODEL)).rows[1]
    assert (read.reader, read.indicator) == (Reader.MODEL, name)
    assert (read.confidence, read.flags) == (Decimal(confidence), flags)


def test_a_reading_that_failed_a_check_changes_nothing_but_the_doubt() -> None:
    dispute = said(verdict=Verdict.DISPUTE, fields=(), reader=Reader.MODEL)
    applied = applied_to(rows(), dispute)
    assert applied.rows[1] == replace(rows()[1], flags=(Flag.MODEL_DISAGREES,))
    assert applied.states == {"c1": CorrectionState.APPLIED}
    person = said(id="c2", made_at="2025-01-01T00:00:00Z")
    applied = applied_to(rows(), dispute, person)
    assert (applied.rows[1].indicator, applied.rows[1].flags) == ("改造公厕", ())
    assert applied.states == {"c1": CorrectionState.OVERRULED, "c2": CorrectionState.APPLIED}


def test_a_correction_waits_where_its_sentence_is_gone() -> None:
    others = [replace(row, sentence=SENTENCE.replace("公厕", "公园")) for row in rows()]
    applied = applied_to(others, said())
    assert (list(applied.rows), applied.states) == (others, {"c1": CorrectionState.ORPHANED})


def test_of_equal_sentences_the_nearest_is_meant() -> None:
    near, far = rows(start=90), rows(start=900)
    assert [row.indicator for row in applied_to([*near, *far], said()).rows] == [
        "新建食堂", "改造公厕", "新建食堂", "公厕",
    ]  # fmt: skip


def test_a_number_that_states_two_things_has_two_statements() -> None:
    row = rows()[1]
    pair = [row, replace(row, id="third", indicator="公园")]
    assert [one.place for one in statements(pair)] == [0, 1]
    correction = said(statement=statements(pair)[1])
    assert [one.indicator for one in applied_to(pair, correction).rows] == ["公厕", "改造公厕"]


@given(st.text(alphabet=" \n\u3000", max_size=4))
def test_blanks_in_the_sentence_change_nothing(blank: str) -> None:
    spaced = [
        replace(
            row,
            sentence=row.sentence.replace("，", f"，{blank}"),
            value_start=row.value_start + len(blank) * place,
        )
        for place, row in enumerate(rows())
    ]
    assert statements(spaced) == statements(rows())
