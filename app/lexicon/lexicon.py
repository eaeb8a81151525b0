"""All tables together, loaded once."""

from __future__ import annotations

from functools import cache

from app.lexicon.candidates import load_candidate_weights
from app.lexicon.catalogue import load_catalogue
from app.lexicon.confidence import load_confidence
from app.lexicon.cues import load_cues
from app.lexicon.normal_names import normal_name
from app.lexicon.regions import load_regions
from app.lexicon.spelling import normalise
from app.lexicon.table_words import load_table_words
from app.lexicon.types.lexicon import Lexicon
from app.lexicon.units import load_units
from app.lexicon.word_use import load_word_use
from app.lexicon.words import segmenter


@cache
def load_lexicon() -> Lexicon:
    """The lexicon from ``data/*.csv``; raises ``TableError`` for a wrong row."""
    return Lexicon(
        cues=load_cues(), catalogue=load_catalogue(), regions=load_regions(), units=load_units(),
        confidence=load_confidence(), candidates=load_candidate_weights(),
        word_use=load_word_use(), tables=load_table_words(), segmenter=segmenter(),
        normalise=normalise, normal_name=normal_name,
    )  # fmt: skip
