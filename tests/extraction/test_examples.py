"""The phrases of ``tests/examples`` have the observations below them; rules have look-alikes too."""

import pytest

from app.extraction.rules import RULES
from app.extraction.tables import facts, rows  # noqa: F401 # their rules; extraction imports them when needed
from tests.extraction.examples import Example, described, read_examples, rules_of, run_once

EXAMPLES = read_examples()


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_a_phrase_gives_what_is_written_below_it(example: Example) -> None:
    extraction = run_once(example.phrase, example.year, example.kind)
    expected = [" ".join(line.split()) for line in example.expected]
    padded = [*expected, *[""] * len(extraction.observations)]
    assert [
        described(one, hint, example.year) for one, hint in zip(extraction.observations, padded, strict=False)
    ] == expected
    assert example.expected or example.nothing, "an example says what comes out, or - for nothing"
    fired = rules_of(extraction)
    assert set(example.fired) <= fired
    assert not set(example.silent) & fired


@pytest.mark.parametrize("name", sorted(RULES))
def test_every_rule_has_an_example_and_a_look_alike(name: str) -> None:
    assert any(name in example.fired for example in EXAMPLES), f"no example fires {name}"
    assert any(name in example.silent for example in EXAMPLES), f"no look-alike spares {name}"


def test_examples_name_only_rules_that_exist() -> None:
    named = {name for example in EXAMPLES for name in (*example.fired, *example.silent)}
    assert named <= set(RULES)
