"""What is told by mail of messages in mailboxes: what a letter needs to know, and how letters fared."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.people import queries as people
from huawu.people.types import NUMBERS_SEE, AgentRecord
from huawu.platform import config
from huawu.platform.clock import Micros, as_datetime
from huawu.platform.ids import Id
from huawu.platform.mail import KIND, Server, server_from
from huawu.platform.mailed import Mailed, mailed_by, may_set_own
from huawu.platform.web.shapes import moment
from huawu.telephony.core.voicemail.box import DELETED, QUEUE, is_shared
from huawu.telephony.core.voicemail.notice import Reader, Told
from huawu.telephony.core.voicemail.own_address import CODE, holds
from huawu.telephony.models import VoicemailAddressRow, VoicemailMailRow, VoicemailRow
from huawu.telephony.schemas.mailboxes import OwnAddress

_ZONE, _LANGUAGE = "Asia/Shanghai", "zh-CN"
GIVEN_UP = "given_up"
_MOST_SHOWN = 20
_SITE = "site"
_KINDS = (KIND, _SITE, "queue", "extension")


@dataclass(frozen=True, slots=True)
class Task:
    """A letter that is to go out. `told` None: there is nothing to tell any more. `path`: of the sound."""

    state: str
    tries: int
    message: Id
    mailbox: str
    address: str
    told: Told | None
    reader: Reader
    mailed: Mailed
    server: Server | None
    path: str


def mailed_of(whole: dict[str, dict[str, Any]], mailbox: str) -> Mailed:
    """What a configuration says of mailing the messages of a mailbox."""
    kind, key = ("queue", mailbox.removeprefix(QUEUE)) if is_shared(mailbox) else ("extension", mailbox)
    return mailed_by(whole.get(kind, {}).get(key, {}))


async def arranged(session: AsyncSession, site: str) -> dict[str, dict[str, Any]]:
    """What is in force of mailing messages."""
    return await config.whole(session, site, kinds=_KINDS)


async def told_of(
    session: AsyncSession, whole: dict[str, dict[str, Any]], mailbox: str, house: list[AgentRecord]
) -> Mailed:
    """Who is to be told of messages in a mailbox, the owner at an address of their own included, where that
    is allowed. That one needs a server: where it was configured, none could be published without."""
    said = mailed_of(whole, mailbox)
    if not may_set_own(whole):
        return said
    owner = _owner(mailbox, house)
    own = await session.get(VoicemailAddressRow, owner.id) if owner is not None else None
    if own is None or own.address is None or not whole.get(KIND):
        return said
    known = {each.lower() for each in said.to}
    return said if own.address.lower() in known else replace(said, to=(*said.to, own.address))


async def own_address(session: AsyncSession, site: str, agent: Id, mailbox: str, now: Micros) -> OwnAddress:
    """The address that an agent has set themselves, or wants to."""
    whole = await arranged(session, site)
    row = await session.get(VoicemailAddressRow, agent)
    pending = row if row is not None and row.wanted and holds(now, row.asked_at, row.wrong) else None
    return OwnAddress(
        address=row.address if row is not None else None,
        wanted=pending.wanted if pending is not None else None,
        until=moment(pending.asked_at + CODE) if pending is not None else None,
        sound=mailed_of(whole, mailbox).sound,
        possible=bool(whole.get(KIND)),
        allowed=may_set_own(whole),
    )


async def own_allowed(session: AsyncSession, site: str) -> bool:
    """Whether owners may set an address of their own."""
    return may_set_own(await config.whole(session, site, kinds=(_SITE,)))


async def server_of(session: AsyncSession, site: str, *, drafts: bool = False) -> Server | None:
    """The mail server in force; with `drafts` the one that was saved and is not published, if there is."""
    whole = await config.whole(session, site, kinds=(KIND, _SITE))
    said = await config.drafted(session, site) if drafts else whole
    return _server(said.get(KIND, {}).get(KIND), whole)


async def task_of(session: AsyncSession, site: str, mail: Id) -> Task | None:
    """What a job is to do, by the configuration in force now. None: there is no such letter."""
    row = await session.get(VoicemailMailRow, mail)
    if row is None:
        return None
    whole = await arranged(session, site)
    message = await session.get(VoicemailRow, row.message)
    server = _server(whole.get(KIND, {}).get(KIND), whole)
    house = await people.directory(session)
    said = await told_of(session, whole, row.mailbox, house)
    reader = await _reader(session, row.mailbox, whole, house)
    told = None
    if message is not None and message.state != DELETED and row.address in said.to:
        known = {agent.extension for agent in house} | whole.get("extension", {}).keys()
        told = _told(message, whole, reader, page=server.page if server else "", house=known)
    path = message.path if message is not None else ""
    return Task(row.state, row.tries, row.message, row.mailbox, row.address, told, reader, said, server, path)


async def mails_of(session: AsyncSession, messages: Iterable[Id]) -> dict[Id, str]:
    """How the mails of these messages stand, of each the least good: given_up, waiting, sent."""
    row = VoicemailMailRow
    found = await session.execute(select(row.message, row.state).where(row.message.in_(list(messages))))
    order = [GIVEN_UP, "waiting", "sent"]
    worst: dict[Id, str] = {}
    for message, state in found.all():
        if state in order:
            before = worst.get(message, state)
            worst[message] = min(before, state, key=order.index)
    return worst


async def waiting_mails(session: AsyncSession, site: str) -> int:
    """How many letters are yet to go out."""
    row = VoicemailMailRow
    found = await session.execute(
        select(func.count()).select_from(row).where(row.site_id == site, row.state == "waiting")
    )
    return found.scalar_one()


async def failing_mails(session: AsyncSession, site: str, since: Micros) -> list[VoicemailMailRow]:
    """Letters whose latest try failed, those given up included, the newest first."""
    row = VoicemailMailRow
    failing = row.why.is_not(None) & row.state.in_([GIVEN_UP, "waiting"]) & (row.changed_at > since)
    found = await session.execute(
        select(row).where(row.site_id == site, failing).order_by(row.changed_at.desc()).limit(_MOST_SHOWN)
    )
    return list(found.scalars())


def _server(body: dict[str, Any] | None, whole: dict[str, dict[str, Any]]) -> Server | None:
    name = (_site(whole).get("name") or {}).get("zh", "")
    return server_from(body, name) if body else None


def _site(whole: dict[str, dict[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = whole.get("site", {}).get("site", {})
    return found


def _owner(mailbox: str, house: list[AgentRecord]) -> AgentRecord | None:
    return next((agent for agent in house if agent.extension == mailbox), None)


async def _reader(
    session: AsyncSession, mailbox: str, whole: dict[str, dict[str, Any]], house: list[AgentRecord]
) -> Reader:
    """An extension's owner; of what is nobody's the language is the site's, and no number is seen."""
    owner = _owner(mailbox, house)
    profile = await people.profile(session, owner.user) if owner is not None and owner.user else None
    if owner is None or profile is None:
        return Reader(language=_site(whole).get("language", _LANGUAGE))
    name = owner.name.get("zh", "")
    if profile.locale != _LANGUAGE:
        name = owner.name.get("en") or name
    return Reader(name, profile.locale, sees_numbers=NUMBERS_SEE in profile.permissions())


def _told(
    message: VoicemailRow, whole: dict[str, dict[str, Any]], reader: Reader, *, page: str, house: set[str]
) -> Told:
    shared = is_shared(message.mailbox)
    box = message.mailbox.removeprefix(QUEUE)
    if shared:
        name = whole.get("queue", {}).get(box, {}).get("name", {})
        box = name.get("en" if reader.language == "en-US" else "zh") or name.get("zh") or box
    return Told(
        message=message.id,
        box=box,
        shared=shared,
        caller=message.caller,
        caller_name=message.caller_name,
        inside=message.caller in house,
        at=message.left_at,
        local=as_datetime(message.left_at).astimezone(ZoneInfo(_site(whole).get("zone", _ZONE))),
        seconds=message.seconds,
        page=page,
    )
