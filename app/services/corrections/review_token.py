"""The review token, which allows a client to correct observations over HTTP."""

from __future__ import annotations

from hmac import compare_digest, new


def is_token(expected: str, given: str) -> bool:
    """Whether a token equals the service's, which is never empty; compares in constant time."""
    return bool(expected) and compare_digest(given.encode("utf-8", "replace"), expected.encode())


def signed(token: str, purpose: str, text: str) -> str:
    """A hexadecimal signature of a text for one purpose; only those with the token can make it."""
    return new(token.encode(), f"{purpose}|{text}".encode("utf-8", "replace"), "sha256").hexdigest()
