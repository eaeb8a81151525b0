"""Each set of ``words.csv`` is asked by some pattern, and each pattern asks for sets that exist."""

import re
from pathlib import Path

import app
from app.lexicon.cues import load_cues

ASKED = re.compile(r"(?:⟨|\.has\(\s*\")([a-z ]+)[⟩\"]")


def test_every_set_of_words_is_asked_for() -> None:
    sources = Path(app.__file__).parent.rglob("*.py")
    asked = {name for source in sources for name in ASKED.findall(source.read_text(encoding="utf-8"))}
    sets = set(load_cues().sets)
    assert sets - asked == set()
    assert asked - sets - {"set"} == set()
