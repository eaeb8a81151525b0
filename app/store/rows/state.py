"""The one row about the whole database. Its version rises with each change of the data."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal, NamedTuple

from sqlalchemy import Connection, select, update

from app.model.observation import Observation
from app.store.declared.fields import Row
from app.store.rows.tables import ChangeBatchRow, StateRow

#: More changes than happen between two restores; many epochs fit into JSON's whole numbers.
EPOCH = 2**32
#: What rules compute: stored comparisons; series and words; stored documents and tallies.
Computed = Literal["comparison_version", "index_version", "document_version"]


class ChangesOfReport(NamedTuple):
    """Changes of one ``kind`` to a report: the ids of observations, each with that of its correction."""

    report_id: str
    kind: str
    ids: Sequence[tuple[str, str | None]]


class NewRow(NamedTuple):
    """An observation that a turn stores: its cells, the time of its last change, and its series."""

    observation: Observation
    cells: Row
    updated_at: int
    series: int


@dataclass(frozen=True, slots=True)
class Turn:
    """One writer's turn: the version and the time of its change.

    Times never decrease, even if a clock does, so a client that requests all changes since the last one
    misses nothing.

    ``at_end`` writes the other fields, each at once for all reports of the turn: ``rows`` are the new
    observations by the number of their report and by key, which are written once even if a check flags them;
    ``words`` are the entries of the full-text index by number, ``tallies`` the differences of counts,
    ``value_tallies`` those of counts by column and value, ``rule_lists`` the lists of rules of the rows,
    ``changes`` the record of changes.
    """

    version: int
    at: str
    rows: dict[int, dict[int, NewRow]] = field(default_factory=dict, compare=False)
    words: dict[int, str] = field(default_factory=dict, compare=False)
    tallies: Counter[Row] = field(default_factory=Counter, compare=False)
    value_tallies: Counter[tuple[str, str]] = field(default_factory=Counter, compare=False)
    rule_lists: set[str] = field(default_factory=set, compare=False)
    changes: list[ChangesOfReport] = field(default_factory=list, compare=False)
    at_end: list[Callable[[Connection, Turn], None]] = field(default_factory=list, compare=False)


def data_version(connection: Connection) -> str:
    """A token that changes with every committed change, and differs between copies of a database."""
    token, version = connection.execute(select(StateRow.token, StateRow.version)).one()
    return f"{token}-{version}"


def begin_change(connection: Connection) -> Turn:
    """Take the turn to change data: other writers wait until this transaction ends."""
    version = connection.execute(select(StateRow.version).with_for_update()).scalar_one()
    times = select(ChangeBatchRow.changed_at).order_by(ChangeBatchRow.number.desc()).limit(1)
    last = connection.execute(times).scalar_one_or_none()
    return Turn(version + 1, max(now(), last or ""))


def end_change(connection: Connection, turn: Turn) -> None:
    """Write what is left to write, and raise the version of the data, which changes every ETag."""
    for write in turn.at_end:
        write(connection, turn)
    turn.at_end.clear()
    connection.execute(update(StateRow).values(version=turn.version, token=new_token()))


def begin_epoch(connection: Connection) -> None:
    """Begin a new range of change numbers after a restore, so that lost numbers are never used again."""
    turn = begin_change(connection)
    sequence = connection.execute(select(StateRow.sequence)).scalar_one()
    connection.execute(update(StateRow).values(sequence=(sequence // EPOCH + 1) * EPOCH))
    end_change(connection, turn)


def new_token() -> str:
    """A random token for a new state."""
    return secrets.token_hex(4)


def rules_of(connection: Connection, computed: Computed) -> str:
    """The version of the rules that computed these data; empty before the first."""
    return str(connection.execute(select(StateRow.__table__.c[computed])).scalar_one())


def set_rules_of(connection: Connection, computed: Computed, version: str) -> None:
    """Record that this version of the rules computed all these data."""
    connection.execute(update(StateRow).values({computed: version}))


def seconds(at: str) -> int:
    """A date or a time in UTC as seconds since 1970.

    >>> seconds("1970-01-02"), seconds("1970-01-02T00:00:01Z")
    (86400, 86401)
    """
    return int(datetime.fromisoformat(at).replace(tzinfo=UTC).timestamp())


def now() -> str:
    """The current time in UTC to the second, ISO 8601."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
