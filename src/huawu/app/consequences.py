"""What a wrap-up does in other rooms, in its own Work: fills `interactions.ports.Consequences`."""

from huawu.desk import service as desk
from huawu.desk.service import saying
from huawu.interactions.types import InteractionRecord, PromisedCall
from huawu.platform.ids import Id
from huawu.platform.work import Work
from huawu.routing.service import callbacks
from huawu.routing.types import Promise


class WrapUpConsequences:
    """The promised call back is kept, the draft is forgotten, scripts are no longer said."""

    async def of_wrap_up(
        self, work: Work, contact: InteractionRecord, agent: Id, promised: PromisedCall | None
    ) -> None:
        if promised is not None:
            number = contact.caller if promised.number is None else promised.number
            await callbacks.promise(work, contact, agent, Promise(promised.at, number, promised.note))
        await desk.drop_draft(work, contact.id, agent)
        await saying.end_uses(work, contact.id, agent)
