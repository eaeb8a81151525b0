"""Content negotiation: the format, coding and language that a request prefers."""

from __future__ import annotations

from typing import Final, Literal

from starlette.requests import Request

from app.api.edge.compression import COMPRESSORS
from app.api.edge.problems import MEDIA_TYPE, ProblemError, wrong_parameters
from app.api.edge.short_cache import cached_if_short
from app.api.formats.registry import FORMATS, JSON, Format
from app.services.lists.queries import WrongParameter

PARAMETER: Final = "format"
BOM_PARAMETER: Final = "bom"
#: The type that browsers and link checkers ask for; no address of the API has it.
PAGE: Final = "text/html"
Language = Literal["zh", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("zh", "en")


@cached_if_short(maxsize=1024)
def weights(header: str) -> dict[str, float]:
    """The values of a header such as ``Accept``, in lower case, each with its weight (RFC 9110, 12.4.2).

    The weight is 1 if it is missing, and 0 if it is not a number.

    >>> weights("text/csv;q=0.5, */*;q=x, en")
    {'text/csv': 0.5, '*/*': 0.0, 'en': 1.0}
    """
    found: dict[str, float] = {}
    for part in header.lower().split(","):
        name, *parameters = (piece.strip() for piece in part.split(";"))
        found.setdefault(name, _quality(parameters))
    return found


def _quality(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return float(value)
            except ValueError:
                return 0.0
    return 1.0


@cached_if_short(maxsize=1024)
def best_coding(accept_encoding: str) -> str:
    """The content coding that an ``Accept-Encoding`` header prefers; empty for none (RFC 9110, 12.5.3).

    >>> best_coding("gzip, deflate, br, zstd"), best_coding("gzip;q=1, br;q=0.5"), best_coding("identity")
    ('zstd', 'gzip', '')
    """
    given = weights(accept_encoding)
    best, most = "", 0.0
    for name in COMPRESSORS:
        weight = given.get(name, given.get("*", 0.0))
        if weight > most:
            best, most = name, weight
    return best


@cached_if_short(maxsize=1024)
def best_language(accept_language: str) -> Language:
    """The language that an ``Accept-Language`` header prefers; Chinese by default (RFC 9110, 12.5.4).

    >>> best_language("en-GB,en;q=0.9,zh;q=0.8"), best_language("fr, *;q=0.1"), best_language("")
    ('en', 'zh', 'zh')
    """
    best: Language = "zh"
    most = 0.0
    for name, weight in weights(accept_language).items():
        for language in LANGUAGES:
            if name.partition("-")[0] == language and weight > most:
                best, most = language, weight
    return best


def language_of(request: Request) -> Language:
    """The language that a request prefers."""
    return best_language(request.headers.get("accept-language", ""))


def prefers_page(request: Request) -> bool:
    """Whether the client prefers HTML to data: browsers do, programs do not."""
    accept = _accept(request)
    others = (_media_weight(accept, media_type) for media_type in (MEDIA_TYPE, *JSON.media_types))
    return _media_weight(accept, PAGE) > max(others)


@cached_if_short(maxsize=1024)
def best_format(accept: str) -> Format | None:
    """The format that an ``Accept`` header prefers; None if it accepts none.

    Among equals, the first of ``FORMATS`` is chosen: JSON for ``*/*`` and without a header. A header that
    accepts only HTML gets JSON too, because a browser shows it better than an error.
    """
    best, most = None, 0.0
    for candidate in FORMATS.values():
        weight = max(_media_weight(accept, media_type) for media_type in candidate.media_types)
        if weight > most:
            best, most = candidate, weight
    return best or (JSON if _media_weight(accept, PAGE) else None)


def _media_weight(accept: str, media_type: str) -> float:
    """The weight of the most specific range that matches a media type (RFC 9110, 12.5.1); 0 if none does."""
    given = weights(accept.strip() or "*/*")
    for media_range in (media_type, f"{media_type.partition('/')[0]}/*", "*/*"):
        if media_range in given:
            return given[media_range]
    return 0.0


def list_format(request: Request, names: list[str]) -> Format:
    """The format for the response of a list.

    Args:
        request: Its ``Accept`` header decides if ``names`` is empty.
        names: The values of ``format=``.

    Raises:
        ProblemError: 422 for an unknown name or two names, 406 if the header accepts no format.
    """
    if not names:
        found = best_format(_accept(request))
        if found is None:
            raise _not_acceptable([media for row in FORMATS.values() for media in row.media_types])
        return found
    if len(names) > 1 or names[0] not in FORMATS:
        detail = f"{PARAMETER} takes one of {', '.join(FORMATS)}, once."
        raise wrong_parameters(WrongParameter(PARAMETER, names[-1], detail, tuple(FORMATS)))
    return FORMATS[names[0]]


def wants_bom(chosen: Format, values: list[str]) -> bool:
    """Whether the values of ``bom=`` ask for CSV with a byte order mark.

    Raises:
        ProblemError: 422 for a value other than 0 or 1, for two values, and for a format other than CSV.
    """
    if not values:
        return False
    if len(values) > 1 or values[0] not in ("0", "1"):
        detail = f"{BOM_PARAMETER} takes 0 or 1, once."
        raise wrong_parameters(WrongParameter(BOM_PARAMETER, values[-1], detail, ("0", "1")))
    if values[0] == "1" and chosen.name != "csv":
        detail = f"{BOM_PARAMETER} is for format=csv only: leave it out."
        raise wrong_parameters(WrongParameter(BOM_PARAMETER, values[0], detail))
    return values[0] == "1"


def require_acceptable(request: Request, media_type: str) -> None:
    """Refuse (406) a request that accepts neither ``media_type``, the only type of its address, nor HTML."""
    accept = _accept(request)
    if not (_media_weight(accept, media_type) or _media_weight(accept, PAGE)):
        raise _not_acceptable([media_type])


def _accept(request: Request) -> str:
    return request.headers.get("accept", "")


def _not_acceptable(media_types: list[str]) -> ProblemError:
    return ProblemError(
        406, f"This address answers as {', '.join(media_types)}: ask for one of these in Accept."
    )
