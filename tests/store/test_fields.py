"""What the descriptions of fields say agrees with the fields."""

from __future__ import annotations

import pytest

from app.store.declared import derived_fields
from app.store.declared.resources import RESOURCES

DERIVED = {
    f"{name}.{field.name}": field
    for name, fields in vars(derived_fields).items()
    if name.endswith(("_FIELDS", "_YEARS"))
    for field in fields
}
LISTED = {f"{name}.{field.name}": field for name, made in RESOURCES.items() for field in made.fields}
SAY_NULL = {
    name: field
    for name, field in (LISTED | DERIVED).items()
    if "null" in field.description or field.example == "null"
}


@pytest.mark.parametrize("name", SAY_NULL)
def test_a_field_that_says_null_can_be_null(name: str) -> None:
    assert SAY_NULL[name].nullable
