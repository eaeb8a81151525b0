"""Connects Alembic to the database: with the connection of `zhibiao migrate`, or the configured address."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection

from app.config import load_settings
from app.store.connections.session import Database
from app.store.rows.tables import Base


def run(connection: Connection) -> None:
    """Run the missing migrations. SQLite can't alter most things in place, so batch mode copies tables."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        # Everything runs in the caller's transaction: a migration that fails leaves nothing behind.
        transactional_ddl=True,
    )
    context.run_migrations()


if context.is_offline_mode():
    raise SystemExit("Migrations need a database to look at; run them without --sql.")

given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with Database(load_settings().database_url).writing() as own:
        run(own)
