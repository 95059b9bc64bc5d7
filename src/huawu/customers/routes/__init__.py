"""Customers over HTTP, by use case."""

from fastapi import APIRouter

from huawu.customers.routes import finding, knowing, marks, merging, reviewing, sheets, writing

router = APIRouter()
for part in (sheets, reviewing, knowing, finding, marks, merging, writing):
    router.include_router(part.router)

__all__ = ["router"]
