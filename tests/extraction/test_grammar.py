"""The lookahead at the first character of time expressions excludes none of them."""

import pytest

from app.extraction.time.grammar import OPENING, RUNNING, STARTS_OPENING, STARTS_RUNNING
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
