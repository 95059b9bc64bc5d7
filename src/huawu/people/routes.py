"""Signing in and out, one's own settings, and tickets for live screens."""

from dataclasses import dataclass
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from huawu.people import queries, service
from huawu.people.core.abilities import able
from huawu.people.schemas import (
    AbleAgent,
    AbleAgents,
    Credentials,
    LiveTicket,
    PasswordChange,
    Session,
    Settings,
    session_shown,
)
from huawu.people.service import SignInThrottle
from huawu.people.types import BOARD_SEE
from huawu.platform import tickets
from huawu.platform.ids import Id
from huawu.platform.refusals import NotSignedIn
from huawu.platform.web.edge import client_address
from huawu.platform.web.place import Here, Place, Working
from huawu.platform.web.ports import port
from huawu.platform.web.shapes import Words, moment
from huawu.platform.web.signed_in import (
    Person,
    csrf_of,
    drop_cookie,
    keep_cookie,
    refuse_strange_pages,
    token_of,
)

router = APIRouter(prefix="/api", tags=["people"])


@dataclass(frozen=True, slots=True)
class TicketKey:
    """The key that live screens' tickets are signed with."""

    key: bytes


@router.post("/session", status_code=201, dependencies=[Depends(refuse_strange_pages)])
async def sign_in(
    body: Credentials,
    request: Request,
    response: Response,
    place: Here,
    throttle: Annotated[SignInThrottle, Depends(port(SignInThrottle))],
) -> Session:
    """Sign in. The session is in the cookie of the answer."""
    one = throttle.attempt(body.login.strip(), client_address(dict(request.scope), dict(request.headers)))
    entrance = await service.sign_in(place, body.login, body.password)
    throttle.succeeded(one)
    keep_cookie(request, response, entrance.token, entrance.seconds)
    return await _session(place, entrance.user, entrance.token)


@router.get("/session")
async def show_session(request: Request, person: Person, place: Here) -> Session:
    """Who is signed in."""
    return await _session(place, person.user, token_of(request))


@router.patch("/session")
async def change_session(body: Settings, request: Request, person: Person, place: Here) -> Session:
    """Change the language or the look of one's own page."""
    async with place.work(person.actor) as work:
        await service.change_settings(work, person.user, locale=body.locale, theme=body.theme)
    return await _session(place, person.user, token_of(request))


@router.put("/session/password", status_code=204)
async def change_password(
    body: PasswordChange,
    request: Request,
    person: Person,
    place: Here,
    throttle: Annotated[SignInThrottle, Depends(port(SignInThrottle))],
) -> None:
    """Give oneself a new password; one's sessions elsewhere end."""
    one = throttle.attempt(person.user, client_address(dict(request.scope), dict(request.headers)))
    right = partial(throttle.succeeded, one)
    await service.change_password(place, person, body.current, body.new, right=right)


@router.delete("/session", status_code=204)
async def sign_out(request: Request, response: Response, person: Person, work: Working) -> None:
    """Sign out of the page."""
    await service.sign_out(work, person.session)
    drop_cookie(request, response)


@router.get("/live/ticket")
async def live_ticket(
    person: Person, place: Here, key: Annotated[TicketKey, Depends(port(TicketKey))]
) -> LiveTicket:
    """A ticket to open the live screen with."""
    person.require(BOARD_SEE)
    expires_at = place.clock() + tickets.LIFETIME
    ticket = tickets.Ticket(
        user=person.user,
        roles=person.roles,
        permissions=tuple(sorted(person.permissions)),
        agent=person.agent,
        expires_at=expires_at,
    )
    return LiveTicket(ticket=tickets.sign(ticket, key.key), expires_at=moment(expires_at))


@router.get("/agents/able")
async def list_able_agents(
    person: Person,
    place: Here,
    skill: Annotated[str, Query(pattern=r"^[0-9A-Za-z*#+._-]{1,64}$")] = "",
    language: Annotated[str, Query(pattern=r"^[A-Za-z-]{2,20}$")] = "",
) -> AbleAgents:
    """Who has a skill, or speaks a language (`en` is also who speaks `en-US`): experts, interpreters."""
    person.require(BOARD_SEE)
    async with place.sessions() as session:
        found = [(each, able(each.abilities, skill, language)) for each in await queries.directory(session)]
    best = sorted((pair for pair in found if pair[1]), key=lambda pair: (-pair[1], pair[0].number))
    return AbleAgents(
        items=[
            AbleAgent(
                id=each.id,
                number=each.number,
                extension=each.extension,
                name=Words.model_validate(each.name),
                level=level,
            )
            for each, level in best
        ]
    )


async def _session(place: Place, user: Id, token: str) -> Session:
    async with place.sessions() as session:
        profile = await queries.profile(session, user)
    if profile is None:
        raise NotSignedIn("session.needed")
    return session_shown(profile, csrf_of(token), place.premises)
