"""The pages written in Markdown: questions and their answers, recipes, the table of fields."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Final

from app.web.fields import fields_text
from app.web.language import Language
from app.web.parallel import in_language, title_in

FOLDER: Final = Path(__file__).parent / "texts"
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
    """A page: its path below the root, and a function that returns its Markdown, with a title.

    The text has each block in English and then in Chinese (see ``in_language``), unless ``chinese`` returns
    the Chinese text and ``text`` the English one.
    """

    path: str
    text: Callable[[], str]
    chinese: Callable[[], str] | None = None

    @property
    def parallel(self) -> bool:
        """Whether one text has both languages."""
        return self.chinese is None

    @property
    def sources(self) -> dict[str, Callable[[], str]]:
        """The Markdown sources of the page by their paths."""
        found = {f"{self.path}.md": self.text}
        return found if self.chinese is None else {**found, f"{self.path}.zh.md": self.chinese}

    def source_in(self, language: Language) -> str:
        """Return the path of the source that has a language."""
        return f"{self.path}.zh.md" if self.chinese and language is Language.ZH else f"{self.path}.md"

    def in_language(self, language: Language) -> tuple[str, str]:
        """Return the title in a language, and the text below it."""
        text = self.chinese() if self.chinese and language is Language.ZH else self.text()
        heading, _, rest = text.partition("\n")
        title = heading.removeprefix("# ")
        return (title_in(language, title), in_language(language, rest)) if self.parallel else (title, rest)

    @property
    def title(self) -> str:
        """The first heading."""
        return self.text().partition("\n")[0].removeprefix("# ")

    @property
    def summary(self) -> str:
        """The first paragraph, on one line."""
        return " ".join(self.text().split("\n\n")[1].split())


def document_of_file(path: str) -> MarkdownPage:
    """Return the page of a file in ``texts``, whose path is given without ``.md``."""

    @cache
    def text() -> str:
        return (FOLDER / f"{path}.md").read_text(encoding="utf-8")

    return MarkdownPage(path, text)


QUESTION_PAGES: Final = tuple(document_of_file(f"questions/{name}") for name in QUESTIONS)
REFERENCE_PAGES: Final = (
    MarkdownPage("fields", fields_text, partial(fields_text, Language.ZH)),
    document_of_file("recipes"),
)
DOCUMENTS: Final = {page.path: page for page in (*QUESTION_PAGES, *REFERENCE_PAGES)}
