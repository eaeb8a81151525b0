"""Settings from the environment (``ZHIBIAO_*``), read here and nowhere else."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

DEFAULT_DATABASE_URL = "sqlite:///zhibiao.db"


@dataclass(frozen=True, slots=True)
class Settings:
    """How this installation is set up.

    ``database_url`` is an SQLAlchemy address: ``sqlite:///FILE`` or ``postgresql+psycopg://...``.
    """

    database_url: str = DEFAULT_DATABASE_URL


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of this process; ``environment`` stands in for the real one in tests."""
    values = os.environ if environment is None else environment
    return Settings(database_url=values.get("ZHIBIAO_DATABASE_URL") or DEFAULT_DATABASE_URL)
