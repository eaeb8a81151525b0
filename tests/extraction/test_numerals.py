"""Every spelling of a number is read as that number; text without a single value is not read as one."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.extraction.numbers.numerals import ends, numeral
from app.extraction.numbers.scan import scan_numbers
from app.extraction.pipeline import find_quantities
from app.extraction.text.source import read_source
from app.lexicon.cues import load_cues
from app.lexicon.spelling import normalise
from tests.timing import cpu_seconds

FIGURES = "零一二三四五六七八九"
CAPITALS = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
SMALL = [(1000, "千"), (100, "百"), (10, "十")]
LARGE = [(10**8, "亿"), (10**4, "万")]


def written(number: int) -> str:
    """A number below 10^16 in full: 1020 is 一千零二十."""
    for factor, power in [*LARGE, *SMALL]:
        if number >= factor:
            head, rest = divmod(number, factor)
            gap = "零" if 0 < rest < factor // 10 else ""
            return written(head) + power + gap + (written(rest) if rest else "")
    return FIGURES[number]


def mixed(number: int) -> Iterator[str]:
    """Figures with 亿 and 万 between them: 3亿零200万, 3万4000."""
    for factor, power in LARGE:
        head, rest = divmod(number, factor)
        if head and rest:
            yield f"{head}{power}" + (f"{rest}" if rest >= factor // 10 else f"零{rest}")
        if head and rest and rest % 10**4 == 0:
            yield f"{head}{power}" + ("" if rest >= factor // 10 else "零") + f"{rest // 10**4}万"


def spellings(number: int) -> Iterator[str]:
    """The ways to write a whole number."""
    full = written(number)
    yield from {full, f"{number}", f"{number:,}"}
    yield full.translate(CAPITALS)
    for power in "百千万亿":
        yield full.replace(f"二{power}", f"两{power}")
    if full.startswith("一十"):
        yield full[1:]
    if full[-1] in "百千万" and full[-2] in FIGURES and len(full) > 3 and full[-3] in "千万亿":
        yield from [full[:-1]] * ("百千万亿".find(full[-1]) + 1 == "百千万亿".find(full[-3]))
    if "0" in str(number):
        yield "".join(FIGURES[int(figure)] for figure in str(number)).replace("零", "〇")
    yield from mixed(number)
    for factor, power in [*LARGE, *SMALL]:
        if number % factor == 0 and number >= factor >= 10**2:
            yield f"{number // factor}{power}"


NUMBERS = st.one_of(
    st.integers(1, 10**5),
    st.integers(1, 10**12),
    st.builds(lambda a, b: a * 10**b, st.integers(1, 999), st.integers(0, 9)),
)


@settings(max_examples=150)
@given(NUMBERS)
def test_every_spelling_of_a_whole_number_has_its_value(number: int) -> None:
    assert {spelling: numeral(spelling) for spelling in spellings(number)} == dict.fromkeys(
        spellings(number), Decimal(number)
    )


@given(
    st.integers(1, 9999),
    st.text("0123456789", min_size=1, max_size=4),
    st.sampled_from(["", "万", "亿", "万亿"]),
)
def test_decimals_are_read_figure_by_figure(whole: int, decimals: str, power: str) -> None:
    factor = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}[power]
    spelling = written(whole) + "点" + "".join(FIGURES[int(figure)] for figure in decimals) + power
    assert numeral(spelling) == Decimal(f"{whole}.{decimals}") * factor


@settings(max_examples=80)
@given(NUMBERS, st.sampled_from(["元", "吨", "户", "公里"]))
def test_a_spelling_in_a_sentence_is_read_whole_or_not_at_all(number: int, unit: str) -> None:
    for spelling in spellings(number):
        found = scan_numbers(f"粮食产量达到{spelling}{unit}。", load_cues())
        values = [one.value for one in found if not one.ill_formed]
        assert values in ([Decimal(number)], []), spelling
        assert values or number <= 10, spelling


@pytest.mark.parametrize(
    "spelling",
    ["一二三", "千百万", "亿万", "一百百", "三万四万", "3万40", "一点二亿五千", "百千", "零", "万一", ""],
)
def test_what_has_no_one_value_gives_none(spelling: str) -> None:
    assert numeral(spelling) is None or spelling == "零"


@pytest.mark.parametrize(
    "spelling,low,high",
    [
        ("两三", 2, 3), ("三五", 3, 5), ("七八十", 70, 80), ("十五六", 15, 16), ("二百三四十", 230, 240),
        ("三、四", 3, 4), ("三四千", 3000, 4000), ("三十四五万", 340000, 350000), ("三十", 30, None),
        ("四六", None, None), ("五三", None, None),
    ],
)  # fmt: skip
def test_two_digits_side_by_side_are_two_ends(spelling: str, low: int | None, high: int | None) -> None:
    assert ends(spelling) == (low, high)


@settings(max_examples=80)
@given(st.text(FIGURES + "两〇十百千万亿点、0123456789.", max_size=12))
def test_no_run_of_numerals_breaks_the_reader(text: str) -> None:
    value, high = ends(text)
    assert high is None or value is None or value < high
    assert value is None or value >= 0


CUES = load_cues()
REPEATED = sorted(
    {
        *CUES.units,
        *CUES.bounds_before,
        *CUES.bounds_after,
        *"第前翻番-负↓：.,%。、·至到分之点半成余多几来|<>*[]①",
    }
    | {
        "翻一番",
        "百分之",
        "第一",
        "一二",
        "三、四",
        "3万",
        "1亿零",
        "上年",
        "1:",
        "一点",
        "5%。",
        "<b>",
        "1·5",
        "[1]",
    }
)


@settings(max_examples=25)
@given(st.sampled_from(REPEATED), st.sampled_from(["", "3", "三", "，", "3家"]))
def test_cues_repeated_20000_times_cost_as_many_times_one(cue: str, between: str) -> None:
    """Work grows with the text: 20,000 times must not cost more than 12 times 5,000 times."""
    most = 12 * max(seconds((cue + between) * 5_000, repeat=2), 0.02)
    # Only a time that something may have disturbed is measured again.
    assert any(seconds((cue + between) * 20_000, repeat=1) < most for _ in range(2))


def seconds(text: str, repeat: int) -> float:
    """CPU seconds to find the quantities of a text, the least of some runs."""
    return cpu_seconds(lambda: find_quantities(read_source(normalise(text)), CUES), repeat)
