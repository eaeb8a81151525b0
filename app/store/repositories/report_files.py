"""The files of reports: the places of the text in them, and their content if it is stored."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection, RowMapping, bindparam, delete, insert, select

from app.model.place import PlaceInFile
from app.model.report import ReportKind
from app.store.rows.tables import ReportFileRow, ReportRow

_MOST = 64 * 2**20
"""The most bytes that a file may unpack to; the readers have the same limit."""
_TABLE = ReportKind.TABLE.value


def pack(places: Sequence[PlaceInFile]) -> bytes:
    """Places as compressed JSON; each has the distance from the one before instead of its start."""
    if not places:
        return b""
    starts = [place.start for place in places]
    steps = [start - before for start, before in zip(starts, [0, *starts], strict=False)]
    rows = [place._replace(start=step) for place, step in zip(places, steps, strict=True)]
    return zlib.compress(msgspec.json.encode(rows))


def unpack(packed: bytes) -> tuple[PlaceInFile, ...]:
    """The places that ``pack`` packed."""
    if not packed:
        return ()
    start, places = 0, []
    for place in msgspec.json.decode(zlib.decompress(packed), type=list[PlaceInFile]):
        start += place.start
        places.append(place._replace(start=start))
    return tuple(places)


def put(connection: Connection, number: int, places: Sequence[PlaceInFile], content: bytes | None) -> None:
    """Store the places and the content of a report's file, and replace what was stored."""
    remove(connection, number)
    if places or content is not None:
        packed = None if content is None else zlib.compress(content)
        connection.execute(insert(ReportFileRow).values(number=number, places=pack(places), content=packed))


def remove(connection: Connection, number: int) -> None:
    """Delete the stored places and content of a report's file."""
    connection.execute(_REMOVE, {"of": number})


_REMOVE = delete(ReportFileRow).where(ReportFileRow.number == bindparam("of"))


def pass_on(connection: Connection, number: int) -> None:
    """Give the content of a table of facts to another report from it, unless one has it already."""
    found = connection.execute(
        select(ReportFileRow.content, ReportRow.file_sha256)
        .join(ReportRow, ReportRow.number == ReportFileRow.number)
        .where(ReportRow.number == number, ReportRow.kind == _TABLE, ReportFileRow.content.is_not(None))
    ).first()
    if found is None:
        return
    remove(connection, number)
    others = select(ReportRow.number).where(
        ReportRow.file_sha256 == found.file_sha256, ReportRow.number != number
    )
    heir = connection.execute(others.order_by(ReportRow.number).limit(1)).scalar_one_or_none()
    if heir is not None and content_of_table(connection, found.file_sha256) is None:
        put(connection, heir, (), unpacked(found.content))


def content(connection: Connection, number: int) -> bytes | None:
    """The content of a report's file; None if it is not stored."""
    statement = select(ReportFileRow.content).where(ReportFileRow.number == number)
    packed = connection.execute(statement).scalar_one_or_none()
    return None if packed is None else unpacked(packed)


def content_of_table(connection: Connection, file_sha256: str) -> bytes | None:
    """The content of a file that several reports come from, stored with one of them; None if it is not."""
    statement = (
        select(ReportFileRow.content)
        .join(ReportRow, ReportRow.number == ReportFileRow.number)
        .where(ReportRow.file_sha256 == file_sha256, ReportFileRow.content.is_not(None))
    )
    packed = connection.execute(statement.limit(1)).scalar_one_or_none()
    return None if packed is None else unpacked(packed)


def unpacked(packed: bytes) -> bytes:
    """The original content of a stored file."""
    return zlib.decompressobj().decompress(packed, _MOST)


def find(connection: Connection, report_id: str) -> RowMapping | None:
    """The number of a report, and path, source, format and hashes of its file; None if there is no report."""
    columns = (
        ReportRow.number, ReportRow.path, ReportRow.source, ReportRow.format, ReportRow.sha256,
        ReportRow.file_sha256,
    )  # fmt: skip
    return connection.execute(select(*columns).where(ReportRow.id == report_id)).mappings().first()
