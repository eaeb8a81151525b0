"""The characters of Chinese numerals and what each is worth: ``data/numerals.csv``."""

from __future__ import annotations

from app.lexicon.tables import read_table

_ROWS = read_table(
    "numerals",
    ("character", "kind", "value", "note"),
    lambda row: (row["character"], row["kind"], row["value"]),
)

DIGITS = {character: int(value) for character, kind, value in _ROWS if kind in {"digit", "zero"}}
POWERS = {character: int(value) for character, kind, value in _ROWS if kind == "power"}

DIGIT = "".join(character for character, kind, _ in _ROWS if kind == "digit")
"""The characters for 1 to 9, for the character classes of patterns."""
FIGURE = "".join(DIGITS)
"""Those and the zeros."""
POWER = "".join(POWERS)
LARGE = "".join(character for character, value in POWERS.items() if value >= 10**4)
"""万 and 亿, which multiply any number."""
ZERO, POINT = "零", "点"
