"""The configuration of uvicorn, with its limits."""

from __future__ import annotations

import asyncio
import socket
from types import FrameType
from typing import Any, Final

import uvicorn

from app.api.edge.connection import Connection
from app.api.edge.logs import JSON_LOGS

#: Open connections; uvicorn answers 503 to any more.
CONNECTIONS: Final = 800
#: Seconds that streams have to end after SIGTERM before they are cut.
GRACE_SECONDS: Final = 15
#: Seconds in which one of several processes must show that it lives; else it is killed and replaced.
#: Uvicorn's five are too few on a busy machine: loading the modules takes a process a second of CPU, and its
#: replacement begins again.
HEALTH_SECONDS: Final = 20


def server_config(app: Any, *, json_logs: bool = False, **more: Any) -> uvicorn.Config:  # noqa: ANN401 # uvicorn's
    """The configuration of a server for ``app``, an application or the address of its factory."""
    if json_logs:
        more["log_config"] = JSON_LOGS
    return uvicorn.Config(
        app,
        http=Connection,
        ws="none",
        # This level hides the access log, but uvicorn would still format each line.
        log_level="warning",
        access_log=False,
        server_header=False,
        limit_concurrency=CONNECTIONS,
        timeout_graceful_shutdown=GRACE_SECONDS,
        timeout_worker_healthcheck=HEALTH_SECONDS,
        **more,
    )


class Server(uvicorn.Server):
    """A server that a second signal ends at once; uvicorn treats a second SIGTERM like the first."""

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to shut down; at the second signal, exit at once."""
        self.force_exit = self.should_exit
        super().handle_exit(sig, frame)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Wait for responses, then cut the rest: uvicorn leaves connections open that nobody reads."""
        await super().shutdown(sockets)
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        # The connections are closed in the next iteration of the event loop.
        await asyncio.sleep(0.01)
