"""What asking a model returns: a reply, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from app.asking.requests import Request


@dataclass(frozen=True, slots=True)
class Reply:
    """What the model wrote, and the tokens that this took, as the server counts them or else estimated."""

    content: str
    sent: int
    received: int


class ChatError(Exception):
    """A request got no answer; the message says why. With ``final`` no other request would get one."""

    def __init__(self, message: str, *, final: bool = False) -> None:
        super().__init__(message)
        self.final = final


class Asks(Protocol):
    """Whom to ask."""

    def ask(self, request: Request) -> Reply:
        """The reply to a request.

        Raises:
            ChatError: there is none.
            SpentError: the budget does not allow the request.
        """
        ...
