"""What is kept with a case, over HTTP: files."""

from fastapi import APIRouter

from huawu.cases.routes import attaching

router = APIRouter()
router.include_router(attaching.router)
