"""The table of fields: what each list can be filtered, sorted and facetted by, from the query definitions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from app.store.declared.captions import CAPTIONS, Caption, described
from app.store.declared.fields import Field
from app.store.declared.filters import Filter, Operator
from app.store.declared.locator_fields import LOCATOR_FIELDS
from app.store.declared.resource import Resource
from app.store.declared.resources import LISTS
from app.web.language import Language, Texts
from app.web.parallel import in_language
from app.web.sentences import said

INTRODUCTION: Final = Path(__file__).parent / "texts" / "fields.md"
#: The columns of the table of a list; ``words.csv`` has their names.
COLUMNS: Final = ("field", "label", "kind", "filters", "sorted", "facetted", "about")
#: What marks how a filter selects; words are keys of ``words.csv``.
SIGNS: Final = {
    Operator.EQUALS: "=",
    Operator.FROM: "≥",
    Operator.SINCE: "≥",
    Operator.REPORT: "=",
    Operator.TO: "≤",
    Operator.AFTER: ">",
    Operator.CONTAINS: "∋",
    Operator.RULE: "∋",
    Operator.WORDS: "words",
    Operator.WITHIN: "within",
    Operator.PLACE: "=",
    Operator.PREFERRED: "=",
    Operator.QUANTITY: "=",
    Operator.PERIOD: "period",
    Operator.LATEST: "newest",
    Operator.SERVICE: "=",
}
_REPEATED: Final = (
    Operator.EQUALS,
    Operator.REPORT,
    Operator.CONTAINS,
    Operator.RULE,
    Operator.WITHIN,
    Operator.SERVICE,
)


@cache
def fields_text(language: Language = Language.EN) -> str:
    """The page in one language, as Markdown."""
    return "\n".join(_Writer(Texts(language)).lines()) + "\n"


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the page in the language of its texts."""

    texts: Texts

    def lines(self) -> Iterator[str]:
        """The introduction, the contents, a table for each list, and the locator."""
        yield in_language(self.texts.language, INTRODUCTION.read_text(encoding="utf-8"))
        yield from self._head("list", "label", "order")
        for name, list_ in LISTS.items():
            link = f"[`/v1/{list_.path}`](#{name})"
            yield _line([link, self._called(list_), self._said(list_.default_sort)])
        for list_ in LISTS.values():
            yield from self._section(list_)
        yield f"\n## locator\n\n{self.texts('fields.locator')}\n"
        yield from self._head("field", "about")
        yield from (_line([f"`{row.name}`", self._said(row.description)]) for row in LOCATOR_FIELDS)

    def _section(self, list_: Resource) -> Iterator[str]:
        colon = self.texts("fields.colon")
        called, about = self._called(list_), self._said(list_.about)
        yield f"\n## {list_.name}\n\n{called} `/v1/{list_.path}`{colon}{about}\n"
        yield from self._head(*COLUMNS)
        yield from (self._row(list_, field) for field in (*list_.fields, *list_.year_fields))
        # Filters that select by something that is not a field of the list.
        if rows := [row for row in list_.filters if row.column not in list_.columns]:
            yield f"\n{self.texts('fields.others')}\n"
            yield from self._head("filter", "about")
            yield from (_line([self._filter(row), self._said(row.description)]) for row in rows)

    def _row(self, list_: Resource, field: Field) -> str:
        filters = " · ".join(self._filter(row) for row in list_.filters if row.column == field.name)
        yes = self.texts("fields.yes")
        marks = (yes if field.name in names else "" for names in (list_.sorts, list_.facets))
        caption = CAPTIONS.get(field.name)
        called = self.texts("fields.years") if caption is None else self._called(caption)
        name = f"`YYYY{field.name[4:]}`" if caption is None else f"`{field.name}`"
        kind = self.texts(f"fields.kind.{field.kind.value}")
        kind += self.texts("fields.null") if field.nullable else ""
        about = self._said(described(field.name, field.description))
        return _line([name, called, kind, filters, *marks, about])

    def _filter(self, row: Filter) -> str:
        once = row.operator in _REPEATED and not row.repeatable
        marks = ("`*`" if row.required else "", f"`{self.texts('fields.once')}`" if once else "")
        sign = self.texts.named("fields.sign", SIGNS[row.operator])
        return " ".join(part for part in (f"`{row.name}`", sign, *marks) if part)

    def _head(self, *names: str) -> Iterator[str]:
        yield _line([self.texts(f"fields.{name}") for name in names])
        yield _line(["---"] * len(names))

    def _said(self, text: str) -> str:
        return said(text, self.texts.language)

    def _called(self, caption: Caption | Resource) -> str:
        return self.texts.pick(caption.zh, caption.en)


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
