"""Mailboxes as live tells them, with the names and numbers that this person may see; and whose they are."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from huawu.customers.types import masked
from huawu.interactions.types import AgentBrief
from huawu.people import queries as people
from huawu.people.types import CALLS_SUPERVISE, NUMBERS_SEE, AgentName
from huawu.platform.config import published
from huawu.platform.ids import Id
from huawu.platform.web.shapes import Words, moment, moment_or_none
from huawu.platform.web.signed_in import SignedIn
from huawu.telephony.core.voicemail.box import DELETED, QUEUE, Message, is_shared
from huawu.telephony.models import VoicemailRow
from huawu.telephony.queries.mails import mails_of
from huawu.telephony.schemas.mailboxes import CallBackTo, MailboxBrief, MailboxShown, MessageShown


async def mailboxes_of(session: AsyncSession, person: SignedIn, site: str) -> dict[str, Words | None]:
    """The own extension's, those of the queues that the person serves; who leads: of every queue."""
    own = await people.agent_record(session, person.agent) if person.agent is not None else None
    queues = await published(session, site, "queue")
    found: dict[str, Words | None] = {own.extension: None} if own is not None and own.extension else {}
    for key in sorted(queues):
        if person.may(CALLS_SUPERVISE) or (own is not None and key in own.queues):
            found[f"{QUEUE}{key}"] = Words.model_validate(queues[key]["name"])
    return found


async def may_open(session: AsyncSession, person: SignedIn, site: str, mailbox: str) -> bool:
    """Whether this person may listen: an extension's owner, who serves or leads a queue; and, where an
    extension is nobody's, who leads."""
    if mailbox in await mailboxes_of(session, person, site):
        return True
    if is_shared(mailbox) or not person.may(CALLS_SUPERVISE):
        return False
    return all(each.extension != mailbox for each in await people.directory(session))


async def may_hear(session: AsyncSession, person: SignedIn, interaction: Id) -> bool:
    """Whether the caller of this contact left a message that this person may hear."""
    left = select(VoicemailRow.site_id, VoicemailRow.mailbox).where(VoicemailRow.interaction == interaction)
    for site, mailbox in (await session.execute(left)).all():
        if await may_open(session, person, site, mailbox):
            return True
    return False


async def is_owner(session: AsyncSession, person: SignedIn, mailbox: str) -> bool:
    """Whether it is the mailbox of this person's own extension."""
    own = await people.agent_record(session, person.agent) if person.agent is not None else None
    return own is not None and own.extension == mailbox


def briefs(counts: dict[str, Any], names: dict[str, Words | None]) -> list[MailboxBrief]:
    """In the order of the names."""
    return [
        MailboxBrief(mailbox=key, shared=is_shared(key), name=name, new=counts[key][0], old=counts[key][1])
        for key, name in names.items()
        if key in counts
    ]


async def mailbox_shown(
    session: AsyncSession, person: SignedIn, site: str, told: dict[str, Any]
) -> MailboxShown:
    """`told`: what `ports.pages.Mailboxes` answers."""
    names = await people.agent_names(session, {each["by"] for each in told["messages"]})
    house = {each.extension for each in await people.directory(session)}
    house |= (await published(session, site, "extension")).keys()
    mails = await mails_of(session, [each["id"] for each in told["messages"]])
    return MailboxShown(
        mailbox=told["mailbox"],
        shared=is_shared(told["mailbox"]),
        new=told["new"],
        old=told["old"],
        greeting=told["greeting"],
        pin=told["pin"],
        locked_until=moment_or_none(told["locked_until"]),
        messages=[
            _message(each, names, inside=each["caller"] in house, whole=person.may(NUMBERS_SEE)).model_copy(
                update={"mail": mails.get(each["id"])}
            )
            for each in told["messages"]
        ],
    )


def _message(told: dict[str, Any], names: dict[Id, AgentName], *, inside: bool, whole: bool) -> MessageShown:
    caller = told["caller"]
    shown = caller if whole or inside else masked(caller)
    found = names.get(told["by"] or "")
    by = None
    if found is not None:
        name = Words.model_validate(found.name)
        by = AgentBrief(id=found.id, number=found.number, extension=found.extension, name=name)
    return MessageShown(
        id=told["id"],
        interaction=told["call"],
        caller=shown,
        caller_name=told["caller_name"] if shown == caller else "",  # the number often stands in it
        number_masked=shown != caller,
        at=moment(told["at"]),
        seconds=told["seconds"],
        state=told["state"],
        by=by,
        changed_at=moment(told["changed_at"]),
        call_back=_call_back(told, inside=inside, whole=whole),
        mail=None,
    )


def _call_back(told: dict[str, Any], *, inside: bool, whole: bool) -> CallBackTo | None:
    if not told["caller"]:
        return None
    if inside:
        return CallBackTo(kind="extension", id=told["caller"])
    return CallBackTo(kind="number" if whole else "interaction", id=told["caller" if whole else "call"])


async def messages_kept(session: AsyncSession, site: str) -> list[Message]:
    """Every message that facts told of and nobody has deleted: for a live process whose books are gone."""
    row = VoicemailRow
    there = (row.site_id == site) & (row.state != DELETED) & row.removed_at.is_(None)
    found = await session.execute(select(row).where(there).order_by(row.left_at, row.id))
    return [
        Message(
            id=each.id,
            mailbox=each.mailbox,
            call=each.interaction,
            caller=each.caller,
            caller_name=each.caller_name,
            at=each.left_at,
            seconds=each.seconds,
            size=each.size,
            path=each.path,
            state=each.state,
            by=each.changed_by,
            changed_at=each.changed_at,
        )
        for each in found.scalars()
    ]
