"""The lexicon: all tables that the extraction uses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.lexicon.types.catalogue import Catalogue
from app.lexicon.types.confidence import ConfidenceTable
from app.lexicon.types.cues import Cues
from app.lexicon.types.regions import Regions
from app.lexicon.types.table_words import TableWords
from app.lexicon.types.units import Units
from app.lexicon.types.word_use import WordUses
from app.lexicon.types.words import Segmenter


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The tables that ``extract`` reads with; one lexicon equals only itself, so that it can be a key.

    ``candidates`` are the weights that rank other names for a doubtful value, ``word_use`` the uses of words
    in names. ``segmenter`` cuts a text into words, ``normalise`` writes a text in its canonical spelling,
    ``normal_name`` writes a name in the one form in which names are compared.
    """

    cues: Cues
    catalogue: Catalogue
    regions: Regions
    units: Units
    confidence: ConfidenceTable
    candidates: Mapping[str, int]
    word_use: WordUses
    tables: TableWords
    segmenter: Segmenter
    normalise: Callable[[str], str]
    normal_name: Callable[[str], str]
