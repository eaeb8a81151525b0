"""The pages written in Markdown: questions and their answers, recipes, the table of fields."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from app.web.fields import fields_text
from app.web.language import Language

FOLDER: Final = Path(__file__).parent / "texts"
#: A title in two languages: the English sentence, then the Chinese one.
_BILINGUAL: Final = re.compile(r"(?P<en>.*[?.]) (?P<zh>.+)")
#: In the order of the start page; each is a file in ``texts/questions``.
QUESTIONS: Final = (
    "targets",
    "growth-targets",
    "ranking",
    "words",
    "evidence",
    "doubt",
    "missing",
    "latest",
    "panel",
    "mirror",
)


@dataclass(frozen=True, slots=True)
class MarkdownPage:
    """A page: its path below the root, and a function that returns its Markdown, with a title."""

    path: str
    text: Callable[[], str]

    @property
    def title(self) -> str:
        """The first heading."""
        return self.text().partition("\n")[0].removeprefix("# ")

    @property
    def summary(self) -> str:
        """The first paragraph, on one line."""
        return " ".join(self.text().split("\n\n")[1].split())


def title_in(language: Language, title: str) -> str:
    """Return the half of a bilingual title in one language; other titles are returned whole."""
    found = _BILINGUAL.fullmatch(title)
    return found[language.name.lower()] if found else title


def document_of_file(path: str) -> MarkdownPage:
    """Return the page of a file in ``texts``, whose path is given without ``.md``."""

    @cache
    def text() -> str:
        return (FOLDER / f"{path}.md").read_text(encoding="utf-8")

    return MarkdownPage(path, text)


QUESTION_PAGES: Final = tuple(document_of_file(f"questions/{name}") for name in QUESTIONS)
REFERENCE_PAGES: Final = (MarkdownPage("fields", fields_text), document_of_file("recipes"))
DOCUMENTS: Final = {page.path: page for page in (*QUESTION_PAGES, *REFERENCE_PAGES)}
