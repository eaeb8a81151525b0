"""Opaque cursors: the sort keys of a page's last row, valid only for the query of the page."""

from __future__ import annotations

import base64
import binascii
import json
from functools import lru_cache

from app.store.declared.fields import Cell, Row
from app.store.queries.query import ListQuery, QueryError, WrongParameter

MAX_LENGTH = 8000
_MAX_INTEGER = 2**63
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def encode(query: ListQuery, keys: Row) -> str:
    """The cursor that continues the query after the row with these sort keys; the unique key is last."""
    text = _COMPACT.encode([query.fingerprint(), *keys])
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode(query: ListQuery) -> Row | None:
    """The sort keys in the query's cursor; None without a cursor.

    Raises:
        QueryError: the cursor is invalid, or belongs to another query.
    """
    if query.cursor is None:
        return None
    fingerprint, *keys = _content(query.cursor)
    if fingerprint != query.fingerprint():
        raise _refused(
            query.cursor,
            "This cursor belongs to another query: filters and sort must stay the same from page to page. "
            "Follow next as it is, or start again without cursor.",
        )
    return tuple(keys)


def unfit(query: ListQuery) -> QueryError:
    """The error for a cursor whose keys don't fit the list."""
    return _refused(query.cursor or "", "This is not a cursor of this list. Follow next as it is.")


# A page decodes its cursor twice: to reject an invalid one early, and to continue after it.
@lru_cache(maxsize=64)
def _content(cursor: str) -> tuple[Cell, ...]:
    try:
        if len(cursor) > MAX_LENGTH:
            raise ValueError("too long")
        padded = cursor + "=" * (-len(cursor) % 4)
        content = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError):
        raise _refused(cursor, "This is not a cursor. Follow next as it is, or leave cursor out.") from None
    if not isinstance(content, list) or not content or not all(map(_is_cell, content)):
        raise _refused(cursor, "This is not a cursor. Follow next as it is, or leave cursor out.")
    return tuple(content)


def _is_cell(item: object) -> bool:
    if isinstance(item, str):
        return "\0" not in item and not any("\ud800" <= character <= "\udfff" for character in item)
    if isinstance(item, bool):
        return False
    return item is None or (isinstance(item, int) and -_MAX_INTEGER <= item < _MAX_INTEGER)


def _refused(cursor: str, detail: str) -> QueryError:
    return QueryError(WrongParameter("cursor", cursor[:100], detail))
