"""The mail address at which an owner wants to be told of messages in the own mailbox.

Nothing is sent there until its owner has typed in the code that a letter brought: until then the address
before, if there is one, is told. The rules are in `core.voicemail.own_address`.
"""

from dataclasses import dataclass
from secrets import randbelow

from sqlalchemy.dialects.postgresql import insert as upsert

from huawu.people.service.passwords import hash_password, verify_password
from huawu.platform.clock import SECOND
from huawu.platform.ids import Id
from huawu.platform.mail import check_address
from huawu.platform.refusals import TooMany
from huawu.platform.work import Work
from huawu.telephony.core.voicemail.own_address import DAY, holds, wait_for_letter
from huawu.telephony.models import VoicemailAddressRow

CONFIRMED, WRONG, OVER = "confirmed", "wrong", "over"


@dataclass(frozen=True, slots=True)
class Code:
    """What a letter is to bring."""

    address: str
    code: str


async def want_address(work: Work, agent: Id, address: str) -> Code:
    """An owner wants to be told at this address. Refused when it is none, or too many were asked for."""
    check_address(address)
    row = await _row(work, agent)
    if wait := wait_for_letter(work.now, row.asked_at, row.counted_from, row.letters):
        raise TooMany("voicemail_address.too_often", retry_after_seconds=-(-wait // SECOND))
    if work.now >= row.counted_from + DAY:
        row.letters, row.counted_from = 0, work.now
    code = f"{randbelow(10**6):06}"
    row.wanted, row.code_hash, row.wrong = address, await hash_password(code), 0
    row.letters, row.asked_at = row.letters + 1, work.now
    return Code(address, code)


async def confirm_address(work: Work, agent: Id, code: str) -> str:
    """The owner types in what the letter said. Answers what came of it: confirmed, wrong, or over (no code,
    or it holds no more). The caller commits a wrong try as well."""
    row = await _row(work, agent)
    if row.wanted is None or not holds(work.now, row.asked_at, row.wrong):
        return OVER
    if not await verify_password(code, row.code_hash):
        row.wrong += 1
        return WRONG
    row.address, row.wanted, row.code_hash = row.wanted, None, ""
    return CONFIRMED


async def forget_code(work: Work, agent: Id) -> None:
    """The letter with the code did not go out. It counts all the same."""
    row = await _row(work, agent)
    row.wanted, row.code_hash = None, ""


async def drop_address(work: Work, agent: Id) -> None:
    """Nobody is told at an address of the owner's any more, nor is one to be."""
    row = await _row(work, agent)
    row.address = row.wanted = None
    row.code_hash = ""


async def _row(work: Work, agent: Id) -> VoicemailAddressRow:
    """What is known of this owner, for nobody else to change meanwhile."""
    new = {"agent": agent, "site_id": work.site, "asked_at": work.now, "counted_from": work.now}
    await work.session.execute(upsert(VoicemailAddressRow).values(new).on_conflict_do_nothing())
    return await work.session.get_one(VoicemailAddressRow, agent, with_for_update=True)
