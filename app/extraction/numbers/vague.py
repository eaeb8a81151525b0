"""Words inside a number that leave its last figures open: 余, 多, 几, 来."""

from __future__ import annotations

from app.lexicon.types.cues import Cues

BEHIND_NUMERAL, BEHIND_POWER = "⟨vague⟩", "⟨vague behind power⟩"


def vague_at(chars: str, at: int, cues: Cues, *, power: bool) -> str:
    """The vague word at ``at``, or the empty text; behind a power 多元 is more yuan (7亿多元)."""
    found = cues.compile(BEHIND_POWER if power else BEHIND_NUMERAL).match(chars, at)
    return found.group() if found else ""
