"""Time expressions and circumstances start or end with known characters, and plans have their years."""

import pytest

from app.extraction.naming.circumstances import FRAME_ENDS
from app.extraction.naming.openings import CONVERTED, NUMBERING, SEPARATORS
from app.extraction.naming.openings import STARTS as STARTS_LEAD
from app.extraction.numbers.scan import ENLARGES, MULTIPLIER
from app.extraction.time.grammar import OPENING, RUNNING, STARTS_OPENING, STARTS_RUNNING, plan_years
from app.lexicon.cues import load_cues
from tests.extraction.examples import read_examples

PHRASES = "\n".join(example.phrase for example in read_examples())


@pytest.mark.parametrize("pattern, starts", [(RUNNING, STARTS_RUNNING), (OPENING, STARTS_OPENING)])
def test_every_time_expression_starts_with_one_of_the_first_characters(pattern: str, starts: str) -> None:
    compiled = load_cues().compile
    found = [match.span() for match in compiled(pattern).finditer(PHRASES)]
    assert found == [match.span() for match in compiled(pattern.removeprefix(starts)).finditer(PHRASES)]
    assert pattern.startswith(starts)
    assert found


@pytest.mark.parametrize("pattern", [SEPARATORS, NUMBERING.pattern, "⟨whole place⟩", CONVERTED, OPENING])
def test_every_opener_starts_with_one_of_the_first_characters(pattern: str) -> None:
    compiled = load_cues().compile
    found = [match.start() for match in compiled(pattern).finditer(PHRASES)]
    assert found == [at for at in found if compiled(STARTS_LEAD).match(PHRASES, at)]
    assert found


@pytest.mark.parametrize("pattern", ["⟨vague⟩", MULTIPLIER.pattern])
def test_every_word_that_enlarges_starts_with_one_of_the_first_characters(pattern: str) -> None:
    compiled = load_cues().compile
    found = [match.start() for match in compiled(pattern).finditer(PHRASES)]
    assert found == [at for at in found if compiled(ENLARGES).match(PHRASES, at)]
    assert found


def test_every_circumstance_ends_with_one_of_the_last_characters() -> None:
    assert {word[-1] for word in load_cues().members["frame end"]} | set("又再") == FRAME_ENDS


@pytest.mark.parametrize(
    "numeral, years",
    [
        ("一", (1953, 1957)),
        ("二", (1958, 1962)),
        ("三", (1966, 1970)),
        ("十", (2001, 2005)),
        ("十四", (2021, 2025)),
    ],
)
def test_a_plan_has_five_years(numeral: str, years: tuple[int, int]) -> None:
    assert plan_years(numeral) == years
