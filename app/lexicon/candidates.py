"""The weights that rank candidates for doubtful names; ``python -m tests.fit --names`` fits them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from app.lexicon.tables import read_table


@cache
def load_candidate_weights() -> Mapping[str, int]:
    """The table ``candidate_points.csv``: hundredths of a logit by feature of a candidate."""
    return dict(
        read_table(
            "candidate_points",
            ("feature", "points", "note"),
            lambda feature, points, _note: (feature, int(points)),
        )
    )
