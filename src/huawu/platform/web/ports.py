"""Parts that a route asks for by their Protocol and that `app` provides: the upward way of the house.

provide(app, Desk, live_client)
DeskPort = Annotated[Desk, Depends(port(Desk))]
"""

from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import FastAPI
from starlette.requests import HTTPConnection


def provide(app: FastAPI, kind: Any, part: Any) -> None:  # noqa: ANN401 - a Protocol and what fills it
    """Fill a port of the application."""
    if not hasattr(app.state, "ports"):
        app.state.ports = {}
    app.state.ports[kind] = part


def provided(app: Any, kind: Any) -> Any:  # noqa: ANN401 - typed by whoever asks
    """What fills a port. KeyError when nothing was provided: a mistake in the wiring."""
    return app.state.ports[kind]


def port(kind: Any) -> Callable[[HTTPConnection], Awaitable[Any]]:  # noqa: ANN401 - typed by the Annotated around it
    """A FastAPI dependency that gives what fills `kind`. A coroutine: FastAPI gives plain functions to a
    thread, and each request would wait for several."""

    async def find(request: HTTPConnection) -> Any:  # noqa: ANN401
        return provided(request.app, kind)

    return find
