"""Contacts with their segments and what agents said came of them."""

from collections.abc import Iterator

from huawu.app.scale.copying import NOTHING, Chunk, lines, moment
from huawu.app.scale.customers import first_number
from huawu.app.scale.sizes import (
    Agent,
    World,
    contact_at,
    contact_id,
    customer_id,
    customer_of_contact,
    id_at,
    mixed,
)
from huawu.customers.types import dialled
from huawu.platform.clock import SECOND, Micros
from huawu.platform.dice import Dice, seeded

AT_ONCE = 20_000
COLUMNS = {
    "interactions": (
        *("id", "site_id", "channel", "direction", "number", "caller", "caller_name", "trunk", "customer"),
        *("started_at", "answered_at", "ended_at", "ended_by", "cause", "queue", "agent"),
    ),
    "segments": (
        *("id", "interaction", "site_id", "role", "agent", "queue", "started_at", "ended_at"),
        *("ending", "reason"),
    ),
    "wrap_ups": ("id", "interaction", "site_id", "agent", "type", "result", "note", "at"),
}
_MENU, _ABANDONED = ("menu", "next"), ("queue", "abandoned")
_TAKEN = (("queue", "answered"), ("ringing", "answered"))
_ENDED, _WRITTEN = ("talk", "hung_up"), ("wrap_up", "done")
_ANSWERED = (_MENU, *_TAKEN, _ENDED, _WRITTEN)
_HELD = (_MENU, *_TAKEN, ("talk", "next"), ("hold", "resumed"), _ENDED, _WRITTEN)
_SECOND = (_MENU, ("ringing", "no_answer"), *_TAKEN, _ENDED, _WRITTEN)
_LOST = (_MENU, _ABANDONED)
PATTERNS = (*[_ANSWERED] * 6, _HELD, _SECOND, _LOST, _LOST)
"""What ten contacts in a row consist of: roles, and how each ended. 47 segments."""
_SECONDS = {"menu": (6, 20), "queue": (2, 60), "ringing": (2, 12), "talk": (20, 300), "hold": (10, 60)}
_WRITING = (5, 40)
_IN_QUEUE = frozenset({"queue", "ringing", "talk", "hold", "wrap_up"})
_BY_AGENT = frozenset({"ringing", "talk", "hold", "wrap_up"})
_TYPES = ("enquiry-rooms", "enquiry-prices", "business-request", "business-fault", "complaint-quality")
_RESULTS = ("solved", "solved", "solved", "follow-up", "handed-over")
_NOTES = ("", "", "已按客户要求办理。", "客户表示满意。", "已登记，承诺今日回复。", "转相关部门处理。")


def chunk(world: World, start: int, stop: int) -> Chunk:
    """These contacts."""
    dice = seeded(f"{world.seed} contacts {start}")
    rows: dict[str, list[str]] = {table: [] for table in COLUMNS}
    for number in range(start, stop):
        _contact(world, dice, number, rows)
    return {table: lines(those) for table, those in rows.items()}


def caller_of(world: World, number: int) -> str:
    """Who calls, as a network writes it."""
    customer = customer_of_contact(world, number)
    if customer is None:
        return f"19{mixed(number, 5) % 10**9:09d}"
    return dialled(first_number(customer))


def _contact(world: World, dice: Dice, number: int, rows: dict[str, list[str]]) -> None:
    id, agent, queue = contact_id(world, number), dice.choice(world.agents), dice.choice(world.queues)
    pattern, began = PATTERNS[number % len(PATTERNS)], contact_at(world, number)
    answered: Micros | None = None
    ended = began
    for place, (role, ending, at, to) in enumerate(_played(dice, pattern, began)):
        if role == "talk" and answered is None:
            answered = at
        if role != "wrap_up":
            ended = to
        who = agent.id if role in _BY_AGENT else NOTHING
        where = queue if role in _IN_QUEUE else NOTHING
        rows["segments"].append(
            f"{id_at(at, number * 8 + place)}\t{id}\t{world.site}\t{role}\t{who}\t{where}\t"
            f"{moment(at)}\t{moment(to)}\t{ending}\t"
        )
        if role == "wrap_up" and dice.random() < 0.93:
            rows["wrap_ups"].append(_wrap_up(world, dice, id, agent, moment(to)))
    customer = customer_of_contact(world, number)
    chosen = customer_id(world, customer) if customer is not None and dice.random() < 0.03 else NOTHING
    who = agent.id if answered is not None else NOTHING
    by = "customer" if answered is None or dice.random() < 0.7 else "agent"
    rows["interactions"].append(
        f"{id}\t{world.site}\tcall\tin\t4001\t{caller_of(world, number)}\t\tloopback\t{chosen}\t"
        f"{moment(began)}\t{moment(answered)}\t{moment(ended)}\t{by}\thung_up\t{queue}\t{who}"
    )


def _played(
    dice: Dice, pattern: tuple[tuple[str, str], ...], at: Micros
) -> Iterator[tuple[str, str, Micros, Micros]]:
    """Roles and ends of a contact, with when each began and ended, one after another."""
    for role, ending in pattern:
        least, most = _SECONDS.get(role, _WRITING)
        to = at + dice.randrange(least, most) * SECOND + dice.randrange(SECOND)
        yield role, ending, at, to
        at = to


def _wrap_up(world: World, dice: Dice, id: str, agent: Agent, at: str) -> str:
    said = (dice.choice(_TYPES), dice.choice(_RESULTS), dice.choice(_NOTES))
    return "\t".join((f"{id}-{agent.id}", id, world.site, agent.id, *said, at))
