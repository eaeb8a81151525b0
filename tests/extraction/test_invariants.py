"""What is true for every text: spans, order, variants of writing, hostile input.

The variants are those of web pages and copied text: full-width figures, other marks, blanks,
hard line breaks, zero-width characters, traditional characters.
"""

import csv
import re
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.lexicon.columns import separate_columns
from app.model.derivation import Extraction
from tests.extraction.examples import Example, read_examples, run, run_once
from tests.timing import cpu_seconds

EXAMPLES = [example for example in read_examples() if example.expected]
SEED = Path(__file__).parents[2] / "seeds" / "yinzhou-2020.txt"
COMMA = re.compile(r"，(?!$|\d{3}|“?十|20\d\d年|各位|——)")
"""What stands behind the others would open a paragraph at a line's start."""
ALPHABET = (
    "0123456789零一二三四五六七八九十百千万亿.,:％%，。、；：（）()“”《》—-～/#\n\t \u3000\u200b"
    "全市区县实现完成增长达到以上左右超过突破其中分别均累计新增家个元吨人年月第前位倍成番占比由从至到学校企业产值收入"
)
INSIDE_FIGURES = re.compile(r"(?<=[0-9])[0-9]")
"""Where no number may begin: 第3000万名游客 is neither 0 nor the 300th."""
WIDE = str.maketrans("0123456789.%,()", "０１２３４５６７８９．％，（）")
NARROW = str.maketrans("，：；（）％", ",:;()%")


def statements(extraction: Extraction) -> list[tuple[object, ...]]:
    """The observations without their positions and wording."""
    return [
        (o.indicator_code, o.measure, o.status, o.value, o.value_high, o.bound, o.unit, o.start_year, o.year)
        for o in extraction.observations
    ]


def traditional(text: str) -> str:
    """The text in traditional characters."""
    return text.translate(to_traditional())


@cache
def to_traditional() -> dict[int, str]:
    """The traditional character for each simplified one that has exactly one."""
    table = files("app.lexicon") / "data" / "traditional.csv"
    with table.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    simplified = [row["simplified"] for row in rows]
    return str.maketrans(
        {r["simplified"]: r["traditional"] for r in rows if simplified.count(r["simplified"]) == 1}
    )


def broken(text: str) -> str:
    """The text with a line break after each comma, except in lines that are short already."""
    return text if text.count("\n") > 1 else COMMA.sub("，\n", text)


VARIANTS: dict[str, Callable[[str], str]] = {
    "full-width figures": lambda text: text.translate(WIDE),
    "half-width marks": lambda text: text.translate(NARROW),
    "other percent sign": lambda text: text.replace("%", "﹪"),
    "blanks inside": lambda text: "\n".join(" ".join(line) for line in text.split("\n")),
    "no-break blanks": lambda text: text.replace("，", "，\u00a0\u3000"),
    "zero-width characters": lambda text: "\n".join("\u200b".join(line) for line in text.split("\n")),
    "lines broken at commas": broken,
    "carriage returns": lambda text: text.replace("\n", "\r\n"),
    "traditional characters": traditional,
}


LAYOUT = re.compile(r"[<*¹]|（见第|\n— \d+ —|第\d+页|\n\d+ [^\d\n]+\n|(?:(\S)\1){5}")
"""Marks of layout: a tag, page line or doubled character with blanks inside is none."""
RUNNING = [example for example in EXAMPLES if not LAYOUT.search(example.phrase)]
BLANKS = {"blanks inside", "zero-width characters"}
"""In the cell of a table a blank between figures ends a number."""


@pytest.mark.parametrize("variant", VARIANTS)
def test_variants_of_writing_say_the_same(variant: str) -> None:
    rewrite = VARIANTS[variant]
    examples = [
        one
        for one in RUNNING
        if rewrite(one.phrase) != one.phrase
        and (variant not in BLANKS or "\t" not in separate_columns(one.phrase))
    ]
    assert examples
    differing = [
        str(one)
        for one in examples
        if statements(run(rewrite(one.phrase), one.year, one.kind))
        != statements(run_once(one.phrase, one.year, one.kind))
    ]
    assert differing == []


def holds_together(text: str, extraction: Extraction) -> None:
    observations = extraction.observations
    starts = [o.value_start for o in observations]
    assert starts == sorted(starts)
    assert len({o.id for o in observations}) == len(observations)
    for o in observations:
        assert text[o.value_start : o.value_end] == o.value_text
        assert text[o.sentence_start : o.sentence_end] == o.sentence
        assert o.sentence_start <= o.value_start < o.value_end <= o.sentence_end
        assert o.start_year <= o.year
    rejected = {rejection.span.start for rejection in extraction.rejections}
    assert rejected.isdisjoint(starts)
    for start in {*starts, *rejected}:
        assert not INSIDE_FIGURES.match(text, start), text[start - 1 :]


def test_spans_of_examples_point_into_the_text() -> None:
    assert len(EXAMPLES) > 1000
    for example in EXAMPLES:
        holds_together(example.phrase, run_once(example.phrase, example.year, example.kind))


@pytest.mark.parametrize(
    "text", ["接待第3000万名游客", "第20000家企业落户", "排名第100000位", "办理第1234567件", "居第12345678位"]
)
def test_long_ordinals_are_read_whole(text: str) -> None:
    holds_together(text, run(text))


@settings(max_examples=100)
@given(st.text(alphabet=ALPHABET, max_size=120))
def test_no_text_is_too_odd(text: str) -> None:
    holds_together(text, run(text))


@settings(max_examples=30)
@given(st.lists(st.sampled_from(EXAMPLES), min_size=2, max_size=5))
def test_examples_in_a_row_keep_together(examples: list[Example]) -> None:
    text = "\n".join(example.phrase for example in examples)
    holds_together(text, run(text))


GROWING: dict[str, Callable[[int], str]] = {
    "endless figures": lambda n: "产值" + "9" * n + "元。",
    "commas alone": lambda n: "，" * n,
    "brackets in brackets": lambda n: "（" * n + "3家" + "）" * n,
    "one endless list": lambda n: "产值" + "、".join(["3%"] * (n // 3)) + "。",
    "no sentence's end": lambda n: "新建学校3所" * (n // 6),
    "quotation marks": lambda n: "“”" * (n // 2),
    "lines alone": lambda n: "一\n" * (n // 2),
    "powers of ten": lambda n: "亿" * n,
}


@pytest.mark.parametrize("shape", GROWING)
def test_work_grows_with_the_text_and_no_faster(shape: str) -> None:
    """Four times the text may take eight times the time; quadratic work would take sixteen times."""
    small, large = (GROWING[shape](n) for n in (4_000, 16_000))
    assert takes_at_most_eight_times(small, large)


def takes_at_most_eight_times(small: str, large: str) -> bool:
    """Compare CPU seconds. The large text is read again only if something may have disturbed its reading."""
    most = 8 * max(cpu_seconds(lambda: run(small)), 0.01)
    return any(cpu_seconds(lambda: run(large), repeat=1) < most for _ in range(3))


@pytest.mark.parametrize(
    "text",
    ["，" * 100_000, "（" * 10_000 + "3家" + "）" * 10_000, "9" * 100_000 + "元"],
    ids=["commas", "brackets", "figures"],
)
def test_the_worst_texts_are_read(text: str) -> None:
    holds_together(text, run(text))


def test_many_reports_in_a_row_cost_as_many_times_one() -> None:
    report = SEED.read_text(encoding="utf-8")
    run(report)
    assert takes_at_most_eight_times(report * 2, report * 8)


MEASURED = """
from pathlib import Path
from tests.extraction.examples import run
run(Path({seed!r}).read_text(encoding="utf-8") * 20)
print(next(line for line in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in line))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the peak of memory is read from /proc")
def test_twenty_reports_fit_into_300_megabytes() -> None:
    code = MEASURED.format(seed=str(SEED))
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=SEED.parents[1], capture_output=True, text=True, check=True
    )
    kibibytes = int(done.stdout.split()[1])
    assert kibibytes < 300 * 1024
