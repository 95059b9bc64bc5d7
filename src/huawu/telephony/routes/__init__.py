"""Telephony over HTTP, by use case."""

from fastapi import APIRouter

from huawu.telephony.routes import (
    conferences,
    control,
    extensions,
    mail,
    mailboxes,
    own_address,
    phones,
    recordings,
    test_calls,
    words,
)
from huawu.telephony.routes.conferences import Conferences
from huawu.telephony.routes.mail import MailWay
from huawu.telephony.routes.recordings import Shelf
from huawu.telephony.routes.words import said_in

router = APIRouter(prefix="/api")
CALLS = (recordings, words, test_calls, phones, control)
PARTS = (*CALLS, extensions, mailboxes, own_address, mail, conferences)
for part in PARTS:
    router.include_router(part.router)

__all__ = ["Conferences", "MailWay", "Shelf", "router", "said_in"]
