"""What is tested on PostgreSQL, and that it is.

The fixtures ``address`` and ``module_address`` of ``conftest.py`` give databases of both kinds, so every
test that asks for one runs on both. Without a server these run on SQLite alone, and this says so.
"""

from __future__ import annotations

import pytest

from tests.databases import KINDS, SERVER


def test_there_is_a_postgresql() -> None:
    if "postgresql" not in KINDS:
        pytest.skip(f"nothing is tested on PostgreSQL: {SERVER} names no server; .ci/services starts one")


def test_tests_get_each_kind(address: str, module_address: str) -> None:
    assert address.partition(":")[0].partition("+")[0] in KINDS
    assert address != module_address
