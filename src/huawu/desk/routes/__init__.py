"""The desk over HTTP, by use case."""

from fastapi import APIRouter

from huawu.desk.routes import callbacks, day, drafts, pop

router = APIRouter(prefix="/api")
for part in (pop, drafts, day, callbacks):
    router.include_router(part.router)

__all__ = ["router"]
