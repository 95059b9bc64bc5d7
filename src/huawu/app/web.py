"""The `web` process: the HTTP interface and the page, on a Unix socket that `live` passes requests to.

    python -m huawu.app.web

Stateless: it may be killed at any moment and started again; sessions are in the database.
"""

import logging
import os
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI
from fastapi.routing import APIRoute

from huawu.analytics import routes as analytics
from huawu.app import (
    config_checks,
    config_routes,
    duty_routes,
    health,
    history_routes,
    queue_routes,
    site_plan,
)
from huawu.app.abilities import moving
from huawu.app.abilities import routes as abilities
from huawu.app.accounts import routes as accounts
from huawu.app.answers import Answers, site_voice
from huawu.app.consequences import WrapUpConsequences
from huawu.app.customers_codes import codes_of
from huawu.app.customers_complaints import CustomersComplaints
from huawu.app.customers_in_use import CustomersInUse
from huawu.app.dial_by_name import DialByName
from huawu.app.flow_surroundings import Site
from huawu.app.live_client import Asking, Line, LiveClient
from huawu.app.overheard import CallWords
from huawu.app.postgres import database_url
from huawu.app.prompts import routes as prompts
from huawu.app.setup import routes as setup
from huawu.app.voices import routes as voices
from huawu.app.what_if import routes as what_if
from huawu.cases import routes as cases
from huawu.cases.ports import Overheard
from huawu.cases.service.files import CaseFiles
from huawu.customers import routes as customers
from huawu.customers.ports import Codes, Complaints, History, InUse, Knowledge, NoKnowledge, Users
from huawu.desk import routes as desk
from huawu.desk.ports import Dialling, LiveCalls, WaitingCallbacks
from huawu.flows import routes as flows
from huawu.interactions import routes as interactions
from huawu.interactions.config import ConfiguredTypes
from huawu.interactions.ports import Consequences, Decisions, Desk, WrapUpTypes
from huawu.interactions.queries.history import InteractionHistory
from huawu.people import routes as people
from huawu.people import service as people_service
from huawu.people.queries import UserNames
from huawu.people.service import SignInThrottle
from huawu.platform.clock import Clock, system_clock
from huawu.platform.database import Sessions, engine_for, sessions_for
from huawu.platform.garbage import collect_seldom
from huawu.platform.mail import Patience, mail_out, password_in
from huawu.platform.settings import Settings, from_environment
from huawu.platform.tasks import spawn
from huawu.platform.tickets import ticket_key
from huawu.platform.web import pages, problems
from huawu.platform.web.edge import Edge
from huawu.platform.web.place import Place, Premises
from huawu.platform.web.ports import provide, provided
from huawu.platform.web.signed_in import SignedIn, SignIns
from huawu.routing import routes as routing
from huawu.routing.ports import LiveAgents
from huawu.routing.queries.decisions import RoutingDecisions
from huawu.speech import routes as speech
from huawu.speech.ports import Tts
from huawu.speech.service import Folders, House, OwnSounds
from huawu.switchboard import routes as switchboard
from huawu.telephony import recordings
from huawu.telephony import routes as telephony
from huawu.telephony.ports.pages import CallControl, Extensions, Mailboxes, Phones

log = logging.getLogger(__name__)
PAGE = Path(__file__).parents[3] / "web" / "dist"
_ROOMS = (
    desk,
    cases,
    customers,
    interactions,
    people,
    flows,
    routing,
    telephony,
    switchboard,
    analytics,
    speech,
    what_if,
    history_routes,
    queue_routes,
    duty_routes,
    abilities,
    moving,
    accounts,
    prompts,
    voices,
    config_routes,
    setup,
)
"""In the order in which a request looks for its route: what is asked at every call comes first."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What the application is made of; tests bring their own."""

    sessions: Sessions
    live: Asking
    settings: Settings
    clock: Clock = system_clock
    page: Path = PAGE


class _SignIns:
    """Fills `SignIns` from the database."""

    def __init__(self, place: Place) -> None:
        self._place = place

    async def who(self, token_hash: str) -> SignedIn | None:
        return await people_service.who(self._place, token_hash)


def application(parts: Parts | None, *, lifespan: Callable[[FastAPI], Any] | None = None) -> FastAPI:
    """The FastAPI application. Without parts it only knows its own description (OpenAPI)."""
    config_checks.install()
    app = FastAPI(
        title="Huawu 话务",
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=lifespan,
        generate_unique_id_function=_operation_id,
        responses={
            "default": {
                "model": problems.Problem,
                "description": "A refusal",
                "content": {problems.MEDIA_TYPE: {}},
            }
        },
    )
    problems.install(app)
    for room in _ROOMS:
        app.include_router(room.router)
    app.include_router(health.router)
    if parts is not None:
        _provide(app, parts)
        pages.install(app, parts.page)
    app.add_middleware(Edge, clock=parts.clock if parts else system_clock)
    return app


def _provide(app: FastAPI, parts: Parts) -> None:
    premises = Premises(sip_port=parts.settings.sip_port)
    place = Place(parts.sessions, parts.settings.site, parts.clock, premises)
    live = LiveClient(parts.live)
    keys = recordings.FileKeyPort(parts.settings.key_dir)
    shelf = telephony.Shelf(parts.settings.recordings_dir, keys)
    house = House(Folders.of(parts.settings.data_dir, parts.settings.key_dir), clock=parts.clock)
    for kind, part in (
        (Place, place),
        (SignIns, _SignIns(place)),
        (SignInThrottle, SignInThrottle(parts.clock)),
        (people.TicketKey, people.TicketKey(ticket_key(parts.settings.key_dir))),
        (setup.Door, setup.Door(parts.settings, parts.clock)),
        (LiveClient, live),
        (LiveAgents, live),
        (Phones, live),
        (CallControl, live),
        (Extensions, live),
        (Mailboxes, live),
        (telephony.Conferences, live),
        (Desk, live),
        (LiveCalls, live),
        (Dialling, live),
        (WaitingCallbacks, live),
        (Consequences, WrapUpConsequences()),
        (flows.Surroundings, Site()),
        (Decisions, RoutingDecisions()),
        (WrapUpTypes, ConfiguredTypes(parts.settings.site)),
        (History, InteractionHistory()),
        (InUse, CustomersInUse()),
        (Complaints, CustomersComplaints()),
        (Knowledge, NoKnowledge()),
        (Codes, codes_of(place, parts.settings)),
        (Users, UserNames()),
        (switchboard.Directory, switchboard.Directory(parts.settings.site)),
        (telephony.MailWay, _mail_way(password_in(parts.settings.key_dir))),
        (House, house),
        (CaseFiles, CaseFiles(parts.settings.attachments_dir)),
        (prompts.Studio, prompts.Studio(OwnSounds(parts.settings.prompts_dir), _site_voice(place, house))),
        (telephony.Shelf, shelf),
        (Overheard, CallWords(shelf)),
    ):
        provide(app, kind, part)


def _site_voice(place: Place, house: House) -> Callable[[], Awaitable[Tts | None]]:
    """Who says texts at this site, by the plan in force; None: nobody."""

    async def voice() -> Tts | None:
        async with place.sessions() as session:
            await house.refresh(session, place.site)
        return house.engines().tts if house.speaks() else None

    return voice


def _mail_way(password: Callable[[], str]) -> telephony.MailWay:
    """Who tries it waits at the page: not for long."""
    patience = Patience(step=10.0, letter=20.0, whole=30.0)
    return telephony.MailWay(lambda server: mail_out(server, password, patience=patience), password)


def _operation_id(route: APIRoute) -> str:
    return route.name


def serving(settings: Settings) -> FastAPI:
    """The application with its real parts: the database, and the line to live."""
    engine = engine_for(database_url(settings), name="huawu web")
    line = Line(settings.socket("live"))

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        line.start()
        place = provided(app, Place)
        names = DialByName(provided(app, switchboard.Directory), place.sessions)
        answers = await Answers(names, site_voice(place, provided(app, House))).open(settings)
        reading = [
            spawn(site_plan.keep_fresh(place), name="what the site says of itself"),
            spawn(names.keep_fresh(), name="the directory for callers"),
        ]
        collect_seldom()
        yield
        for each in reading:
            each.cancel()
        answers.close()
        await line.stop()
        await provided(app, House).close()
        await engine.dispose()

    return application(Parts(sessions_for(engine), line, settings), lifespan=lifespan)


def main() -> None:
    """Serve until told to stop."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    settings = from_environment()
    server = uvicorn.Server(
        uvicorn.Config(
            serving(settings),
            loop="uvloop",
            http="httptools",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            log_config=None,
            timeout_graceful_shutdown=5,
        )
    )
    server.run(sockets=[listening(settings.socket("web"))])


def listening(path: Path) -> socket.socket:
    """A Unix socket that only our own account can reach: who asks through it is believed (`X-Huawu-Peer`)."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.unlink(missing_ok=True)
    made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    before = os.umask(0o177)
    try:
        made.bind(str(path))
    finally:
        os.umask(before)
    return made


if __name__ == "__main__":
    main()
