"""The fields of a row that decide its confidence, and what the other rows of its sentence say about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from app.model.flags import Flag
from app.model.observation import Bound, Measure, Observation, Status


class Rated(NamedTuple):
    """The fields of an observation that decide its confidence; see ``Observation``.

    ``words`` are the words of its name.
    """

    rules: tuple[str, ...]
    flags: tuple[str, ...]
    measure: Measure
    status: Status
    start_year: int
    year: int
    bound: Bound
    scope: str
    indicator_code: str | None
    indicator: str
    unit: str
    action: str
    value_start: int
    value_end: int
    sentence_start: int
    sentence: str
    words: tuple[str, ...]

    @property
    def flagged(self) -> bool:
        """Whether a flag says that something about this row is in doubt."""
        return bool(self.flags) and any(flag != Flag.REPORT_YEAR_ASSUMED for flag in self.flags)

    @property
    def stated(self) -> tuple[str | int, ...]:
        """What the row says its value is of."""
        return self.indicator, self.measure, self.status, self.scope, self.start_year, self.year

    @classmethod
    def of(cls, row: Observation, words: tuple[str, ...]) -> Rated:
        """The fields of an observation that exists, and the words of its name.

        ``low_confidence`` follows from the confidence, so it can't decide it.
        """
        flags = tuple(flag for flag in row.flags if flag != Flag.LOW_CONFIDENCE)
        return cls._make((*attrgetter(*cls._fields[:-1])(row), words))._replace(flags=flags)


class Companions(NamedTuple):
    """The other rows of a row's sentence: how many there are, and how many have a flag.

    ``repeated``: one of them is another value of the same quantity and period, so one of the names is wrong.
    """

    rows: int
    flagged: int
    repeated: bool


def companions(sentence: Sequence[Rated]) -> Iterator[Companions]:
    """For each row of a sentence, the others."""
    flagged = sum([row.flagged for row in sentence])
    names = {row.indicator for row in sentence}
    # Many sentences state each name once.
    stated = [row.stated for row in sentence] if len(names) < len(sentence) else []
    for row in sentence:
        repeated = bool(stated) and stated.count(row.stated) > 1
        yield Companions(len(sentence) - 1, flagged - row.flagged, repeated)
