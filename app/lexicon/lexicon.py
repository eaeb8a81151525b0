"""Everything that the extraction knows before it reads: cues and catalogue, loaded once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from app.lexicon.catalogue import Catalogue, load_catalogue
from app.lexicon.confidence import ConfidenceTable, load_confidence
from app.lexicon.cues import Cues, load_cues
from app.lexicon.regions import Regions, load_regions


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The tables that ``extract`` reads with; one lexicon equals only itself, so that it can be a key."""

    cues: Cues
    catalogue: Catalogue
    regions: Regions
    confidence: ConfidenceTable


@cache
def load_lexicon() -> Lexicon:
    """The lexicon from ``data/*.csv``; raises ``TableError`` where a row is wrong."""
    return Lexicon(load_cues(), load_catalogue(), load_regions(), load_confidence())
