"""The desk over HTTP, by use case."""

from fastapi import APIRouter

from huawu.desk.routes import (
    callbacks,
    day,
    dialling,
    drafts,
    identity,
    pop,
    readiness,
    saying,
    scripts,
    waiting,
)

router = APIRouter(prefix="/api")
for part in (pop, identity, drafts, day, callbacks, waiting, dialling, scripts, saying, readiness):
    router.include_router(part.router)

__all__ = ["router"]
