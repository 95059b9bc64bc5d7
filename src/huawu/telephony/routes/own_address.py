"""The own mail address at which an owner is told of messages. It is told once a code that was sent there has
been typed in."""

from fastapi import APIRouter

from huawu.platform.ids import Id, new_id
from huawu.platform.mail import Letter, MailFailed
from huawu.platform.refusals import Invalid, NotAllowed, Unavailable
from huawu.platform.web.place import Here, Place
from huawu.platform.web.signed_in import Person, SignedIn
from huawu.platform.words import say
from huawu.telephony import service
from huawu.telephony.queries import mailboxes as queries
from huawu.telephony.queries import mails
from huawu.telephony.routes.mail import Way
from huawu.telephony.schemas.mailboxes import AddressAsked, CodeTyped, MailboxId, OwnAddress

router = APIRouter(prefix="/mailboxes/{mailbox}/address", tags=["mailboxes"])


@router.get("")
async def show_own_address(mailbox: MailboxId, person: Person, place: Here) -> OwnAddress:
    """Where the owner is told of messages; nobody else sees it."""
    return await _shown(place, await _owner(place, person, mailbox), mailbox)


@router.put("")
async def want_own_address(
    mailbox: MailboxId, body: AddressAsked, person: Person, place: Here, way: Way
) -> OwnAddress:
    """Be told at this address from when the code is typed in that is sent there now."""
    agent = await _allowed(place, person, mailbox)
    async with place.sessions() as session:
        server = await mails.server_of(session, place.site)
    if server is None:
        raise Unavailable("voicemail_address.no_server")
    async with place.work(person.actor) as work:
        wanted = await service.want_address(work, agent, body.address)
    words = {"code": wanted.code, "box": mailbox}
    subject, text = (
        say(f"voicemail_address.{each}", person.locale, words).title for each in ("subject", "text")
    )
    try:
        await way.out(server).send(Letter(new_id(), wanted.address, subject, text, place.clock()))
    except MailFailed as failed:  # what the server said is for administrators
        async with place.work(person.actor) as work:
            await service.forget_code(work, agent)
        raise Unavailable("voicemail_address.not_sent") from failed
    return await _shown(place, agent, mailbox)


@router.post("/confirm")
async def confirm_own_address(mailbox: MailboxId, body: CodeTyped, person: Person, place: Here) -> OwnAddress:
    """Type in the code that the letter brought."""
    agent = await _allowed(place, person, mailbox)
    async with place.work(person.actor) as work:
        came = await service.confirm_address(work, agent, body.code)
    if came == service.WRONG:
        raise Invalid("voicemail_address.wrong_code")
    if came == service.OVER:
        raise Invalid("voicemail_address.code_over")
    return await _shown(place, agent, mailbox)


@router.delete("")
async def drop_own_address(mailbox: MailboxId, person: Person, place: Here) -> OwnAddress:
    """Be told at no address of one's own any more."""
    agent = await _owner(place, person, mailbox)
    async with place.work(person.actor) as work:
        await service.drop_address(work, agent)
    return await _shown(place, agent, mailbox)


async def _owner(place: Place, person: SignedIn, mailbox: str) -> Id:
    async with place.sessions() as session:
        if person.agent is None or not await queries.is_owner(session, person, mailbox):
            raise NotAllowed("voicemail.not_yours")
    return person.agent


async def _allowed(place: Place, person: SignedIn, mailbox: str) -> Id:
    """The owner, who may set an address of their own."""
    agent = await _owner(place, person, mailbox)
    async with place.sessions() as session:
        if not await mails.own_allowed(session, place.site):
            raise NotAllowed("voicemail_address.forbidden")
    return agent


async def _shown(place: Place, agent: Id, mailbox: str) -> OwnAddress:
    async with place.sessions() as session:
        return await mails.own_address(session, place.site, agent, mailbox, place.clock())
