"""Finds quotations (“…” and 《…》), whose content is not part of the structure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.extraction.time.grammar import PLAN

QUOTATION = re.compile(r"“[^”\n]{1,60}”|《[^》\n]{1,60}》")
PLAN_NAME = re.compile(f"“(?:{PLAN})五”")
"""The name of a five-year plan is a time expression, not a quotation."""


def quotations(chars: str) -> Iterator[tuple[int, int]]:
    """The spans of “…” and 《…》 on one line, with their marks; names of plans are not quotations."""
    for match in QUOTATION.finditer(chars):
        if not PLAN_NAME.fullmatch(match.group()):
            yield match.span()


def quoted_characters(chars: str) -> bytearray:
    """Mark the characters inside quotations: 1 for each of them, 0 for all others."""
    quoted = bytearray(len(chars))
    for start, end in quotations(chars):
        quoted[start:end] = b"\1" * (end - start)
    return quoted
