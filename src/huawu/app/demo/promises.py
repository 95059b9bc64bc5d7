"""What is promised in the demonstration: calls back that agents owe to customers, some due soon.

Each belongs to a contact of the last days that ended "to be followed up".
"""

from collections.abc import Iterable, Sequence

from huawu.app.demo.history import Past
from huawu.interactions import queries as interactions
from huawu.interactions.types import WrapUpRecord
from huawu.platform.clock import SECOND, Micros
from huawu.platform.ids import Id
from huawu.platform.work import Work
from huawu.routing.service import callbacks
from huawu.routing.types import Promise

_MINUTE: Micros = 60 * SECOND
_QUARTER = 15 * _MINUTE
_AFTER: Sequence[Micros] = (5 * _MINUTE, 70 * _MINUTE, 20 * 60 * _MINUTE)
_NOTES = ("报价单已备好，回电确认。", "请告知房间升级的结果。", "确认周末会议室的时间。")


async def promise(work: Work, told: Past) -> None:
    """Each agent owes a few calls: one within minutes, one within the hour, one tomorrow."""
    for agent in sorted({said.agent for said in told.wrap_ups}):
        owed = list(_to_follow(told.wrap_ups, agent))[-len(_AFTER) :]
        for said, after, note in zip(owed, _AFTER, _NOTES, strict=False):
            contact = await interactions.interaction(work.session, said.interaction)
            if contact is not None:
                due = (work.now + after) // _QUARTER * _QUARTER + _QUARTER
                await callbacks.promise(work, contact, agent, Promise(due, contact.caller, note))


def _to_follow(wrap_ups: Iterable[WrapUpRecord], agent: Id) -> Iterable[WrapUpRecord]:
    return (said for said in wrap_ups if said.agent == agent and said.result == "follow-up")
