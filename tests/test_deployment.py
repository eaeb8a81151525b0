"""The example of a deployment in containers: its services, and that the program knows what they tell it."""

from __future__ import annotations

import inspect
import shlex
from pathlib import Path
from typing import Any

import pytest

from app import config
from app.cli.main import parser

yaml = pytest.importorskip("yaml", reason="a part of the tools")
COMPOSE: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parents[1] / ".deploy" / "compose.yaml").read_text(encoding="utf-8")
)
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if "build" in service}


def test_these_are_its_services() -> None:
    assert SERVICES.keys() == {"database", "migrate", "api", "ingest"}
    assert SERVICES.keys() - OURS.keys() == {"database"}


@pytest.mark.parametrize("name", OURS)
def test_containers_have_no_rights_and_nothing_to_write_to(name: str) -> None:
    service = OURS[name]
    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert all(volume.endswith(":ro") for volume in service.get("volumes", []))
    # The image has a user of its own: tests/test_supply.py.
    assert "user" not in service
    assert "privileged" not in service


@pytest.mark.parametrize("name", OURS)
def test_commands_and_variables_are_ours(name: str) -> None:
    program, *arguments = OURS[name]["command"]
    assert program == "zhibiao"
    parser(arguments).parse_args(arguments)
    read = inspect.getsource(config.load_settings)
    assert [variable for variable in OURS[name]["environment"] if f'"{variable}"' not in read] == []
    settings = config.load_settings(OURS[name]["environment"])
    assert settings.json_logs
    user = SERVICES["database"]["environment"]["POSTGRES_USER"]
    assert settings.database_url.startswith(f"postgresql+psycopg://{user}:")
    assert settings.database_url.endswith(f"@database/{SERVICES['database']['environment']['POSTGRES_DB']}")


def test_services_wait_for_a_healthy_database_and_its_tables() -> None:
    assert shlex.join(SERVICES["database"]["healthcheck"]["test"]) == "CMD pg_isready --username zhibiao"
    assert OURS["migrate"]["depends_on"] == {"database": {"condition": "service_healthy"}}
    for name in ("api", "ingest"):
        assert OURS[name]["depends_on"] == {"migrate": {"condition": "service_completed_successfully"}}


def test_the_server_is_local_and_has_time_to_end() -> None:
    from app.api.edge.server import GRACE_SECONDS

    assert OURS["api"]["ports"] == ["127.0.0.1:8000:8000"]
    assert int(OURS["api"]["stop_grace_period"].removesuffix("s")) > GRACE_SECONDS
    assert OURS["ingest"]["profiles"] == ["job"]


def test_volumes_are_declared() -> None:
    named = {volume.partition(":")[0] for volume in SERVICES["database"]["volumes"]}
    assert named == COMPOSE["volumes"].keys()
