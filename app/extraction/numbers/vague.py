"""Words inside a number that leave its last digits open: 余, 多, 几, 来."""

from __future__ import annotations

from app.lexicon.types.cues import Cues

BEHIND_NUMERAL, BEHIND_POWER = "⟨vague⟩", "⟨vague behind power⟩"


def vague_at(chars: str, at: int, cues: Cues, *, power: bool) -> str:
    """The vague word at ``at``, or ""; after a power the 多 of 多元 is vague, not part of a word: 7亿多元."""
    found = cues.compile(BEHIND_POWER if power else BEHIND_NUMERAL).match(chars, at)
    return found.group() if found else ""
