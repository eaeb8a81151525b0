"""Answers of language models, stored so that nobody pays twice for the same question."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from app.store.rows.column_types import TEXT
from app.store.rows.tables import Base, Number, Words

_MOST = 500
"""The most keys in one query."""


class ModelAnswerRow(Base):
    """An unchanged answer; its key is a hash of the question."""

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

    ``key`` is a hash of model, instructions and context. ``applied`` says whether corrections were made from
    it. That happens only once, so what a person undoes stays undone.
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
    """The stored answers with these keys."""
    table, found, wanted = ModelAnswerRow.__table__, {}, sorted(keys)
    for at in range(0, len(wanted), _MOST):
        rows = connection.execute(select(table).where(ModelAnswerRow.key.in_(wanted[at : at + _MOST])))
        for cells in rows.mappings():
            answer = ModelAnswer(**{**cells, "applied": bool(cells["applied"])})
            found[answer.key] = answer
    return found


def add(connection: Connection, answer: ModelAnswer) -> None:
    """Store an answer; it replaces an answer with the same key."""
    connection.execute(delete(ModelAnswerRow).where(ModelAnswerRow.key == answer.key))
    cells = {name: getattr(answer, name) for name in ModelAnswer.__slots__}
    connection.execute(insert(ModelAnswerRow).values({**cells, "applied": int(answer.applied)}))


def mark_applied(connection: Connection, keys: Iterable[str]) -> None:
    """Record that corrections were made from these answers."""
    for key in keys:
        connection.execute(update(ModelAnswerRow).where(ModelAnswerRow.key == key).values(applied=1))
