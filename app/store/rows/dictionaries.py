"""Packs documents to a quarter of their size: with zstd and a dictionary that is learnt from documents.

A dictionary contains what the documents of a list share: field names and frequent words. It is learnt from
the documents of the first reports, and twice again when there are many more. A packed document begins with
the number of its dictionary and is not packed again. A document that begins with a brace is not packed yet.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from typing import Final

from sqlalchemy import Column, Connection, Table, bindparam, delete, func, select
from zstandard import ZstdCompressionDict, ZstdCompressor, ZstdDecompressor, train_dictionary

from app.store.connections.bulk import insert_rows
from app.store.connections.reader import ReadTransaction
from app.store.rows.tables import DictionaryRow

#: The numbers of reports at which a dictionary is learnt.
LEARN_AT: Final = (20, 400, 8000)
#: About how many documents a dictionary is learnt from, and how many of them are read in a row. From twice as
#: many it is no better.
SAMPLE: Final = 1500
RUN: Final = 20
#: The fewest documents that a dictionary is learnt from.
FEWEST: Final = 500
#: The size of a dictionary in bytes. Twice the size makes documents only a thirtieth smaller.
SIZE: Final = 1 << 16
#: One of 22 levels: higher ones make documents at most 5 % smaller.
LEVEL: Final = 6
_NUMBER: Final = 4
_BRACE: Final = ord("{")
# Distinguishes the first byte of a number from a brace.
_HIGHEST_BIT: Final = 1 << 31

Unpack = Callable[[bytes], bytes]
Loaded = Iterable[tuple[int, bytes]]
"""Dictionaries: number, content."""


class _Known(threading.local):
    """The dictionaries that this thread has loaded; a number always means the same dictionary."""

    def __init__(self) -> None:
        self.unpacks: dict[bytes, Unpack] = {}
        self.packs: dict[int, ZstdCompressor] = {}


_KNOWN: Final = _Known()
_ALL: Final = select(DictionaryRow.number, DictionaryRow.content)
_NEWEST: Final = (
    select(DictionaryRow.number, DictionaryRow.reports)
    .where(DictionaryRow.documents == bindparam("of"))
    .order_by(DictionaryRow.reports.desc())
    .limit(1)
)


def unpacked(reader: ReadTransaction, documents: Sequence[bytes]) -> list[bytes]:
    """The documents, unpacked."""
    return _unpacked(documents, lambda: reader.rows(_ALL, {}))  # type: ignore[arg-type, return-value]  # cells


def unpacked_by(connection: Connection, documents: Sequence[bytes]) -> list[bytes]:
    """The documents, unpacked, for a caller without a reader."""
    return _unpacked(documents, lambda: connection.execute(_ALL).all())


def _unpacked(documents: Sequence[bytes], load: Callable[[], Loaded]) -> list[bytes]:
    try:
        return _opened(documents)
    except KeyError:
        for number, content in load():
            decompressor = ZstdDecompressor(dict_data=ZstdCompressionDict(content))
            _KNOWN.unpacks[number.to_bytes(_NUMBER)] = decompressor.decompress
        return _opened(documents)


def _opened(documents: Sequence[bytes]) -> list[bytes]:
    unpacks = _KNOWN.unpacks
    return [one if one[0] == _BRACE else unpacks[one[:_NUMBER]](one[_NUMBER:]) for one in documents]


def packed(connection: Connection, table: Table, documents: Sequence[bytes], reports: int) -> list[bytes]:
    """The documents of a table as they are stored; ``reports`` is the current number of reports."""
    newest = _newest(connection, table, documents, reports)
    return list(documents) if newest is None else _packed(connection, documents, newest)


def _packed(connection: Connection, documents: Sequence[bytes], number: int) -> list[bytes]:
    pack = _KNOWN.packs.get(number)
    if pack is None:
        content = select(DictionaryRow.content).where(DictionaryRow.number == number)
        learnt = ZstdCompressionDict(connection.execute(content).scalar_one())
        pack = ZstdCompressor(LEVEL, dict_data=learnt, write_checksum=False, write_dict_id=False)
        _KNOWN.packs[number] = pack
    begin = number.to_bytes(_NUMBER)
    return [begin + pack.compress(document) for document in documents]


def forget(connection: Connection, table: Table) -> None:
    """Remove the dictionaries of a table whose documents have been removed."""
    connection.execute(delete(DictionaryRow).where(DictionaryRow.documents == table.name))


def _newest(connection: Connection, table: Table, more: Sequence[bytes], reports: int) -> int | None:
    """The number of the newest dictionary, which is learnt now if it is due; None if there is none."""
    found = connection.execute(_NEWEST, {"of": table.name}).first()
    known, learnt_at = (None, 0) if found is None else (found.number, found.reports)
    if not any(learnt_at < at <= reports for at in LEARN_AT):
        return known
    learnt = _learn(connection, table, more, reports)
    if learnt and known is None:
        _pack_first(connection, table, learnt)
    return learnt or known


def _learn(connection: Connection, table: Table, more: Sequence[bytes], reports: int) -> int | None:
    """Learn a dictionary from the table and ``more``; return its number, or None for too few documents."""
    some = select(table.c.key).limit(FEWEST).subquery()
    if connection.execute(select(func.count()).select_from(some)).scalar_one() + len(more) < FEWEST:
        return None
    documents = [*_sample(connection, table), *more]
    sample = documents[:: max(len(documents) // SAMPLE, 1)]
    content = train_dictionary(SIZE, [*sample]).as_bytes()
    number = int.from_bytes(sha256(content).digest()[:_NUMBER]) | _HIGHEST_BIT
    stored = {"number": number, "documents": table.name, "reports": reports, "content": content}
    insert_rows(connection, DictionaryRow.__tablename__, [stored])
    return number


def _pack_first(connection: Connection, table: Table, number: int) -> None:
    """Pack the few documents that were stored before there was a dictionary."""
    rows = connection.execute(select(table.c.key, table.c.document).order_by(table.c.key)).all()
    again = _packed(connection, [row.document for row in rows], number)
    # Updates would leave pages almost empty.
    connection.execute(delete(table))
    made = [{"key": row.key, "document": document} for row, document in zip(rows, again, strict=True)]
    insert_rows(connection, table.name, made)


def _sample(connection: Connection, table: Table) -> Sequence[bytes]:
    """Documents from all over a table."""
    key: Column[int] = table.c.key
    first = connection.execute(select(func.min(key))).scalar()
    if first is None:
        return []
    last = connection.execute(select(func.max(key))).scalar_one()
    step = max((last - first) // (SAMPLE // RUN), 1)
    found: dict[int, bytes] = {}
    for start in range(first, last + 1, step):
        run = select(key, table.c.document).where(key >= start).order_by(key).limit(RUN)
        found |= dict(connection.execute(run).all())
    return unpacked_by(connection, list(found.values()))
