"""Making the centre: configuration, people and the first agent in one Work, or nothing."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from huawu.app.setup import starter
from huawu.app.setup.asked import AgentAsked, CentreAsked, PartsAsked, PersonAsked, PhoneMade
from huawu.people import queries
from huawu.people import service as people
from huawu.people.types import NewAgent, NewUser
from huawu.platform import config
from huawu.platform.ids import Id
from huawu.platform.refusals import Refusal
from huawu.platform.web.place import Place
from huawu.platform.work import SYSTEM, Work


async def is_open(place: Place) -> bool:
    """Whether there is nobody yet."""
    async with place.sessions() as session:
        return not await queries.anybody(session)


async def try_out(place: Place, asked: PartsAsked) -> None:
    """Refused as founding would be by what has been filled in so far. Nothing is kept."""
    async with place.sessions() as session:
        await session.begin()
        try:
            await _make(Work(session, place.clock(), SYSTEM, place.site), asked)
        finally:
            await session.rollback()


async def found(place: Place, asked: CentreAsked) -> tuple[int, PhoneMade]:
    """Make the centre. Returns the number of its configuration and the secret of its first phone.

    Refused when somebody is there already, also when two try at the same moment. A refusal says in `part`
    what it is about: company, line, administrator or agent.
    """
    async with place.work(SYSTEM) as work:
        secret = await _make(work, PartsAsked(**dict(asked)))
        number = await config.publish(work, note="first start")
    return number, PhoneMade(extension=asked.agent.extension, secret=secret)


async def _make(work: Work, asked: PartsAsked) -> str:
    await work.alone("huawu setup")
    if await queries.anybody(work.session):
        raise Refusal("setup.closed")
    language = asked.company.language if asked.company else "zh-CN"
    with _part("company"):
        if asked.company:
            await config.save_drafts(work, dict(starter.company_items(asked.company)))
    with _part("line"):
        if asked.line:
            await config.save_drafts(work, dict(starter.line_items(asked.line, language)))
    boss = ""
    with _part("administrator"):
        if asked.administrator:
            boss = await _user(work, asked.administrator, "administrator", language)
    with _part("agent"):
        return await _agent(work, asked.agent, boss, language) if asked.agent else ""


async def _user(work: Work, person: PersonAsked, role: str, language: str) -> Id:
    new = NewUser(person.login, person.password, person.name.model_dump(), (role,), language)
    return await people.create_user(work, new)


async def _agent(work: Work, agent: AgentAsked, boss: Id, language: str) -> str:
    """Make the agent. Returns the secret of the phone."""
    items, levels = starter.skill_items(agent.skills)
    if items:
        await config.save_drafts(work, dict(items))
    user, name = boss, None
    if agent.person:
        user, name = await _user(work, agent.person, "agent", language), agent.person.name
    if not user:
        return ""
    secret = secrets.token_urlsafe(15)
    await people.create_agent(
        work,
        NewAgent(
            user=user,
            number=agent.number,
            name=name.model_dump() if name else await queries.user_name(work.session, user),
            extension=agent.extension,
            sip_password=secret,
            queues=(starter.QUEUE,),
            skills=levels,
        ),
    )
    return secret


@contextmanager
def _part(name: str) -> Iterator[None]:
    """Let a refusal say which part of the wizard it is about."""
    try:
        yield
    except Refusal as refusal:
        refusal.params = {**refusal.params, "part": name}
        raise
