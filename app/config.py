"""Settings from the environment (``ZHIBIAO_*``), read here and nowhere else."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

DEFAULT_DATABASE_URL = "sqlite:///zhibiao.db"
DEFAULT_QUERY_SECONDS = 10
ANY_ORIGIN = "*"
STARTING = "ZHIBIAO_STARTING"


@dataclass(frozen=True, slots=True)
class Settings:
    """How this installation is set up.

    ``database_url`` is an SQLAlchemy address: ``sqlite:///FILE`` or ``postgresql+psycopg://...``.

    ``query_seconds`` is how long one question to the database may take before it is stopped.

    ``cors_origins`` are the origins (``https://example.org``) whose pages may read the answers in a
    browser; ``*`` is any.

    ``keep_files`` says whether the files of reports go into the database, or only their paths and hashes
    (``ZHIBIAO_KEEP_ORIGINALS=hash``).

    ``allowed_hosts`` are the names under which the service is asked (``*.example.org`` with what is below
    it); requests for others are refused. Empty: any, as on a machine of one's own.

    ``json_logs`` says whether each request is logged, and all logs are JSON (``ZHIBIAO_LOG=json``).

    ``starting`` is a file that ``zhibiao serve`` makes for its processes: while it exists, it says what is
    under way before all reports are there.

    ``releases`` is the folder with the releases that are served.

    ``reader_url`` is the address of an OpenAI-compatible interface (``http://127.0.0.1:8080/v1``), with the
    model ``reader_model`` and the secret ``reader_key``, if it needs one: whom ``zhibiao review`` asks.
    """

    database_url: str = DEFAULT_DATABASE_URL
    query_seconds: int = DEFAULT_QUERY_SECONDS
    cors_origins: tuple[str, ...] = (ANY_ORIGIN,)
    keep_files: bool = True
    allowed_hosts: tuple[str, ...] = ()
    json_logs: bool = False
    starting: Path | None = None
    releases: Path | None = None
    reader_url: str = ""
    reader_model: str = ""
    reader_key: str = field(default="", repr=False)


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of this process; ``environment`` stands in for the real one in tests."""
    values = os.environ if environment is None else environment
    seconds = values.get("ZHIBIAO_QUERY_SECONDS", "")
    origins = values.get("ZHIBIAO_CORS_ORIGINS", ANY_ORIGIN)
    return Settings(
        database_url=values.get("ZHIBIAO_DATABASE_URL") or DEFAULT_DATABASE_URL,
        query_seconds=int(seconds) if seconds.isdecimal() and int(seconds) else DEFAULT_QUERY_SECONDS,
        cors_origins=tuple(origin.strip().rstrip("/") for origin in origins.split(",") if origin.strip()),
        keep_files=values.get("ZHIBIAO_KEEP_ORIGINALS") != "hash",
        releases=Path(values["ZHIBIAO_RELEASES"]) if values.get("ZHIBIAO_RELEASES") else None,
        allowed_hosts=tuple(values.get("ZHIBIAO_ALLOWED_HOSTS", "").replace(",", " ").split()),
        json_logs=values.get("ZHIBIAO_LOG") == "json",
        starting=Path(values[STARTING]) if values.get(STARTING) else None,
        reader_url=values.get("ZHIBIAO_READER_URL", "").rstrip("/"),
        reader_model=values.get("ZHIBIAO_READER_MODEL", ""),
        reader_key=values.get("ZHIBIAO_READER_KEY", ""),
    )


def announce_starting(note: Path) -> None:
    """Let the processes that this one begins know the file ``Settings.starting``."""
    os.environ[STARTING] = str(note)


def environment_with(**more: str) -> dict[str, str]:
    """The environment of this process and more, for a program that is run."""
    return os.environ | more
