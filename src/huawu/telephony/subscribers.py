"""What telephony hears of what the live process tells: that a caller left a message, of which somebody wants
to be told by mail."""

from sqlalchemy.dialects.postgresql import insert as upsert

from huawu.people import queries as people
from huawu.platform import jobs
from huawu.platform.facts import Envelope, load
from huawu.platform.ids import new_id
from huawu.platform.subscriptions import Subscriber
from huawu.platform.work import Work
from huawu.telephony.events import VoicemailLeft
from huawu.telephony.models import VoicemailMailRow
from huawu.telephony.queries.mails import arranged, told_of

MAIL_MESSAGE = "mail_voicemail"
"""The kind of the job; its args: `{"mail": id}` of `VoicemailMailRow`."""
WAITING = "waiting"


async def _left(work: Work, envelope: Envelope) -> None:
    """One job for each address: what one server refuses keeps nobody else from being told."""
    fact: VoicemailLeft = load(envelope.kind, envelope.version, envelope.body)
    whole = await arranged(work.session, work.site)
    house = await people.directory(work.session)
    for address in (await told_of(work.session, whole, fact.mailbox, house)).to:
        mail = new_id()
        put = upsert(VoicemailMailRow).values(
            id=mail,
            site_id=work.site,
            message=fact.message,
            mailbox=fact.mailbox,
            address=address,
            state=WAITING,
            made_at=work.now,
            changed_at=work.now,
        )
        made = await work.session.execute(put.on_conflict_do_nothing().returning(VoicemailMailRow.id))
        if made.scalar_one_or_none() is not None:
            await jobs.enqueue(work, MAIL_MESSAGE, {"mail": mail})


MAILS = Subscriber("telephony.mail", frozenset({"voicemail.left"}), _left)
"""Each message is told to those who want to know when it is left."""
