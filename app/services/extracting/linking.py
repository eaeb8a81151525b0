"""Derives codes, categories and base units from the names, codes and units that readers change."""

from __future__ import annotations

from app.correcting import LexiconFunctions
from app.extraction.linking.codes import Linker
from app.extraction.pipeline import make_tools
from app.lexicon.lexicon import load_lexicon
from app.model.observation import Measure


def meaning() -> LexiconFunctions:
    """The functions of the lexicon that corrections need."""
    return LexiconFunctions(load_lexicon().units.in_base, _linker().category)


def code_of(name: str, measure: Measure, unit: str) -> str | None:
    """The code of the indicator with this name; None if the catalogue does not have it."""
    return _linker().code(name, measure, unit)


def _linker() -> Linker:
    return make_tools(load_lexicon()).linker
