"""Authorization: only clients with the review token may correct observations and read private lists."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from fastapi import Request
from starlette.responses import Response

from app.api.edge.problems import DETAILS, ProblemError
from app.services.corrections.review_token import is_token
from app.store.declared.resources import LISTS

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


def guarded(answer: Callable[[Request, str], Response]) -> Callable[[Request, str], Response]:
    """Let only clients with the review token read private lists, and no cache store them.

    Args:
        answer: Responds to a request for the list with this name.
    """

    @wraps(answer)
    def guard(request: Request, name: str) -> Response:
        if not LISTS[name].private:
            return answer(request, name)
        authorize(request)
        response = answer(request, name)
        response.headers["Cache-Control"] = "no-store"
        return response

    return guard
