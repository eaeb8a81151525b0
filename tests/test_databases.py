"""Reports whether the tests of the database run on PostgreSQL.

The fixtures ``address`` and ``module_address`` of ``conftest.py`` return databases of both kinds, so every
test that uses one runs on both. Without a server these tests run only on SQLite, and this test says so.
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
