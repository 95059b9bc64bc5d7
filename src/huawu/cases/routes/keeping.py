"""What is kept with a case, over HTTP: files, remedies, what its customer was told, what is improved for its
sake; and who is told of it."""

from fastapi import APIRouter

from huawu.cases.routes import attaching, improving, noticing, remedying, telling

router = APIRouter()
router.include_router(attaching.router)
router.include_router(remedying.router)
router.include_router(telling.router)
router.include_router(noticing.router)
router.include_router(improving.router)
