"""The review token: whoever has it can correct observations over HTTP."""

from __future__ import annotations

from hmac import compare_digest, new


def is_token(expected: str, given: str) -> bool:
    """Whether the given token is the service's, which is never empty; takes as long for every wrong one."""
    return bool(expected) and compare_digest(given.encode("utf-8", "replace"), expected.encode())


def signed(token: str, purpose: str, text: str) -> str:
    """A signature of a text for one purpose, which only those with the token can make: hexadecimal."""
    return new(token.encode(), f"{purpose}|{text}".encode("utf-8", "replace"), "sha256").hexdigest()
