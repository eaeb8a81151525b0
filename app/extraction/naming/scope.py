"""Places below the report's own: the scope of what a clause states."""

from __future__ import annotations

import re
from functools import lru_cache

from app.lexicon.cues import longest_first
from app.lexicon.regions import load_regions

BEFORE_PLACE = "(?:其中|[一二三四五六七八九十]是|-+|·)*"
NO_SCOPE = "(?![、和与及等至到-]|境内|籍)"


@lru_cache(maxsize=64)
def places_below(region_code: str | None, year: int) -> re.Pattern[str] | None:
    """How a clause begins that speaks of a place below the report's own: 东山县财政收入增长28%.

    None where there is no such place. Several places side by side (甲县、乙县) are the scope of nothing.
    """
    names = load_regions().names_below(region_code, year) if region_code else ()
    if not names:
        return None
    return re.compile(f"{BEFORE_PLACE}(?P<place>{longest_first(names)}){NO_SCOPE}")
