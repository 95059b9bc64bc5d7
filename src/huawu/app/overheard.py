"""What customers said in their calls, for whoever may hear the recording; fills `cases.ports.Overheard`."""

from sqlalchemy.ext.asyncio import AsyncSession

from huawu.platform.ids import Id
from huawu.platform.refusals import Refusal
from huawu.platform.web.signed_in import SignedIn
from huawu.telephony import routes as telephony


class CallWords:
    def __init__(self, shelf: telephony.Shelf) -> None:
        self._shelf = shelf

    async def of_customer(self, session: AsyncSession, person: SignedIn, interaction: Id) -> str:
        try:
            said = await telephony.said_in(session, person, interaction, self._shelf)
        except Refusal:  # not theirs to hear, or the file cannot be read: suggestions do without
            return ""
        return "\n".join(line.text for line in said.lines if line.side == "outside")
