"""What follows from a name, a code and a unit that readers change: codes, categories, base units."""

from __future__ import annotations

from app.correcting import Meaning
from app.extraction.linking.codes import Linker
from app.extraction.pipeline import make_tools
from app.lexicon.lexicon import load_lexicon
from app.model.observation import Measure


def meaning() -> Meaning:
    """What the lexicon knows."""
    return Meaning(load_lexicon().units.in_base, _linker().category)


def code_of(name: str, measure: Measure, unit: str) -> str | None:
    """The code of the indicator that a name is; None where it is none of the catalogue."""
    return _linker().code(name, measure, unit)


def _linker() -> Linker:
    return make_tools(load_lexicon()).linker
