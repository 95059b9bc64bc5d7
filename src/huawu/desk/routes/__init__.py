"""The desk over HTTP, by use case."""

from fastapi import APIRouter

from huawu.desk.routes import callbacks, day, dialling, drafts, pop

router = APIRouter(prefix="/api")
for part in (pop, drafts, day, callbacks, dialling):
    router.include_router(part.router)

__all__ = ["router"]
