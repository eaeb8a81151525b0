"""Parameters of a rule: tax rates, limits, fees."""

from __future__ import annotations

import re

from app.extraction.rejecting.surroundings import Surroundings
from app.extraction.rules import rule

PARAMETER = re.compile(r"减按$|(?:税率|税负率|起征点|征收率|准备金率|费率)[^，。；]{0,16}$")
PARAMETER_BEHIND = re.compile(r"(?:的?征收|[^，。；]{0,3}(?:税率|费率|征收率|一档))")


@rule("reject.parameter")
def parameter(around: Surroundings) -> str | None:
    """Parameters of a rule: 税率由16%降至13%, 现行16%的税率, 起征点提高到10万元."""
    return "policy" if PARAMETER.search(around.before) or PARAMETER_BEHIND.match(around.after) else None
