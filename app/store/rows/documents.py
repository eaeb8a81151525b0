"""Writes rows as JSON objects; no other module does.

The objects of the long lists are written when their rows are stored (see ``app.store.rows.ready``), all
others when they are requested.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Final

import msgspec

from app.store.declared.fields import Cell, CellType, Field, Row

Rows = Iterable[Sequence[Cell]]

# Decimals are written as numbers with all their digits, never through a float.
ENCODER: Final = msgspec.json.Encoder(decimal_format="number")
# The kinds whose cells are the text of a JSON value.
JSON_TEXT: Final = frozenset({CellType.DECIMAL, CellType.LIST})
#: Raise it when the same cells are written or stored differently; new fields are noticed without it.
_FORM: Final = 2


@lru_cache(maxsize=256)
def _row_type(columns: tuple[str, ...]) -> Callable[..., msgspec.Struct]:
    """A struct type with these fields: three times as fast to make and write as a dictionary."""
    # A year can be the name of a column, but not of an attribute.
    names = {f"cell{place}": name for place, name in enumerate(columns)}
    return msgspec.defstruct("Row", [(name, object) for name in names], rename=names, gc=False)


def structs(fields: Sequence[Field], rows: Rows) -> list[msgspec.Struct]:
    """The rows as objects that ``ENCODER`` writes, in the order of ``fields``."""
    make = _row_type(tuple(field.name for field in fields))
    raw = [position for position, field in enumerate(fields) if field.kind in JSON_TEXT]
    if not raw:
        return [make(*row) for row in rows]
    made = []
    for row in rows:
        cells: list[object] = list(row)
        for position in raw:
            text = row[position]
            cells[position] = None if text is None else msgspec.Raw(text)  # type: ignore[arg-type]  # CellType says str
        made.append(make(*cells))
    return made


def lines(fields: Sequence[Field], rows: Rows) -> bytes:
    """The rows as JSON objects, one on each line."""
    return ENCODER.encode_lines(structs(fields, rows))


#: The types that cells are read as: the text of a JSON value, or the value itself.
_READ_AS: Final[dict[CellType, object]] = {
    **dict.fromkeys(CellType, str | None),
    **dict.fromkeys(JSON_TEXT, msgspec.Raw),
    CellType.INTEGER: int | None,
}


@lru_cache(maxsize=256)
def _decoder(fields: tuple[Field, ...]) -> msgspec.json.Decoder[list[msgspec.Struct]]:
    """Reads these fields of an array of rows, and skips all others."""
    names = {f"cell{place}": field.name for place, field in enumerate(fields)}
    types = [(name, _READ_AS[field.kind]) for name, field in zip(names, fields, strict=True)]
    return msgspec.json.Decoder(list[msgspec.defstruct("Row", types, rename=names, gc=False)])  # type: ignore[misc]  # made here


def cells(fields: Sequence[Field], documents: Sequence[bytes]) -> list[Row]:
    """The cells of these fields in rows that are JSON objects."""
    decoded = _decoder(tuple(fields)).decode(b"[%b]" % b",".join(documents))
    raw = [place for place, field in enumerate(fields) if field.kind in JSON_TEXT]
    rows = []
    for struct in decoded:
        row = list(msgspec.structs.astuple(struct))
        for place in raw:
            text = str(row[place], "utf-8")
            row[place] = None if text == "null" else text
        rows.append(tuple(row))
    return rows


def array(documents: Iterable[bytes]) -> msgspec.Raw:
    """Rows that are already written, as an array for ``ENCODER``."""
    return msgspec.Raw(b"[%b]" % b",".join(documents))


def form(*lists: Sequence[Field]) -> str:
    """Sixteen characters that change when documents of these fields are written differently."""
    named = [[(field.name, field.kind.value) for field in fields] for fields in lists]
    return hashlib.sha256(repr((_FORM, named)).encode()).hexdigest()[:16]
