"""Completes the bare name of a deed by an earlier clause that says what the deed is done to."""

from __future__ import annotations

from app.extraction.naming.parts import is_noun, tagged
from app.extraction.naming.situation import Situation
from app.extraction.naming.topics import without_deed
from app.extraction.rules import rule
from app.extraction.text.clauses import ASIDE, VALUE

LENGTH = 2
"""Of a deed, in characters."""
LONGEST = 7
OF_DEED = "⟨amount of deed⟩|⟨measure noun⟩"
VERBS = frozenset({"v", "vn"})
LEADS = frozenset({"v", "d", "ad", "vd", "p", "c", "ul"})
BEGINS = f"(?:^|(?<=[，；。！？：、\\n{VALUE}]))"
BEHIND = "[，；“（]|⟨work suffix⟩|⟨work of deeds⟩|⟨side of a thing⟩|⟨subject end⟩"
"""What follows a deed that is named, not done: 培训工作, 培训力度, 培训稳步开展."""


@rule("name.echo")
def echoed(situation: Situation, name: str) -> str:
    """What an earlier clause names with the same deed: 农村劳动力培训稳步开展，培训9万人 is 农村劳动力培训.

    Empty if the name is no bare deed, or if no clause names it.
    """
    deed = name[:LENGTH]
    if not _is_bare_deed(situation, name) or situation.known(name):
        return ""
    around = situation.around
    span = around.sentence[0], situation.lead.start
    named = situation.pattern(f"{BEGINS}(?P<what>[^，；。：、{VALUE}{ASIDE}]{{2,20}}?){deed}(?={BEHIND})")
    for found in reversed([*named.finditer(around.mask, *span)]):
        what = _object(situation, around.chars[slice(*found.span("what"))])
        if what:
            return what + name
    return ""


def _is_bare_deed(situation: Situation, name: str) -> bool:
    if not LENGTH <= len(name) <= LONGEST or name.isascii():
        return False
    amount = name[LENGTH:]
    words = situation.checker.segmenter.tags(name)
    verb = words[0].text == name[:LENGTH] and words[0].tag in VERBS
    return verb and (not amount or situation.pattern(OF_DEED).fullmatch(amount) is not None)


def _object(situation: Situation, words: str) -> str:
    """What the deed is done to: 农村劳动力 of 加大农村劳动力, empty for 集中 or 有序的."""
    what = without_deed(situation, words)
    tags = tagged(what, situation.checker.segmenter)
    while tags and tags[0].tag in LEADS:
        what, tags = what[len(tags[0].text) :], tags[1:]
    clause = len(what) < LENGTH or "的" in what or situation.pattern("⟨light verb⟩").search(what)
    return "" if clause or not any(is_noun(word, strict=True) for word in tags) else what
