"""Finds the scope of a clause: a place below that of the report."""

from __future__ import annotations

import re
from functools import lru_cache

from app.extraction.naming.context import NamingContext
from app.extraction.rules import rule
from app.extraction.text.clauses import Clause
from app.lexicon.types.cues import Cues, longest_first
from app.lexicon.types.regions import Regions

BEFORE_PLACE = "(?:其中|[一二三四五六七八九十]是|-+|·)*"
NO_SCOPE = "(?![、和与及等至到-]|境内|籍)"
SHORTEST_FULL = 2
"""藤县 has no shorter form; 苍梧县 is also 苍梧."""
WHOLE = "⟨whole place⟩|市⟨office of city⟩"


@lru_cache(maxsize=64)
def places_below(regions: Regions, region_code: str | None, year: int) -> re.Pattern[str] | None:
    """A pattern for the start of a clause about a place below that of the report: 东山县财政收入增长28%.

    None if there is no such place. Several places side by side are not a scope: 甲县、乙县; nor is the first
    of several things with their places: 甲县一号风电场、乙县二号风电场投产，新增装机20万千瓦.
    """
    names = regions.names_below(region_code, year) if region_code else ()
    if not names:
        return None
    short = {name[:-1] for name in names if len(name) > SHORTEST_FULL}
    next_thing = f"(?![^，。；：\\n]{{2,24}}、(?:{longest_first({*names, *short})}))"
    return re.compile(f"{BEFORE_PLACE}(?P<place>{longest_first(names)}){NO_SCOPE}{next_thing}")


@rule("scope.place")
def scoped_by_place(
    places: re.Pattern[str] | None, chars: str, clause: Clause, context: NamingContext
) -> tuple[Clause, NamingContext] | None:
    """A place below that of the report is the scope of its clause, or of the sentence that it opens.

    东山县财政收入增长28%，税收增长12%: both are of 东山县. Returns the clause without the place and the
    context with the scope; None if the clause does not start with such a place.
    """
    found = places.match(chars, clause.start) if places else None
    if found is None:
        return None
    groups = clause.groups
    if groups and found.end() <= groups[0].lead[1]:
        groups = (groups[0]._replace(lead=(found.end(), groups[0].lead[1])), *groups[1:])
    here = context._replace(scope=found["place"], scope_at=found.span("place"))
    return clause._replace(start=found.end(), groups=groups), here


@rule("scope.kept")
def kept_scope(context: NamingContext, *, named_in_clause: bool, first: bool) -> str:
    """The scope of a value applies to the next value of its clause, and to a value without a name.

    区本级工业投资增长7%，达到42亿元; 主城区50个项目完成投资30亿元: both values are of that scope.
    """
    return "" if first and named_in_clause else context.scope_of_last


def scope_ends(cues: Cues, chars: str, clause: Clause, context: NamingContext) -> bool:
    """Whether a clause is about the whole place again: 全市财政收入增长8%."""
    return bool(context.scope) and cues.compile(WHOLE).match(chars, clause.start) is not None
