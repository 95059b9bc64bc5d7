"""What is kept with a case, over HTTP: files, remedies."""

from fastapi import APIRouter

from huawu.cases.routes import attaching, remedying

router = APIRouter()
router.include_router(attaching.router)
router.include_router(remedying.router)
