"""Answers of language models, kept so that the same question is never paid for twice."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from app.store.tables import TEXT, Base, Number, Words

_MOST = 500
"""Keys of one query."""


class ModelAnswerRow(Base):
    """An answer as it came, by the hash of what was asked."""

    __tablename__ = "model_answers"

    key: Mapped[str] = mapped_column(TEXT, primary_key=True)
    report_id: Mapped[Words]
    model: Mapped[Words]
    instructions: Mapped[Words]
    content: Mapped[Words]
    sent_tokens: Mapped[Number]
    received_tokens: Mapped[Number]
    answered_at: Mapped[Words]
    applied: Mapped[Number]


@dataclass(frozen=True, slots=True)
class ModelAnswer:
    """What a model answered, and when (UTC, ISO 8601).

    ``key`` is a hash of model, instructions and context. ``applied`` says whether corrections were made of
    it, which happens once: what a person undoes stays undone.
    """

    key: str
    report_id: str
    model: str
    instructions: str
    content: str
    sent_tokens: int
    received_tokens: int
    answered_at: str
    applied: bool = False


def find(connection: Connection, keys: Collection[str]) -> dict[str, ModelAnswer]:
    """The answers of these keys that there are."""
    table, found, wanted = ModelAnswerRow.__table__, {}, sorted(keys)
    for at in range(0, len(wanted), _MOST):
        rows = connection.execute(select(table).where(ModelAnswerRow.key.in_(wanted[at : at + _MOST])))
        for cells in rows.mappings():
            answer = ModelAnswer(**{**cells, "applied": bool(cells["applied"])})
            found[answer.key] = answer
    return found


def add(connection: Connection, answer: ModelAnswer) -> None:
    """Store an answer in the place of the one of its key, if there is one."""
    connection.execute(delete(ModelAnswerRow).where(ModelAnswerRow.key == answer.key))
    cells = {name: getattr(answer, name) for name in ModelAnswer.__slots__}
    connection.execute(insert(ModelAnswerRow).values({**cells, "applied": int(answer.applied)}))


def mark_applied(connection: Connection, keys: Iterable[str]) -> None:
    """Note that corrections were made of these answers."""
    for key in keys:
        connection.execute(update(ModelAnswerRow).where(ModelAnswerRow.key == key).values(applied=1))
