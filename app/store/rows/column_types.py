"""Types of columns, among them two that neither database has: exact decimals, and compressed long texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, Final

import zstandard
from sqlalchemy import BigInteger, Column, Integer, LargeBinary, Numeric, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from app.store.declared.fields import CellType, Field

TEXT: Final = Text().with_variant(Text(collation="C"), "postgresql")
BIG: Final = BigInteger().with_variant(Integer(), "sqlite")
#: One of 22 levels: higher ones make texts at most a sixtieth smaller, for four times the time.
_LEVEL = 6
#: Has every character, and only two bytes for a Chinese one: packed texts are a tenth smaller than as UTF-8.
_ENCODING = "gb18030"


class Exact(TypeDecorator[Decimal]):
    """A decimal with all its digits. ``connections.bulk``, which uses no types of SQLAlchemy, writes it."""

    impl = Numeric
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """TEXT on SQLite, whose numbers are binary; NUMERIC elsewhere."""
        stored: TypeEngine[Any] = Text() if dialect.name == "sqlite" else Numeric()
        return dialect.type_descriptor(stored)

    def process_result_value(self, value: object, dialect: Dialect) -> Decimal | None:  # noqa: ARG002 # given
        """The value for Python."""
        return None if value is None else Decimal(str(value))


class LongText(TypeDecorator[str]):
    """A text that is compressed with zstd to a third of its bytes."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002 # given
        """The value for the driver."""
        return None if value is None else zstandard.compress(value.encode(_ENCODING), _LEVEL)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:  # noqa: ARG002 # given
        """The value for Python."""
        return None if value is None else zstandard.decompress(value).decode(_ENCODING)


def columns_of(fields: Iterable[Field]) -> Iterator[Column[Any]]:
    """Columns with the names and types of the fields of a list."""
    types: dict[CellType, TypeEngine[Any]] = {CellType.INTEGER: Integer(), CellType.DECIMAL: Exact()}
    return (Column(field.name, types.get(field.kind, TEXT), nullable=field.nullable) for field in fields)
