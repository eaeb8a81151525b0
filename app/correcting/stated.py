"""The statements of a report: those that the extractor reads, and those that readers add."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from app.model.correction import Correction, Statement, Verdict, statements
from app.model.observation import Observation
from app.model.span import Span

ReadAdded = Callable[[Correction], Observation | None]
"""Makes the row of a number that a reader added; None if the current text does not have the number."""
ADDED_RULE = "correction.added"
"""The last rule of a row whose number a reader added."""
_ENDS = frozenset("。！？!?\n")


class StatedRow(NamedTuple):
    """A row with its statement; ``added`` if a reader, not the extractor, found the number."""

    statement: Statement
    row: Observation
    added: bool = False


def stated(
    rows: Sequence[Observation], corrections: Iterable[Correction], read_added: ReadAdded
) -> list[StatedRow]:
    """All rows before correction, in the order of the text; a number that readers added occurs once."""
    found = [StatedRow(*pair) for pair in zip(statements(list(rows)), rows, strict=True)]
    known = {one.statement for one in found}
    for correction in corrections:
        if correction.verdict is not Verdict.ADD or correction.statement in known:
            continue
        row = read_added(correction)
        if row is not None:
            known.add(correction.statement)
            at = bisect_right(found, row.value_start, key=lambda one: one.row.value_start)
            found.insert(at, StatedRow(correction.statement, row, added=True))
    return found


def find_sentence(text: str, sentence: str, near: int) -> Span | None:
    """The place of a whole sentence in a text, ignoring spaces; of several, the one nearest to ``near``."""
    spans = [Span(*match.span()) for match in _pattern(text, sentence).finditer(text)]
    whole = [span for span in spans if _is_whole(text, span)]
    return min(whole, key=lambda span: abs(span.start - near), default=None)


def find_number(text: str, sentence: Span, statement: Statement) -> Span | None:
    """The place of a statement's number in its sentence; None if the sentence does not have it there."""
    places = [place for place in range(sentence.start, sentence.end) if not text[place].isspace()]
    wanted = _visible(statement.value_text)
    inside = places[statement.offset : statement.offset + len(wanted)]
    if not wanted or "".join(text[place] for place in inside) != wanted:
        return None
    return Span(inside[0], inside[-1] + 1)


def _pattern(text: str, sentence: str) -> re.Pattern[str]:
    """A pattern for the sentence. It allows for spaces only if it must, because they make it slow."""
    if sentence in text:
        return re.compile(re.escape(sentence))
    return re.compile(r"\s*".join(re.escape(character) for character in _visible(sentence)))


def _visible(text: str) -> str:
    return "".join(text.split())


def _is_whole(text: str, span: Span) -> bool:
    before = text[: span.start].rstrip(" \t\u3000")
    after = text[span.end :].lstrip(" \t\u3000")
    begins = not before or before[-1] in _ENDS
    return begins and (text[span.end - 1] in _ENDS or not after or after[0] in _ENDS)
