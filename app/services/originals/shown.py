"""Shows a number in the file of its report: on a page of a PDF, or on a web page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from app.model.observation import Observation
from app.reading.decode import decode
from app.reading.errors import ReadingError
from app.reading.formats.apart import draw_page_apart
from app.reading.formats.html_marked import Words, marked
from app.reading.formats.pdf_number import number_boxes
from app.reading.formats.pdf_page import Picture
from app.services.lists import observations
from app.services.originals.finding import NotKeptError, original
from app.store.connections.session import Database
from app.store.queries.query import NotFoundError

Shown = TypeVar("Shown")
Rectangle = tuple[float, float, float, float]
#: The characters on each side of a number that distinguish it from others on the same page.
_AROUND = 6


@dataclass(frozen=True, slots=True)
class ShownPage:
    """A page of a PDF, with the line or cell of the number, and the number itself.

    ``line`` is the left, top, width and height of the line or cell, in points from the upper left corner of
    the picture; None on rotated pages. ``boxes`` are around the characters of the number, one for each line
    that it stands on; none if they are not found.
    """

    picture: Picture
    number: int
    line: Rectangle | None
    boxes: tuple[Rectangle, ...] = ()


def pdf_page(database: Database, observation_id: str) -> ShownPage:
    """The page of a PDF that contains an observation.

    Raises:
        NotFoundError: the observation does not exist or is not from a PDF, or its page can't be drawn.
    """
    detail = observations.one(database, observation_id, derived=False)
    page, line = detail.locator.page, detail.locator.box
    if page is None:
        raise NotFoundError("page", observation_id)
    picture = _of_file(database, observation_id, lambda content: draw_page_apart(content, page))
    if line is None or picture.turned:
        return ShownPage(picture, page, None)
    found = number_boxes(picture.characters, line, _words(detail.observation))
    boxes = tuple(_rectangle(picture, *one) for one in found)
    return ShownPage(picture, page, _rectangle(picture, *line), boxes)


def web_page(database: Database, observation_id: str) -> str:
    """The web page of an observation, with its paragraph outlined and without scripts and external content.

    Raises:
        NotFoundError: the observation does not exist or is not from a web page, or the page is not stored.
    """
    detail = observations.one(database, observation_id, derived=False)
    path, words = detail.locator.path, _words(detail.observation)
    if path is None or detail.report.format != "html":
        raise NotFoundError("page", observation_id)
    return _of_file(database, observation_id, lambda content: marked(decode(content), path, words))


def _words(row: Observation) -> Words:
    """The number as it is written in the text, with some of the sentence around it."""
    start, end = row.value_start - row.sentence_start, row.value_end - row.sentence_start
    return Words(
        row.sentence[max(0, start - _AROUND) : start],
        row.sentence[start:end],
        row.sentence[end : end + _AROUND],
    )


def _of_file(database: Database, observation_id: str, show: Callable[[bytes], Shown]) -> Shown:
    """The result of ``show`` for the file of an observation; a missing or damaged file is not found."""
    report_id = observations.one(database, observation_id, derived=False).observation.report_id
    try:
        return show(original(database, report_id).content)
    except (NotKeptError, ReadingError):
        raise NotFoundError("page", observation_id) from None


def _rectangle(picture: Picture, left: float, bottom: float, right: float, top: float) -> Rectangle:
    """A rectangle on the page as left, top, width and height on the picture."""
    return left - picture.left, picture.height - (top - picture.bottom), right - left, top - bottom
