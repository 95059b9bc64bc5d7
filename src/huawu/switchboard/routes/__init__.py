"""The switchboard over HTTP: the directory, and messages for those who are away."""

from fastapi import APIRouter

from huawu.switchboard.queries import Directory
from huawu.switchboard.routes import directory, slips, ticket_uses, tickets

__all__ = ["Directory", "router"]

router = APIRouter(prefix="/api")
router.include_router(directory.router)
router.include_router(slips.router)
router.include_router(tickets.router)
router.include_router(ticket_uses.router)
