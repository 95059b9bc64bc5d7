"""Whether calls can be taken. `live` answers this itself on the public port; here is the web process's
own word.
"""

import asyncio
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from huawu.app.live_client import LiveClient
from huawu.platform.refusals import Refusal
from huawu.platform.web.place import Place
from huawu.platform.web.ports import provided
from huawu.telephony.queries import space_of
from huawu.telephony.routes import Shelf

router = APIRouter(tags=["health"])


@router.get("/health", include_in_schema=False)
async def show_health(request: Request) -> JSONResponse:
    """Live's health when it can be reached; ours in any case. Needs no session."""
    place: Place = provided(request.app, Place)
    live: LiveClient = provided(request.app, LiveClient)
    health: dict[str, Any] = {"status": "starting", "live": False, "media": []}
    try:
        health = {**health, **await live.health()}
    except Refusal as refusal:
        health["why"] = refusal.key
    health["web"] = True
    health["database"] = await _database_answers(place)
    space = await asyncio.to_thread(space_of, provided(request.app, Shelf).folder)
    health["recordings"] = {"room": space.state, "free_percent": space.free_percent}
    return JSONResponse(health, 200 if health["status"] == "ok" else 503)


async def _database_answers(place: Place) -> bool:
    try:
        async with asyncio.timeout(2), place.sessions() as session:
            await session.execute(text("SELECT 1"))
    except (SQLAlchemyError, OSError, TimeoutError):
        return False
    return True
