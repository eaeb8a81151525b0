"""Authorization: only clients with the review token may correct observations."""

from __future__ import annotations

from fastapi import Request

from app.api.problems import DETAILS, ProblemError
from app.services.review_token import is_token

SCHEME = "Bearer"


def authorize(request: Request) -> None:
    """Return if the request has the review token.

    Raises:
        ProblemError: 401 without a token, 403 with a wrong one.
    """
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != SCHEME.lower() or not token:
        raise ProblemError(401, DETAILS[401], headers={"WWW-Authenticate": f'{SCHEME} realm="zhibiao"'})
    if not is_token(request.app.state.review_token, token.strip()):
        raise ProblemError(403, DETAILS[403])
