"""Telephony over HTTP, by use case."""

from fastapi import APIRouter

from huawu.telephony.routes import control, extensions, mailboxes, phones, recordings, test_calls
from huawu.telephony.routes.recordings import Shelf

router = APIRouter(prefix="/api")
for part in (recordings, test_calls, phones, control, extensions, mailboxes):
    router.include_router(part.router)

__all__ = ["Shelf", "router"]
