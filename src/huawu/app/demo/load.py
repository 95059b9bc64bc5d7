"""Loads the demonstration in one Work: all of it, or nothing."""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from huawu.app import config_checks, site_plan
from huawu.app.demo.cases import write_cases
from huawu.app.demo.centre import CONFIGURATION, leading_outside
from huawu.app.demo.history import Fact, past
from huawu.app.demo.known import welcome
from huawu.app.demo.own_prompts import keep_prompts
from huawu.app.demo.promises import promise
from huawu.app.demo.scripts import write_library
from huawu.app.demo.slips import take_messages
from huawu.app.demo.staff import STAFF, Worker
from huawu.app.demo.tickets import open_tickets
from huawu.interactions.events import InteractionEnded, InteractionStarted, SegmentClosed
from huawu.interactions.models import Interaction, Segment, WrapUp
from huawu.interactions.types import WrapUpRecord
from huawu.people import queries as people_queries
from huawu.people import service as people
from huawu.people.types import NewAgent, NewUser
from huawu.platform import config
from huawu.platform.clock import Clock, system_clock
from huawu.platform.codes import spoken_code
from huawu.platform.database import Sessions
from huawu.platform.days import day_start
from huawu.platform.dice import seeded
from huawu.platform.ids import Id
from huawu.platform.settings import Settings
from huawu.platform.work import Work, work
from huawu.speech.service import OwnSounds

SIGN_INS = "demo-signins.json"


@dataclass(slots=True)
class SignIns:
    """What the installation's person is told: passwords and phone secrets, known nowhere else."""

    people: list[dict[str, Any]] = field(default_factory=list)
    phones: list[dict[str, Any]] = field(default_factory=list)

    def write(self, key_dir: Path) -> None:
        """Keep them in the key folder, for its owner's eyes only."""
        key_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = key_dir / f".{SIGN_INS}.{os.getpid()}"
        text = json.dumps({"people": self.people, "phones": self.phones}, ensure_ascii=False, indent=1)
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(text)
        fresh.rename(key_dir / SIGN_INS)


async def load(sessions: Sessions, settings: Settings, clock: Clock = system_clock) -> bool:
    """Load it into an empty database. False, and nothing is changed, when there is anybody already."""
    config_checks.install()
    told = SignIns()
    async with work(sessions, site=settings.site, clock=clock) as w:
        if await people_queries.anybody(w.session):
            return False
        await _configure(w, settings)
        seats: dict[str, list[Id]] = {}
        for worker in STAFF:
            agent = await _hire(w, worker, told)
            for queue in worker.queues if agent else ():
                seats.setdefault(queue, []).append(agent)
        accounts = {each.login: each for each in await people_queries.accounts(w.session)}
        numbers = await welcome(w, accounts)
        today = day_start(w.now, site_plan.ZONE, site_plan.DAY_STARTS_HOUR)
        behind = past(seeded("history"), before=today, callers=numbers, seats=seats)
        await remember(w, behind.facts, behind.wrap_ups)
        await promise(w, behind)
        await _write_library(w)
        await take_messages(w)
        await open_tickets(w, behind)
        await write_cases(w, settings.attachments_dir)
        told.write(settings.key_dir)
    return True


async def _configure(work: Work, settings: Settings) -> None:
    bodies = {(kind, key): body for kind, items in CONFIGURATION.items() for key, body in items.items()}
    bodies["trunk", "loopback"] = leading_outside(settings.sip_port)
    bodies |= keep_prompts(OwnSounds(settings.prompts_dir))
    await config.save_drafts(work, bodies)
    await config.publish(work, note="demonstration")


async def _hire(work: Work, worker: Worker, told: SignIns) -> Id:
    """Make the user and, for those with an extension, the agent. Returns the agent or ""."""
    password, secret = people.first_password(worker.login), spoken_code()
    name = {"zh": worker.zh, "en": worker.en}
    user = await people.create_user(work, NewUser(worker.login, password, name, worker.roles))
    told.people.append(
        {"login": worker.login, "password": password, "name": name, "roles": list(worker.roles)}
    )
    if not worker.extension:
        return ""
    told.phones.append(
        {
            "extension": worker.extension,
            "sip_secret": secret,
            "name": name,
            "agent": worker.number,
            "login": worker.login,
        }
    )
    return await people.create_agent(
        work,
        NewAgent(
            user=user,
            number=worker.number,
            name=name,
            extension=worker.extension,
            sip_password=secret,
            queues=worker.queues,
            skills=worker.skills,
        ),
    )


async def _write_library(work: Work) -> None:
    """One team leader has written the scripts, the other one has approved them."""
    users = {each.login: each.user for each in await people_queries.accounts(work.session) if each.user}
    await write_library(work, writer=users["chen"] or "", approver=users["liu"] or "")


async def remember(work: Work, facts: Sequence[Fact], wrap_ups: Sequence[WrapUpRecord]) -> None:
    """Write facts and wrap-ups into the books, as the writer does."""
    rows: dict[Id, dict[str, Any]] = {}
    segments: list[dict[str, Any]] = []
    for fact in facts:
        _row(fact, work.site, rows, segments)
    if rows:
        await work.session.execute(insert(Interaction), list(rows.values()))
        await work.session.execute(insert(Segment), segments)
    said = [
        {
            "id": w.id,
            "interaction": w.interaction,
            "site_id": work.site,
            "agent": w.agent,
            "type": w.type,
            "result": w.result,
            "note": w.note,
            "at": w.at,
        }
        for w in wrap_ups
    ]
    if said:
        await work.session.execute(insert(WrapUp), said)


def _row(fact: Fact, site: str, rows: dict[Id, dict[str, Any]], segments: list[dict[str, Any]]) -> None:
    """As the writer makes rows of the live process's facts."""
    match fact:
        case InteractionStarted():
            rows[fact.interaction] = {
                "id": fact.interaction,
                "site_id": site,
                "channel": fact.channel,
                "direction": fact.direction,
                "number": fact.number,
                "caller": fact.caller,
                "caller_name": fact.caller_name,
                "trunk": fact.trunk,
                "started_at": fact.started_at,
            }
        case InteractionEnded():
            rows[fact.interaction] |= {
                "ended_at": fact.ended_at,
                "ended_by": fact.by,
                "cause": fact.cause,
                "queue": fact.queue,
                "agent": fact.agent,
                "answered_at": fact.answered_at,
            }
        case SegmentClosed():
            segments.append(
                {
                    "id": fact.segment,
                    "interaction": fact.interaction,
                    "site_id": site,
                    "role": fact.role,
                    "agent": fact.agent,
                    "queue": fact.queue,
                    "started_at": fact.started_at,
                    "ended_at": fact.ended_at,
                    "ending": fact.end,
                }
            )
