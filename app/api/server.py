"""How uvicorn serves the application: its limits, in one place."""

from __future__ import annotations

import asyncio
import socket
from types import FrameType
from typing import Any, Final

import uvicorn

from app.api.connection import Connection
from app.api.logs import JSON_LOGS

#: Connections at the same time; more are answered 503 by uvicorn.
CONNECTIONS: Final = 800
#: Seconds in which streams may end after SIGTERM; then they are cut.
GRACE_SECONDS: Final = 15


def server_config(app: Any, *, json_logs: bool = False, **more: Any) -> uvicorn.Config:  # noqa: ANN401 # uvicorn's
    """The configuration of a server for ``app``, an application or the address of its factory."""
    if json_logs:
        more["log_config"] = JSON_LOGS
    return uvicorn.Config(
        app,
        http=Connection,
        ws="none",
        # At this level no access is shown, but each would be written out first.
        log_level="warning",
        access_log=False,
        server_header=False,
        limit_concurrency=CONNECTIONS,
        timeout_graceful_shutdown=GRACE_SECONDS,
        **more,
    )


class Server(uvicorn.Server):
    """A server that a second signal ends at once; uvicorn takes a second SIGTERM as the first."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to end, or end at once."""
        self.force_exit = self.should_exit
        super().handle_exit(sig, frame)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Wait for answers, then cut what is left: uvicorn leaves connections open that nobody reads."""
        await super().shutdown(sockets)
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        # Each learns of its end in the next turn of the loop.
        await asyncio.sleep(0.01)
