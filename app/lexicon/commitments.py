"""Classes of commitment: how firmly a target is meant, by its words (``commitments.csv``)."""

from __future__ import annotations

from functools import cache

from app.lexicon.tables import read_table
from app.model.comparison import CommitmentClass


def commitment_class(*words: str) -> CommitmentClass | None:
    """The class of the first of these words that has one; None if none has.

    >>> commitment_class("确保", "左右")
    <CommitmentClass.BINDING: 'binding'>
    """
    return next((known for word in words if (known := _classes().get(word))), None)


@cache
def _classes() -> dict[str, CommitmentClass]:
    rows = read_table("commitments", ("word", "class", "note"), lambda word, class_, _note: (word, class_))
    return {word: CommitmentClass(class_) for word, class_ in rows}
