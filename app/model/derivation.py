"""Derivations: the decisions that led to an observation, or to the rejection of a number."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.model.observation import Observation
from app.model.span import Span


@dataclass(frozen=True, slots=True)
class Step:
    """One decision: the rule, the characters it looked at (if any), and its reason in words.

    ``from_step`` is the decision that it continues: an elided name continues the one that named the
    clause before.
    """

    rule: str
    span: Span | None
    because: str
    from_step: Step | None = None


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another possible name of a doubtful observation, and how it was made (``owner``, ``trim`` ...).

    ``rules``: the extractor's own name, which a reader has changed.
    """

    indicator: str
    made: str


@dataclass(frozen=True, slots=True)
class Derivation:
    """An observation with the decisions that made it, in order, and the source of each field.

    ``alternatives`` are the best other names where the observation's own is in doubt.
    """

    observation: Observation
    trace: tuple[Step, ...]
    spans: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejection:
    """A number that is no observation, with the reason (``date``, ``ordinal``, ``name`` ...)."""

    span: Span
    text: str
    reason: str
    trace: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read from one report, in text order."""

    derivations: tuple[Derivation, ...]
    rejections: tuple[Rejection, ...]

    @property
    def observations(self) -> tuple[Observation, ...]:
        """The observations alone."""
        return tuple(d.observation for d in self.derivations)
