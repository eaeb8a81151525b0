"""Which representation a client gets: by ``format=``, else by its ``Accept`` header."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from starlette.requests import Request

from app.api.formats import FORMATS, Format
from app.api.problems import ProblemError, wrong_parameters
from app.services.queries import Mistake

PARAMETER: Final = "format"
BOM_PARAMETER: Final = "bom"


def list_format(request: Request, names: list[str]) -> Format:
    """The format that a list is asked for in.

    Args:
        request: Its ``Accept`` header decides where ``names`` is empty.
        names: The values of ``format=``.

    Raises:
        ProblemError: 422 for a name that is none or two names, 406 for a header that takes none of ours.
    """
    if not names:
        found = best_format(_accept(request))
        if found is None:
            raise _not_acceptable([media for row in FORMATS.values() for media in row.media_types])
        return found
    if len(names) > 1 or names[0] not in FORMATS:
        detail = f"{PARAMETER} takes one of {', '.join(FORMATS)}, once."
        raise wrong_parameters(Mistake(PARAMETER, names[-1], detail, tuple(FORMATS)))
    return FORMATS[names[0]]


def wants_bom(chosen: Format, values: list[str]) -> bool:
    """Whether CSV is to begin with a byte order mark, by the values of ``bom=``.

    Raises:
        ProblemError: 422 for another value than 0 or 1, for two, and for another format.
    """
    if not values:
        return False
    if len(values) > 1 or values[0] not in ("0", "1"):
        detail = f"{BOM_PARAMETER} takes 0 or 1, once."
        raise wrong_parameters(Mistake(BOM_PARAMETER, values[-1], detail, ("0", "1")))
    if values[0] == "1" and chosen.name != "csv":
        detail = f"{BOM_PARAMETER} is for format=csv only: leave it out."
        raise wrong_parameters(Mistake(BOM_PARAMETER, values[0], detail))
    return values[0] == "1"


def demand(request: Request, media_type: str) -> None:
    """Refuse (406) a request whose ``Accept`` header does not take the one type that there is."""
    if not _weight(_accept(request), media_type):
        raise _not_acceptable([media_type])


def _accept(request: Request) -> str:
    return request.headers.get("accept", "").strip() or "*/*"


def _not_acceptable(media_types: list[str]) -> ProblemError:
    return ProblemError(
        406, f"This address answers as {', '.join(media_types)}: ask for one of these in Accept."
    )


@lru_cache(maxsize=1024)
def best_format(accept: str) -> Format | None:
    """The format that an ``Accept`` header likes best, None where it takes none of ours.

    Of equal ones the first of ``FORMATS``, so JSON for ``*/*`` and for no header.
    """
    accept = accept.strip() or "*/*"
    best, best_weight = None, 0.0
    for candidate in FORMATS.values():
        weight = max(_weight(accept, media_type) for media_type in candidate.media_types)
        if weight > best_weight:
            best, best_weight = candidate, weight
    return best


def _weight(accept: str, media_type: str) -> float:
    """What the header's most specific matching range gives to a media type, else 0 (RFC 9110, 12.5.1)."""
    ranges = {media_type: 3, f"{media_type.split('/', maxsplit=1)[0]}/*": 2, "*/*": 1}
    found, weight = 0, 0.0
    for part in accept.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        rank = ranges.get(name, 0)
        if rank > found:
            found, weight = rank, _quality(parameters)
    return weight


def _quality(parameters: list[str]) -> float:
    """The ``q`` of a range: 1 where it has none, 0 where it is no number."""
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                return float(parameter[2:])
            except ValueError:
                return 0.0
    return 1.0
