"""Keeps the body of which each has the counted things: 每个县打造2个示范街区."""

from __future__ import annotations

from app.extraction.naming.situation import Naming, Situation
from app.extraction.rules import rule
from app.extraction.values import COUNTED, NamingKind

BODY = (
    "(?:每(?![年月季周日天百千万])一?个?[^，、；。：\\d]{0,7}?|各)⟨body of each⟩(?:[（(][^（）()]{1,6}[）)])?"
)
IN_CLAUSE = f"(?:^|[，；：。])\\s*(?P<body>{BODY})(?!⟨body noun⟩|[级的内间])[^，；。：]*$"
EACH = "每一个各"
COUNTING = frozenset({NamingKind.PLAIN, NamingKind.HEAD_BEHIND})


def of_bodies(situation: Situation, naming: Naming) -> Naming:
    """A naming of counted things, completed with the body of which each has them."""
    counts = naming.kind in COUNTING and situation.kind in COUNTED
    body = of_each_body(situation) if counts else ""
    bare = body.lstrip(EACH)
    if not body or any(bare in name for name in naming.names):
        return naming
    names = tuple(body + name for name in naming.names)
    return naming._replace(names=names, decisions=(*naming.decisions, of_each_body.decision()))


@rule("name.of-each-body")
def of_each_body(situation: Situation) -> str:
    """The body at the start of the clause, of which each has the things: 每个县至少打造2个示范街区.

    Empty if the clause starts otherwise.
    """
    around = situation.around
    words = around.chars[around.sentence[0] : situation.quantities[0].low]
    if "每" not in words and "各" not in words:
        return ""
    match = situation.pattern(IN_CLAUSE).search(words)
    return match["body"] if match else ""
