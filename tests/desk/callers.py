"""Callers of the tests: calls that live knows and the database not yet, customers, promises."""

from typing import Any

from huawu.customers import service as customers
from huawu.customers.types import NewCustomer
from huawu.interactions import config as types
from huawu.platform import config
from huawu.platform.clock import SECOND, Micros, as_datetime
from huawu.platform.ids import Id, new_id
from huawu.platform.work import work
from tests.app.web.house import House

WRITTEN = {"type": "enquiry", "result": "", "note": "问早餐时间"}


async def known(house: House, name: str, *numbers: str, **more: Any) -> Id:
    """A customer with these numbers."""
    async with work(house.sessions, site="main", clock=house.clock) as w:
        return await customers.create_customer(w, NewCustomer(name, numbers, **more))


def ringing(house: House, agent: Id | None, caller: str, **more: Any) -> Id:
    """A call that rings at an agent's phone; the database has not heard of it."""
    call, now = new_id(), house.clock()
    house.live.pops[call] = {
        "interaction": call,
        "caller": caller,
        "caller_name": "",
        "number": "4001",
        "queue": "support",
        "agent": agent,
        "started_at": now - 20 * SECOND,
        "queue_since": now - 7 * SECOND,
        "answered_at": None,
        "keys": "2",
        **more,
    }
    return call


async def configured(house: House) -> None:
    """A wrap-up type without results, two pause reasons, a hold reason."""
    async with work(house.sessions, site="main") as w:
        await config.save_draft(w, types.KIND, "enquiry", {"name": {"zh": "咨询"}})
        limits = {"limit_seconds": 900, "allowance_per_day_seconds": 1800}
        await config.save_draft(w, "pause_reason", "break", {"name": {"zh": "小休"}, "order": 1, **limits})
        await config.save_draft(w, "pause_reason", "meeting", {"name": {"zh": "会议"}, "order": 2})
        say = {"zh": "我查一下资料，请您稍等，好吗？", "en": "May I look that up?"}
        look = {"name": {"zh": "查询资料"}, "say": say, "remind_seconds": 30}
        await config.save_draft(w, "hold_reason", "look-up", look)
        await config.publish(w)


def iso(at: Micros) -> str:
    return as_datetime(at).isoformat()
