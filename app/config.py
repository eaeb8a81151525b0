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
#: prometheus-client itself reads this name.
SHARED_METRICS = "PROMETHEUS_MULTIPROC_DIR"


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of this installation.

    ``database_url`` is an SQLAlchemy address: ``sqlite:///FILE`` or ``postgresql+psycopg://...``.

    ``read_url`` is the address of a replica of it, on which the server does all reading
    (``ZHIBIAO_DATABASE_READ_URL``).

    ``query_seconds`` is the longest time that a query may take before it is stopped.

    ``cors_origins`` are the origins (``https://example.org``) whose pages may read the answers in a
    browser; ``*`` is any.

    ``keep_files`` says whether the files of reports go into the database, or only their paths and hashes
    (``ZHIBIAO_KEEP_ORIGINALS=hash``).

    ``allowed_hosts`` are the host names that requests may have (``*.example.org`` includes subdomains);
    others are refused. Empty allows any, which suits a personal machine.

    ``json_logs``: whether each request is logged and all logs are JSON (``ZHIBIAO_LOG=json``).

    ``metrics`` says whether ``/metrics`` counts requests for Prometheus (``ZHIBIAO_METRICS=1``);
    ``shared_metrics`` is the folder in which the processes of one server count together.

    ``starting`` is a file that ``zhibiao serve`` makes for its processes. It exists while reports are being
    ingested, and contains the progress.

    ``releases`` is the folder of the releases that are served.

    ``review_token`` is the secret with which readers can correct observations over HTTP; without one, nobody
    can.

    ``reader_url`` is the address of an OpenAI-compatible interface (``http://127.0.0.1:8080/v1``), with the
    model ``reader_model`` and the secret ``reader_key``, if it needs one: whom ``zhibiao review`` asks.
    ``reader_options`` is a JSON object with further fields of each request.
    """

    database_url: str = DEFAULT_DATABASE_URL
    read_url: str | None = None
    query_seconds: int = DEFAULT_QUERY_SECONDS
    cors_origins: tuple[str, ...] = (ANY_ORIGIN,)
    keep_files: bool = True
    allowed_hosts: tuple[str, ...] = ()
    json_logs: bool = False
    metrics: bool = False
    shared_metrics: Path | None = None
    starting: Path | None = None
    releases: Path | None = None
    review_token: str = field(default="", repr=False)
    reader_url: str = ""
    reader_model: str = ""
    reader_key: str = field(default="", repr=False)
    reader_options: str = ""


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of this process; tests pass another ``environment``."""
    values = os.environ if environment is None else environment
    seconds = values.get("ZHIBIAO_QUERY_SECONDS", "")
    origins = values.get("ZHIBIAO_CORS_ORIGINS", ANY_ORIGIN)
    return Settings(
        database_url=values.get("ZHIBIAO_DATABASE_URL") or DEFAULT_DATABASE_URL,
        read_url=values.get("ZHIBIAO_DATABASE_READ_URL") or None,
        query_seconds=int(seconds) if seconds.isdecimal() and int(seconds) else DEFAULT_QUERY_SECONDS,
        cors_origins=tuple(origin.strip().rstrip("/") for origin in origins.split(",") if origin.strip()),
        keep_files=values.get("ZHIBIAO_KEEP_ORIGINALS") != "hash",
        releases=Path(values["ZHIBIAO_RELEASES"]) if values.get("ZHIBIAO_RELEASES") else None,
        allowed_hosts=tuple(values.get("ZHIBIAO_ALLOWED_HOSTS", "").replace(",", " ").split()),
        json_logs=values.get("ZHIBIAO_LOG") == "json",
        metrics=values.get("ZHIBIAO_METRICS") == "1",
        shared_metrics=Path(values[SHARED_METRICS]) if values.get(SHARED_METRICS) else None,
        starting=Path(values[STARTING]) if values.get(STARTING) else None,
        review_token=values.get("ZHIBIAO_REVIEW_TOKEN", ""),
        reader_url=values.get("ZHIBIAO_READER_URL", "").rstrip("/"),
        reader_model=values.get("ZHIBIAO_READER_MODEL", ""),
        reader_key=values.get("ZHIBIAO_READER_KEY", ""),
        reader_options=values.get("ZHIBIAO_READER_OPTIONS", ""),
    )


def announce_starting(note: Path) -> None:
    """Pass the file ``Settings.starting`` on to the processes that this one starts."""
    os.environ[STARTING] = str(note)


def share_metrics(folder: Path) -> None:
    """Let the processes that this one begins count in the folder ``Settings.shared_metrics``."""
    os.environ[SHARED_METRICS] = str(folder)


def environment_with(**more: str) -> dict[str, str]:
    """The environment of this process with more variables, for a program to run."""
    return os.environ | more
