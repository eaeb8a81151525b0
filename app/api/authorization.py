"""Who may correct observations: those who have the review token of the service."""

from __future__ import annotations

from secrets import compare_digest

from fastapi import Request

from app.api.problems import DETAILS, ProblemError

SCHEME = "Bearer"


def authorize(request: Request) -> None:
    """Return if the request has the review token.

    Raises:
        ProblemError: 401 without a token, 403 with another one.
    """
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != SCHEME.lower() or not token:
        raise ProblemError(401, DETAILS[401], headers={"WWW-Authenticate": f'{SCHEME} realm="zhibiao"'})
    if not is_review_token(request, token.strip()):
        raise ProblemError(403, DETAILS[403])


def is_review_token(request: Request, token: str) -> bool:
    """Whether this is the review token; takes as long for every wrong one."""
    expected: str = request.app.state.review_token
    return bool(expected) and compare_digest(token.encode("utf-8", "replace"), expected.encode())
