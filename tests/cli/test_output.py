"""The messages of commands have one style: a phrase after ``zhibiao:``."""

from __future__ import annotations

import pytest

from app.cli.output import CommandError, as_phrase


@pytest.mark.parametrize(
    "message, phrase",
    [
        ("There is no report 'x'.", "there is no report 'x'"),
        ("The database z.db is read-only.", "the database z.db is read-only"),
        ("Theatre.txt is empty", "Theatre.txt is empty"),
        ("ZHIBIAO_READER_URL is not set: set it", "ZHIBIAO_READER_URL is not set: set it"),
        ("X is not an address. Give another.", "X is not an address. Give another."),
        ("", ""),
    ],
)
def test_a_message_is_a_phrase(message: str, phrase: str) -> None:
    assert as_phrase(message) == phrase
    assert str(CommandError(message)) == phrase
