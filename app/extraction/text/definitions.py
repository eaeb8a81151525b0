"""Finds the lines of a glossary, which define a slogan (“两深化”：指深化15项改革), and notes: [4]…."""

from __future__ import annotations

from app.lexicon.types.cues import Cues

MARK = r"(?:[\[［〔【（(]\d{1,3}[\]］〕】）)]|[①-⑳]|\d{1,3}[.、．])"
NOTE = r"[\[［]\d{1,3}[\]］](?=[^\n]{2})"
QUOTED_TERM = r"[“\"][^”\"\n]{1,30}[”\"][^，。；：:\n]{0,16}"
TERM = r"(?:(?!⟨aim⟩|是[：:]|为[：:])[^，。；：:\n]){2,40}"
MEANS = "⟨mainly⟩?(?:是指|指(?!标|数|导)|即)"
DEFINITION = rf"(?m:^)(?:{NOTE}|{MARK}?{TERM}[：:]{MEANS}|{MARK}{QUOTED_TERM}(?:[：:]|{MEANS}))[^\n]*"


def defining_characters(chars: str, cues: Cues) -> bytearray:
    """Mark the characters in lines that define a term: 1 for each of them, 0 for all others."""
    defining = bytearray(len(chars))
    for match in cues.compile(DEFINITION).finditer(chars):
        defining[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    return defining
