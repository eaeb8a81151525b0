"""What tables of facts call their columns, and the words in the cells of some of them."""

from __future__ import annotations

from typing import NamedTuple


class TableWords(NamedTuple):
    """Words of ``table_words.csv`` to what they mean: 年份 is ``year``, 目标 is ``target``."""

    columns: dict[str, str]
    cells: dict[tuple[str, str], str]

    def column(self, head: str) -> str | None:
        """The column of the contract that a head names; None for another column."""
        return self.columns.get("".join(head.split()).casefold())

    def cell(self, column: str, word: str) -> str | None:
        """The value of ``measure``, ``status`` or ``bound`` that a word names; None for another word."""
        return self.cells.get((column, word.casefold()))

    def choices(self, column: str) -> tuple[str, ...]:
        """All that the cells of a column can mean."""
        return tuple(dict.fromkeys(meaning for (name, _), meaning in self.cells.items() if name == column))
