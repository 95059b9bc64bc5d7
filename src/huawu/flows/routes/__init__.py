"""Flows over HTTP: what an editor needs (`editing`), where callers went (`walked`)."""

from fastapi import APIRouter

from huawu.flows.ports import Surroundings
from huawu.flows.routes import editing, walked

__all__ = ["Surroundings", "router"]

router = APIRouter(prefix="/api/flows", tags=["flows"])
router.include_router(editing.router)
router.include_router(walked.router)
