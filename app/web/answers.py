"""The commands on a question page, run against this database for a place that the reader chooses.

The Markdown texts contain the answers for the seed data, which the tests compare. A page instead runs the
same commands here, with the seed's place, province, years and report replaced by those of the chosen place.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode, urlsplit

from app.services.database import Database
from app.services.lists.queries import QueryError
from app.store.declared.resources import LISTS
from app.web.rows import Record, ask

#: The place, year and report that the texts are about.
SEED_CODE, SEED_YEAR, SEED_REPORT = "330212", 2020, "330212-2020"
SEED_NAME: Final = "鄞州"
SEED_PROVINCE: Final = "330000"
#: What the texts mention of the seed. Only years near its report count; other years are plain examples.
_SEED: Final = re.compile(
    rf"(?P<report>{SEED_REPORT})|(?P<code>{SEED_CODE})|(?P<province>{SEED_PROVINCE})|(?P<name>{SEED_NAME}区?)"
    r"|(?<!\d)(?P<year>2019|2020|2021)(?![\d-])"
)
#: What begins and ends a block of code.
_FENCE: Final = "```"
_LIST: Final = re.compile(r"/v1/([\w/]+)")
#: Parameters that choose an output format, not rows.
_FORM: Final = ("format", "bom")
_ROWS: Final = "20"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The place that a page is about; ``called`` is its name in sentences, which may be English."""

    code: str
    name: str
    called: str
    year: int
    report: str

    def words(self, text: str) -> str:
        """Return a text about the seed, rewritten for this place."""
        parts = text.split(_FENCE)
        parts[::2] = [_SEED.sub(partial(self._named, name=self.called), part) for part in parts[::2]]
        parts[1::2] = [_SEED.sub(partial(self._named, name=self.name), part) for part in parts[1::2]]
        return _FENCE.join(parts)

    def _named(self, found: re.Match[str], name: str) -> str:
        """Return what replaces a mention of the seed; ``name`` replaces its name."""
        if found.lastgroup == "year":
            return str(int(found["year"]) - SEED_YEAR + self.year)
        province = self.code[:2] + "0000"
        own = {"report": self.report, "code": self.code, "province": province, "name": name}
        return own[str(found.lastgroup)]


@dataclass(frozen=True, slots=True)
class CommandResult:
    """The result of a command: its address, and rows by field, counted values or an error message."""

    address: str
    columns: tuple[str, ...] = ()
    rows: tuple[Record, ...] = ()
    total: int = 0
    facets: Mapping[str, Sequence[tuple[Any, int]]] | None = None
    mistake: str = ""


def answer(database: Database, command: str) -> CommandResult | None:
    """Run a command; None if it does not request a list."""
    address, pairs = address_of(command)
    path = _LIST.fullmatch(address)
    name = next((one.name for one in LISTS.values() if path and one.path == path[1]), None)
    if name is None:
        return None
    here = f"{address}?{urlencode(pairs)}" if pairs else address
    question = [pair for pair in pairs if pair[0] not in (*_FORM, "limit")]
    limit = dict(pairs).get("limit", _ROWS)
    try:
        found = ask(database, name, *question, ("limit", limit))
    except QueryError as error:
        return CommandResult(here, mistake=str(error))
    columns = tuple(found.rows[0]) if found.rows else ()
    return CommandResult(here, columns, tuple(found.rows), found.total, found.facets)


def address_of(command: str) -> tuple[str, list[tuple[str, str]]]:
    """Return the path that a curl command requests, and its parameters."""
    words = shlex.split(command.removeprefix("$ "))
    address = urlsplit(next((word for word in words if "://" in word), ""))
    data = [words[place + 1] for place, word in enumerate(words[:-1]) if word == "--data-urlencode"]
    more = [one.partition("=")[::2] for one in data]
    return address.path, [*parse_qsl(address.query, keep_blank_values=True), *more]
