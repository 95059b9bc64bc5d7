"""Every refusal and every failure leaves as problem+json (RFC 9457) in the user's language."""

import json
import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from sqlalchemy.exc import DBAPIError, InterfaceError
from starlette.exceptions import HTTPException as StarletteHTTPException

from huawu.platform.ipc import Closed
from huawu.platform.refusals import Refusal, Unavailable
from huawu.platform.web.traces import trace
from huawu.platform.words import preferred, say

log = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"
_STATUS_KEYS = {
    400: "request.not_json",
    404: "request.unknown_address",
    405: "request.wrong_method",
    413: "request.too_large",
    415: "request.wrong_content_type",
}
_MOST_ERRORS = 10


class Problem(BaseModel):
    """What went wrong, for people (`title`, `detail`) and for programs (`key`, `params`)."""

    type: str = Field(examples=["urn:huawu:agent.not_signed_in"])
    title: str
    status: int
    key: str
    params: dict[str, Any]
    detail: str


def problem(key: str, status: int, params: dict[str, Any], locale: str) -> dict[str, Any]:
    """The body of an answer that refuses."""
    said = say(key, locale, params)
    return Problem(
        type=f"urn:huawu:{key}", title=said.title, status=status, key=key, params=params, detail=said.detail
    ).model_dump(mode="json")


def locale_of(request: Request) -> str:
    """The signed-in user's language, else the browser's."""
    chosen: str | None = getattr(request.state, "locale", None)
    return chosen or preferred(request.headers.get("accept-language", ""))


def answer(request: Request, key: str, status: int, params: dict[str, Any] | None = None) -> JSONResponse:
    """A refusal as a response."""
    params = params or {}
    headers = {"retry-after": str(params["retry_after_seconds"])} if "retry_after_seconds" in params else None
    return JSONResponse(problem(key, status, params, locale_of(request)), status, headers, MEDIA_TYPE)


def raw_problem(key: str, status: int, accept_language: str, params: dict[str, Any] | None = None) -> bytes:
    """A refusal as bytes, for the layers outside FastAPI."""
    return json.dumps(problem(key, status, params or {}, preferred(accept_language))).encode()


def install(app: FastAPI) -> None:
    """Teach the application to answer refusals."""
    app.add_exception_handler(Refusal, _refused)
    app.add_exception_handler(RequestValidationError, _nonsense)
    app.add_exception_handler(StarletteHTTPException, _plain)
    app.add_exception_handler(Closed, _away)
    app.add_exception_handler(TimeoutError, _away)
    app.add_exception_handler(DBAPIError, _database)
    app.add_exception_handler(OSError, _database_away)


async def _refused(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Refusal)
    return answer(request, error.key, error.status, error.params)


async def _nonsense(request: Request, error: Exception) -> JSONResponse:
    """Says where and why, never what was sent: it may be somebody's number."""
    assert isinstance(error, RequestValidationError)
    found = [
        {"where": ".".join(str(part) for part in e["loc"])[:200], "what": str(e["type"])}
        for e in error.errors()[:_MOST_ERRORS]
    ]
    if any(e["what"] == "json_invalid" for e in found):
        return answer(request, "request.not_json", 400)
    return answer(request, "request.invalid", 422, {"errors": found})


async def _plain(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, StarletteHTTPException)
    return answer(request, _STATUS_KEYS.get(error.status_code, "request.refused"), error.status_code)


async def _away(request: Request, error: Exception) -> JSONResponse:
    return answer(request, "live.away", Unavailable.status)


async def _database(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, DBAPIError)
    if isinstance(error, InterfaceError) or error.connection_invalidated:
        return answer(request, "database.away", Unavailable.status)
    log.error("database refused a statement: %s", trace(error))
    return answer(request, "internal", 500)


async def _database_away(request: Request, error: Exception) -> JSONResponse:
    log.warning("a connection failed: %s", type(error).__name__)
    return answer(request, "database.away", Unavailable.status)
