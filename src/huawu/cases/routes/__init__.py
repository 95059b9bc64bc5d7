"""Cases over HTTP: the list, one case, what is done with it."""

from fastapi import APIRouter

from huawu.cases.routes import (
    arranging,
    bulk,
    calming,
    changing,
    doing,
    emergencies,
    helping,
    incidents,
    judging,
    keeping,
    listing,
    receipts,
    suggesting,
    visiting,
)

router = APIRouter(prefix="/api", tags=["cases"])
router.include_router(doing.router)  # before one case: its paths are no ids
router.include_router(bulk.router)
router.include_router(suggesting.router)
router.include_router(arranging.router)
router.include_router(listing.router)
router.include_router(changing.router)
router.include_router(receipts.router)
router.include_router(keeping.router)
router.include_router(calming.router)
router.include_router(helping.router)
router.include_router(judging.router)
router.include_router(visiting.router)
router.include_router(emergencies.router)
router.include_router(incidents.router)
