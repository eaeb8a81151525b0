"""The tables as typed mappings. Both databases compare text byte by byte, so their orders agree.

No value is a float: ``Exact`` is NUMERIC on PostgreSQL, and plain digits as TEXT on SQLite. Each value that
can be sorted also has a ``*_order`` column with its ``ordering.order_key``.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary, MetaData, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from app.store.rows.column_types import BIG, TEXT, LongText

PrimaryKey = Annotated[int, mapped_column(BIG, primary_key=True, autoincrement=False)]
Words = Annotated[str, mapped_column(TEXT)]
Number = Annotated[int, mapped_column(Integer)]


class Base(DeclarativeBase):
    """The base of all tables. It names constraints, so that migrations can refer to them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class StateRow(Base):
    """The one row about the whole database.

    ``token`` is random and changes with each change of the data, so that no two states of any copies share
    one; ``version`` counts changes; ``sequence`` is the number of the last row of ``changes``.
    """

    __tablename__ = "state"

    id: Mapped[PrimaryKey]
    token: Mapped[Words]
    version: Mapped[int] = mapped_column(BIG)
    sequence: Mapped[int] = mapped_column(BIG)
    comparison_version: Mapped[Words]
    index_version: Mapped[Words]
    document_version: Mapped[Words]


class ReportRow(Base):
    """A report without its text. ``number`` counts reports in the order of their first ingestion."""

    __tablename__ = "reports"
    __table_args__ = (
        Index(None, "region_key", "report_year"),
        Index(None, "region_code", "report_year"),
        Index(None, "sha256"),
    )

    number: Mapped[PrimaryKey]
    id: Mapped[str] = mapped_column(TEXT, unique=True)
    title: Mapped[Words | None]
    region: Mapped[Words | None]
    region_code: Mapped[Words | None]
    region_key: Mapped[Words]
    level: Mapped[Words | None]
    report_year: Mapped[Number]
    delivered_on: Mapped[Words | None]
    speaker: Mapped[Words | None]
    source: Mapped[Words]
    sha256: Mapped[Words]
    characters: Mapped[Number]
    observations: Mapped[Number]
    extractor_version: Mapped[Words]
    ingested_at: Mapped[Words]
    warnings: Mapped[Words]
    kind: Mapped[Words]
    format: Mapped[Words]
    year_basis: Mapped[Words]
    region_basis: Mapped[Words | None]
    source_url: Mapped[Words | None]
    publisher: Mapped[Words | None]
    retrieved_on: Mapped[Words | None]
    file_sha256: Mapped[Words | None]
    path: Mapped[Words]
    versions: Mapped[Number]
    choice: Mapped[Words]
    citation: Mapped[Words]


class ReportTextRow(Base):
    """A report's text, in a separate table so that listing reports does not read it."""

    __tablename__ = "report_texts"

    number: Mapped[int] = mapped_column(
        BIG, ForeignKey("reports.number", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    text: Mapped[str] = mapped_column(LongText)


class ReportFileRow(Base):
    """The file of a report: its content, if it is stored, and the places of the text (``report_files``)."""

    __tablename__ = "report_files"

    number: Mapped[int] = mapped_column(
        BIG, ForeignKey("reports.number", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    places: Mapped[bytes] = mapped_column(LargeBinary)
    content: Mapped[bytes | None] = mapped_column(LargeBinary)


class ReportVersionRow(Base):
    """Another text of a report, not read for observations; ``report`` is the rest of the report as JSON."""

    __tablename__ = "report_versions"
    __table_args__ = (Index(None, "report_id"), Index(None, "sha256"))

    number: Mapped[PrimaryKey]
    report_id: Mapped[Words]
    sha256: Mapped[Words]
    path: Mapped[Words]
    added_at: Mapped[Words]
    report: Mapped[Words]
    text: Mapped[str] = mapped_column(LongText)
    places: Mapped[bytes] = mapped_column(LargeBinary)
    content: Mapped[bytes | None] = mapped_column(LargeBinary)


#: Columns with an index on PostgreSQL alone, which has an entry for each value instead of each row.
ONLY_POSTGRESQL = ("action", "head", "province_code", "reader")


class ObservationRow(Base):
    """The cells of an observation that queries select, sort and count by; ``ObservationDocumentRow`` has all.

    ``key`` is made by ``app/store/rows/keys.py``. It is the last key of every order, and of the indexes that
    find many rows, so these come in the order of the text without a sort. (On SQLite it is the rowid, which
    SQLite adds to every index, so a migration leaves it out there.) On PostgreSQL rows with equal values
    share an entry of an index without it. The rows of a report are a range of keys, so they need no
    index. ``series`` is the number that the values of a quantity in all years share; ``updated_at`` is the
    time when the row was added or last changed, in seconds since 1970; ``rule_list`` is the number of the
    list of the rules that read it.
    """

    __tablename__ = "observations"
    __table_args__ = (
        Index(None, "category", "year", "key"),
        # Users sort by the newest first; ties stay in the order of the text.
        Index("ix_observations_year_key", text("year DESC"), "key"),
        # Three quarters of the rows have no code.
        Index(
            None,
            "indicator_code",
            "year",
            sqlite_where=text("indicator_code IS NOT NULL"),
            postgresql_where=text("indicator_code IS NOT NULL"),
        ),
        Index(None, "region_code", "year"),
        Index(None, "indicator"),
        Index(None, "value_order", "key"),
        Index(None, "confidence_order", "key"),
        Index(None, "series", "year"),
        Index(None, "updated_at"),
        *(Index(None, name).ddl_if(dialect="postgresql") for name in ONLY_POSTGRESQL),
        Index(
            "ix_observations_doubtful",
            "flags",
            "key",
            sqlite_where=text("flags <> '[]'"),
            postgresql_where=text("flags <> '[]'"),
        ),
        Index(
            "ix_observations_corrected",
            "corrected",
            "key",
            sqlite_where=text("corrected <> '[]'"),
            postgresql_where=text("corrected <> '[]'"),
        ),
    )

    key: Mapped[PrimaryKey]
    id: Mapped[str] = mapped_column(TEXT, unique=True)
    indicator: Mapped[Words]
    indicator_code: Mapped[Words | None]
    category: Mapped[Words]
    measure: Mapped[Words]
    status: Mapped[Words]
    bound: Mapped[Words]
    unit: Mapped[Words]
    scope: Mapped[Words]
    start_year: Mapped[Number]
    year: Mapped[Number]
    region: Mapped[Words | None]
    region_code: Mapped[Words | None]
    report_id: Mapped[Words]
    commitment: Mapped[Words]
    rule_list: Mapped[int] = mapped_column(BIG)
    flags: Mapped[Words]
    action: Mapped[Words]
    head: Mapped[Words]
    level: Mapped[Words | None]
    province_code: Mapped[Words | None]
    source_kind: Mapped[Words]
    reader: Mapped[Words]
    corrected: Mapped[Words]
    value_order: Mapped[Words]
    confidence_order: Mapped[Words]
    series: Mapped[int] = mapped_column(BIG)
    updated_at: Mapped[int] = mapped_column(BIG)


class RuleListRow(Base):
    """A list of rules that read observations, as a JSON array; ``number`` is a hash of it."""

    __tablename__ = "rule_lists"

    number: Mapped[PrimaryKey]
    rules: Mapped[Words]


class ObservationDocumentRow(Base):
    """Up to four observations of a sentence: the flat rows of the contract, as the JSON objects of lists.

    They are lines of one document, so that a sentence is packed once for its rows. ``key`` is that of the
    first row. They are in a separate table, so that queries read only the cells that they select by.
    """

    __tablename__ = "observation_documents"
    group_bits: ClassVar[int] = 2

    key: Mapped[int] = mapped_column(
        BIG, ForeignKey("observations.key", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    document: Mapped[bytes] = mapped_column(LargeBinary)


class DictionaryRow(Base):
    """A dictionary that packs documents (``store/dictionaries``); ``number`` is a hash of its content.

    ``documents`` is the table of the documents, ``reports`` the number of reports when it was learnt.
    """

    __tablename__ = "dictionaries"

    number: Mapped[PrimaryKey]
    documents: Mapped[Words]
    reports: Mapped[int] = mapped_column(BIG)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class ChangeRow(Base):
    """One observation that was added, changed or removed; mirrors read these rows.

    ``batch`` is the number of the changes that it belongs to.
    """

    __tablename__ = "changes"

    sequence: Mapped[PrimaryKey]
    batch: Mapped[int] = mapped_column(BIG)
    observation_id: Mapped[Words]
    correction_id: Mapped[Words | None]


class ChangeBatchRow(Base):
    """Changes of one kind to one report at one time: those from ``number`` to ``last``."""

    __tablename__ = "change_batches"
    __table_args__ = (Index(None, "report_id"), Index(None, "changed_at"))

    number: Mapped[PrimaryKey]
    last: Mapped[int] = mapped_column(BIG)
    version: Mapped[int] = mapped_column(BIG)
    change: Mapped[Words]
    report_id: Mapped[Words]
    changed_at: Mapped[Words]
