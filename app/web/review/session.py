"""Who reviews: a signed cookie, given for the review token, and the token of its forms.

The cookie has the reader's name and when it ends, signed with the review token: another token ends all
sessions. Browsers send it to this site alone (SameSite=Strict), and no script can read it; forms repeat a
value that only pages of the session have.
"""

from __future__ import annotations

import hmac
import json
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from dataclasses import dataclass
from typing import Final

from fastapi import Request, Response

from app.services.corrections.review_token import is_token, signed

COOKIE: Final = "zhibiao_review"
SECONDS: Final = 12 * 60 * 60
MOST_CHARACTERS: Final = 100


@dataclass(frozen=True, slots=True)
class Session:
    """A reader's session: the name, and the value that its forms repeat."""

    reader_name: str
    form_token: str


def session_of(request: Request) -> Session | None:
    """The session of a request, if it has one that is signed and not over."""
    cookie = request.cookies.get(COOKIE, "")
    content, _, signature = cookie.partition(".")
    if not hmac.compare_digest(signature.encode(), _signed(request, "session", content).encode()):
        return None
    try:
        name, end = json.loads(urlsafe_b64decode(content.encode()))
    except (Error, ValueError):
        return None
    return Session(str(name), _signed(request, "form", cookie)) if end > time.time() else None


def start(request: Request, response: Response, reader_name: str) -> None:
    """Give the reader a session."""
    end = int(time.time()) + SECONDS
    content = urlsafe_b64encode(json.dumps([reader_name[:MOST_CHARACTERS], end]).encode()).decode()
    response.set_cookie(
        COOKIE,
        f"{content}.{_signed(request, 'session', content)}",
        max_age=SECONDS,
        path=_path(request),
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )


def stop(request: Request, response: Response) -> None:
    """End the session of a browser."""
    response.delete_cookie(COOKIE, path=_path(request), httponly=True, samesite="strict")


def is_of_session(session: Session, form_token: str) -> bool:
    """Whether a form comes from a page of the session."""
    return hmac.compare_digest(session.form_token.encode(), form_token.encode("utf-8", "replace"))


def has_token(request: Request, given: str) -> bool:
    """Whether somebody who enters knows the review token."""
    return is_token(request.app.state.review_token, given)


def _signed(request: Request, purpose: str, text: str) -> str:
    return signed(request.app.state.review_token, purpose, text)


def _path(request: Request) -> str:
    return f"{request.scope.get('root_path', '')}/"
