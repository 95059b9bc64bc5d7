"""Mail that tells of messages: whether it goes out, and a letter to try it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends

from huawu.people.types import CONFIG_CHANGE
from huawu.platform.clock import SECOND
from huawu.platform.ids import new_id
from huawu.platform.mail import Letter, MailOut, Server, check_address
from huawu.platform.refusals import Unavailable
from huawu.platform.web.place import Here, Reading
from huawu.platform.web.ports import port
from huawu.platform.web.shapes import moment
from huawu.platform.web.signed_in import Person
from huawu.platform.words import say
from huawu.telephony.queries import mails
from huawu.telephony.schemas.mail import MailFailing, MailState, MailTried, TestMailAsked

router = APIRouter(prefix="/mail", tags=["mailboxes"])
_SHOWN_DAYS = 7


@dataclass(frozen=True, slots=True)
class MailWay:
    """How letters go out: `out` makes the way that a server needs, `password` reads its password."""

    out: Callable[[Server | None], MailOut]
    password: Callable[[], str]


Way = Annotated[MailWay, Depends(port(MailWay))]


@router.get("")
async def show_mail(person: Person, session: Reading, place: Here, way: Way) -> MailState:
    """Whether letters go out, and which did not in the last seven days."""
    person.require(CONFIG_CHANGE)
    server = await mails.server_of(session, place.site)
    failing = await mails.failing_mails(session, place.site, place.clock() - _SHOWN_DAYS * 86_400 * SECOND)
    return MailState(
        server=server is not None,
        password=bool(way.password()),
        waiting=await mails.waiting_mails(session, place.site),
        failing=[
            MailFailing(
                mailbox=row.mailbox,
                address=row.address,
                at=moment(row.changed_at),
                given_up=row.state == mails.GIVEN_UP,
                tries=row.tries,
                why=say(row.why or "", person.locale).title,
                said=f"{row.code or ''} {row.said}".strip(),
            )
            for row in failing
        ],
    )


@router.post("/test")
async def send_test_mail(body: TestMailAsked, person: Person, place: Here, way: Way) -> MailTried:
    """Send a letter by the server as it is set, a draft included. What the server refuses is answered with
    its words."""
    person.require(CONFIG_CHANGE)
    check_address(body.to)
    async with place.sessions() as session:
        server = await mails.server_of(session, place.site, drafts=True)
    if server is None:
        raise Unavailable("mail.no_server")
    subject, text = (say(f"mail_test.{each}", person.locale).title for each in ("subject", "text"))
    letter = Letter(new_id(), body.to, subject, text, place.clock())
    return MailTried(said=await way.out(server).send(letter))
