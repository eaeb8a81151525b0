"""The reply of a model, and the error if there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from app.asking.requests import Request


@dataclass(frozen=True, slots=True)
class Reply:
    """The model's text, and the tokens used, as the server counts them or else as estimated."""

    content: str
    sent: int
    received: int


class ChatError(Exception):
    """A request got no answer; the message says why. If ``final``, no other request would get one."""

    def __init__(self, message: str, *, final: bool = False) -> None:
        super().__init__(message)
        self.final = final


class Asks(Protocol):
    """A client that asks a model."""

    def ask(self, request: Request) -> Reply:
        """The reply to a request.

        Raises:
            ChatError: there is no reply.
            SpentError: the budget does not allow the request.
        """
        ...
