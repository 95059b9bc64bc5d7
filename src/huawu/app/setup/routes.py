"""The wizard's way in. Open only while nobody is there, and only for who has the code."""

from dataclasses import dataclass, field
from math import ceil
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response

from huawu.app import site_plan
from huawu.app.live_client import LiveClient
from huawu.app.setup import code, founding
from huawu.app.setup.asked import CentreAsked, CentreMade, CodeAsked, PartsAsked, SetupShown
from huawu.people import service as people
from huawu.platform.clock import Clock
from huawu.platform.refusals import NotAllowed, Refusal, TooMany
from huawu.platform.settings import Settings
from huawu.platform.web.edge import client_address
from huawu.platform.web.limits import Rate, Throttle
from huawu.platform.web.place import Here
from huawu.platform.web.ports import port
from huawu.platform.web.signed_in import keep_cookie, refuse_strange_pages

router = APIRouter(prefix="/api/setup", tags=["setup"])
Live = Annotated[LiveClient, Depends(port(LiveClient))]


@dataclass(frozen=True)
class Door:
    """Where the code is kept, and how often somebody may try one: few from one address, not many at all."""

    settings: Settings
    clock: Clock
    _addresses: Throttle = field(init=False)
    _all: Throttle = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_addresses", Throttle(Rate(per_second=1 / 30, burst=5), self.clock))
        object.__setattr__(self, "_all", Throttle(Rate(per_second=1 / 5, burst=20), self.clock))

    def count(self, address: str) -> None:
        """Count one try of a code. Refused when there were too many."""
        if wait := max(self._addresses.take(address), self._all.take("all")):
            raise TooMany("setup.too_many", retry_after_seconds=ceil(wait))

    def admitted(self, request: Request) -> bool:
        return code.is_admitted(self.settings, request.cookies.get(code.COOKIE, ""), self.clock())


AtTheDoor = Annotated[Door, Depends(port(Door))]


async def _only_while_open(place: Here) -> None:
    if not await founding.is_open(place):
        raise Refusal("setup.closed")


async def _only_admitted(request: Request, door: AtTheDoor) -> None:
    if not door.admitted(request):
        raise NotAllowed("setup.code_needed")


_ENTERING = [Depends(refuse_strange_pages), Depends(_only_while_open)]
_INSIDE = [*_ENTERING, Depends(_only_admitted)]


@router.get("")
async def show_setup(request: Request, place: Here, door: AtTheDoor) -> SetupShown:
    """Whether the installation waits to be set up."""
    is_open = await founding.is_open(place)
    return SetupShown(open=is_open, admitted=is_open and door.admitted(request))


@router.post("/code", status_code=204, dependencies=_ENTERING)
async def enter_setup(body: CodeAsked, request: Request, response: Response, door: AtTheDoor) -> None:
    """Give the code that `huawu up` printed. The way in is in the cookie of the answer."""
    door.count(client_address(dict(request.scope), dict(request.headers)))
    response.set_cookie(
        code.COOKIE,
        code.admit(door.settings, body.code, door.clock),
        max_age=code.ADMITTED_SECONDS,
        httponly=True,
        samesite="strict",
        path="/api/setup",
        secure=request.headers.get("x-forwarded-proto", request.url.scheme) == "https",
    )


@router.post("/check", status_code=204, dependencies=_INSIDE)
async def check_setup(body: PartsAsked, place: Here) -> None:
    """Refuse what could not be set up, step by step. Nothing is kept."""
    await founding.try_out(place, body)


@router.post("", status_code=201, dependencies=_INSIDE)
async def set_up(
    body: CentreAsked, request: Request, response: Response, place: Here, door: AtTheDoor, live: Live
) -> CentreMade:
    """Set the installation up, publish it, and sign its administrator in."""
    number, phone = await founding.found(place, body)
    code.forget(door.settings)
    await site_plan.refresh(place)
    await live.config_changed()
    person = body.administrator
    entrance = await people.sign_in(place, person.login, person.password)
    keep_cookie(request, response, entrance.token, entrance.seconds)
    response.delete_cookie(code.COOKIE, path="/api/setup", httponly=True, samesite="strict")
    return CentreMade(number=number, phone=phone)
