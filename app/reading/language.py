"""Whether a text is Chinese at all: bytes read in a wrong encoding are characters too, but no words."""

from __future__ import annotations

from app.reading.errors import ReadingError

COMMON = frozenset("的一是在和年市业发展工作建设人大新为了不中上国民政县区全省经济会进")
"""The commonest characters of reports, simplified: of the letters of 436 texts they are 15% and more."""
FEWEST_LETTERS = 80
"""In fewer letters the commonest may be missing by chance."""
LEAST_SHARE = 0.02
BEGINNING = 20_000
"""So many characters show the language of a text."""
LOST = "\ufffd"
"""What programs write for a character that they could not read."""


def check_language(plain: str) -> None:
    """Raise ``ReadingError`` for a text, in its canonical spelling, that has hardly any word of Chinese."""
    letters = [
        character for character in plain[:BEGINNING] if not character.isascii() and character.isalpha()
    ]
    common = sum(letter in COMMON for letter in letters)
    if len(letters) >= FEWEST_LETTERS and common < LEAST_SHARE * len(letters):
        raise ReadingError(
            "has hardly any word of Chinese: it is of another encoding (Big5?) or was encoded twice; "
            "save it as UTF-8"
        )


def warning_of_loss(text: str) -> str | None:
    """How many characters of a text were lost before it was read; None where none were."""
    lost = text.count(LOST)
    return (
        f"characters lost before reading (U+FFFD): {lost}; names and numbers may be damaged" if lost else None
    )
