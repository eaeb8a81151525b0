"""What is worked out from observations for the sake of asking: their series and the full-text index."""

from __future__ import annotations

from app.comparison import series
from app.store import observations, state
from app.store.session import Database

#: Rises with every change of what series, the tokens of words or the ranks of documents are.
INDEX_VERSION = "1"


def refresh_index(database: Database) -> None:
    """Work it out anew if it was by other rules, or never, in one transaction."""
    with database.reading() as connection:
        if state.index_version(connection) == INDEX_VERSION:
            return
    with database.writing() as connection:
        turn = state.begin_change(connection)
        observations.index_anew(connection, turn, series)
        state.set_index_version(connection, INDEX_VERSION)
        state.end_change(connection, turn)
