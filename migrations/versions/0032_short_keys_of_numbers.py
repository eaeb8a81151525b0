"""Keys of numbers with one character for the exponent, which take four bytes less.

Comparisons are computed again. On PostgreSQL the pages of indexes that only grow at their end are filled.

Revision ID: 0032
Revises: 0031
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

COLUMNS: Final = ("value_order", "confidence_order")
#: Reports are added after all others, and changes too.
GROWING: Final = ("pk_observations", "pk_observation_documents", "pk_changes")
ZERO: Final = "1"
OFFSET: Final = 50000
COMPLEMENT: Final = str.maketrans("0123456789", "9876543210")
# The form of the keys after this migration, whatever the application makes later.
FIRST, LAST = "0", "z"
CHARACTERS: Final = tuple(map(chr, range(ord(FIRST), ord(LAST) + 1)))
SHORT_COMPLEMENT: Final = str.maketrans(dict(zip(CHARACTERS, reversed(CHARACTERS), strict=True)))
#: Exponents from -36 to 36 by their character.
NEAR: Final = {
    character: place - len(CHARACTERS) // 2
    for place, character in enumerate(CHARACTERS)
    if character not in {FIRST, LAST}
}
OF_EXPONENT: Final = {exponent: character for character, exponent in NEAR.items()}
TEXT: Final = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
KEYS: Final = sa.table("new_keys", sa.column("old"), sa.column("new"))


def upgrade() -> None:
    rewrite(lambda key: short_key(number_of(key)))
    for name in () if on_sqlite() else GROWING:
        op.execute(f"ALTER INDEX {name} SET (fillfactor = 100)")


def downgrade() -> None:
    rewrite(lambda key: long_key(number_of_short(key)))
    for name in () if on_sqlite() else GROWING:
        op.execute(f"ALTER INDEX {name} RESET (fillfactor)")


def rewrite(renew: Callable[[str], str]) -> None:
    """Replace all keys of observations, and remove what is computed from them."""
    for table in ("comparison_documents", "comparisons", "restatements"):
        op.execute(f"DELETE FROM {table}")  # noqa: S608 # our names
    op.execute("UPDATE state SET comparison_version = ''")
    op.create_table(
        KEYS.name, sa.Column("old", TEXT, primary_key=True), sa.Column("new", TEXT, nullable=False)
    )
    every = " UNION ".join(f"SELECT {name} FROM observations" for name in COLUMNS)  # noqa: S608 # our names
    known = op.get_bind().execute(sa.text(every)).scalars().all()
    op.bulk_insert(KEYS, [{"old": key, "new": renew(key)} for key in known])
    if on_sqlite():
        update()
    else:
        replace_columns()
    op.drop_table(KEYS.name)


def update() -> None:
    for name in COLUMNS:
        op.drop_index(f"ix_observations_{name}_key", table_name="observations")
    cells = (f"{name} = (SELECT new FROM new_keys WHERE old = {name})" for name in COLUMNS)  # noqa: S608 # our names
    op.execute(f"UPDATE observations SET {', '.join(cells)}")  # noqa: S608 # our names
    for name in COLUMNS:
        # On SQLite the key is the rowid, which each index has.
        op.create_index(f"ix_observations_{name}_key", "observations", [name])


def replace_columns() -> None:
    """Write table and indexes once; an update would leave the old rows in them."""
    op.execute(
        "CREATE FUNCTION new_key(text) RETURNS text LANGUAGE sql STABLE "
        "AS 'SELECT new FROM new_keys WHERE old = $1 COLLATE \"C\"'"
    )
    kind = 'TYPE text COLLATE "C"'
    changed = (f"ALTER COLUMN {name} {kind} USING new_key({name})" for name in COLUMNS)
    op.execute(f"ALTER TABLE observations {', '.join(changed)}")
    op.execute("DROP FUNCTION new_key(text)")


def on_sqlite() -> bool:
    return op.get_context().dialect.name == "sqlite"


def long_key(value: Decimal) -> str:
    """The key of a number with five digits for the exponent."""
    if not value:
        return ZERO
    magnitude = f"{value.adjusted() + OFFSET:05d}{digits_of(value)}"
    return f"0{magnitude.translate(COMPLEMENT)}~" if value < 0 else f"2{magnitude}"


def short_key(value: Decimal) -> str:
    """The key of a number with one character for the exponent, or six if it is far from zero."""
    if not value:
        return ZERO
    exponent = value.adjusted()
    far = f"{LAST if exponent > 0 else FIRST}{exponent + OFFSET:05d}"
    magnitude = OF_EXPONENT.get(exponent, far) + digits_of(value)
    return f"0{magnitude.translate(SHORT_COMPLEMENT)}~" if value < 0 else f"2{magnitude}"


def number_of(key: str) -> Decimal:
    """The number of a key that ``long_key`` made."""
    if key == ZERO:
        return Decimal(0)
    negative = key.startswith("0")
    magnitude = key[1:-1].translate(COMPLEMENT) if negative else key[1:]
    return made(negative, int(magnitude[:5]) - OFFSET, magnitude[5:])


def number_of_short(key: str) -> Decimal:
    """The number of a key that ``short_key`` made."""
    if key == ZERO:
        return Decimal(0)
    negative = key.startswith("0")
    magnitude = key[1:-1].translate(SHORT_COMPLEMENT) if negative else key[1:]
    if magnitude[0] in NEAR:
        return made(negative, NEAR[magnitude[0]], magnitude[1:])
    return made(negative, int(magnitude[1:6]) - OFFSET, magnitude[6:])


def digits_of(value: Decimal) -> str:
    return "".join(map(str, value.as_tuple().digits)).rstrip("0")


def made(negative: bool, exponent: int, digits: str) -> Decimal:
    """The number with these digits, the first of which has this exponent."""
    return Decimal((int(negative), tuple(map(int, digits)), exponent - len(digits) + 1))
