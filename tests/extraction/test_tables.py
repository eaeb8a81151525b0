"""Tables, beyond the examples: spans in the original text, order, and ids of tables and prose together."""

from app.extraction import extract
from app.lexicon.lexicon import load_lexicon
from app.model.derivation import Extraction
from tests.made import reported

TEXT = """云溪市政府工作报告
粮食产量120万吨。
表1　２０１９年产量
产品名称\t单位\t 产量\t比上年增长(%)
粮 食\t万吨\t 1,200.5 \t-2.3
其中：夏粮\t万吨\t—\t1.7
\t\t\t
书屋\t\t5\t
财政收入120亿元。
财政收入120亿元。
项目\t绝对数（亿元）
财政收入\t120
财政收入\t120
""".replace("\n", "\r\n")


def extracted() -> Extraction:
    return extract(reported(text=TEXT), load_lexicon())


def test_spans_are_those_of_the_text_as_given() -> None:
    for found in extracted().derivations:
        one = found.observation
        assert TEXT[one.value_start : one.value_end] == one.value_text
        assert TEXT[one.sentence_start : one.sentence_end] == one.sentence
        assert one.sentence_start <= one.value_start < one.value_end <= one.sentence_end
        assert all(step.span is None or step.span.end <= len(TEXT) for step in found.trace)


def test_a_row_is_the_evidence() -> None:
    (row,) = (one for one in extracted().observations if one.value_text == "1,200.5")
    assert (row.indicator, row.sentence) == ("粮食产量", "粮 食\t万吨\t 1,200.5 \t-2.3")


def test_cells_and_sentences_come_in_the_order_of_the_text() -> None:
    places = [one.value_start for one in extracted().observations]
    assert places == sorted(places)
    spans = [rejection.span for rejection in extracted().rejections]
    assert spans == sorted(spans)


def test_equal_statements_have_ids_of_their_own() -> None:
    ids = [one.id for one in extracted().observations]
    assert len(ids) == len(set(ids)) == 8


def test_what_a_sentence_says_is_what_it_says_without_the_tables() -> None:
    prose = "".join(line for line in TEXT.splitlines(keepends=True) if "\t" not in line)
    alone = [(one.id, one.value) for one in extract(reported(text=prose), load_lexicon()).observations]
    beside = [(one.id, one.value) for one in extracted().observations if "\t" not in one.sentence]
    assert alone == beside


def test_a_figure_that_nothing_explains_is_rejected_with_its_place() -> None:
    (rejected,) = (found for found in extracted().rejections if found.reason == "table")
    assert (rejected.text, rejected.span.of(TEXT)) == ("5", "5")
