"""Two weeks of calls, played by a small centre of its own: nobody takes two calls at once, and waits
are real waits.

Gives the facts that the live process would have written, and what the agents wrote up.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from huawu.app.demo.menus import FLOWS
from huawu.interactions.events import InteractionEnded, InteractionStarted, SegmentClosed
from huawu.interactions.types import WrapUpRecord
from huawu.platform.clock import DAY, SECOND, Micros
from huawu.platform.dice import Dice
from huawu.platform.ids import Id, IdSource

DAYS = 14
_HOURS = (1, 1, 1, 1, 1, 2, 4, 9, 14, 16, 15, 12, 9, 10, 12, 13, 13, 12, 11, 10, 8, 6, 4, 2)
"""How the calls of a day fall on its hours."""
_TYPES = {
    "front-desk": ("enquiry-rooms", "business-request", "enquiry-prices"),
    "room-service": ("business-request", "complaint-quality", "business-fault"),
    "reservations": ("business-booking", "business-change", "enquiry-prices"),
    "billing": ("enquiry-prices", "complaint-charges", "business-change"),
    "support": ("business-fault", "enquiry-product", "suggestion-feature"),
    "complaints": ("complaint-attitude", "complaint-quality", "suggestion-service"),
}
_NOTES = (
    "",
    "已按客户要求办理。",
    "客户表示满意。",
    "已登记，承诺今日回复。",
    "解释后客户理解。",
    "转相关部门处理。",
)

Fact = InteractionStarted | SegmentClosed | InteractionEnded


@dataclass(slots=True)
class Past:
    """What happened: facts in order, and the wrap-ups."""

    facts: list[Fact] = field(default_factory=list)
    wrap_ups: list[WrapUpRecord] = field(default_factory=list)


@dataclass(slots=True)
class _Centre:
    """Agents by queue, and until when each is busy."""

    seats: dict[str, list[Id]]
    free_at: dict[Id, Micros] = field(default_factory=dict)

    def first_free(self, queue: str) -> Id:
        return min(self.seats[queue], key=lambda agent: (self.free_at.get(agent, 0), agent))


def past(dice: Dice, *, before: Micros, callers: list[str], seats: dict[str, list[Id]]) -> Past:
    """The days before `before` (the start of today). `seats`: agents by queue; `callers`: numbers of
    customers.
    """
    told, centre = Past(), _Centre(seats)
    now = [before]
    ids = IdSource(lambda: now[0])
    for at in sorted(_arrivals(dice, before)):
        now[0] = at
        stranger = f"19{dice.randrange(10)}0000{dice.randrange(10000):04d}"
        caller = dice.choice(callers) if dice.random() < 0.75 else stranger
        _call(told, centre, ids, dice, at=at, caller=caller)
    return told


def _arrivals(dice: Dice, before: Micros) -> Iterator[Micros]:
    for day in range(1, DAYS + 1):
        for _ in range(dice.randrange(34, 62)):
            hour = dice.choices(range(24), _HOURS)[0]
            yield before - day * DAY + (hour * 3600 + dice.randrange(3600)) * SECOND


def _call(told: Past, centre: _Centre, ids: IdSource, dice: Dice, *, at: Micros, caller: str) -> None:
    flow = "hotel" if dice.random() < 0.6 else "support"
    call = ids()
    number = "4001" if flow == "hotel" else "4002"
    told.facts.append(InteractionStarted(call, "call", "in", number, caller, "", "loopback", at))
    chosen = at + dice.randrange(9, 24) * SECOND
    if dice.random() < 0.04:
        told.facts.append(SegmentClosed(ids(), call, "menu", None, None, at, chosen, "hung_up"))
        told.facts.append(InteractionEnded(call, chosen, "customer", "hung_up", None, None, None))
        return
    nodes = FLOWS[flow]["graph"]["nodes"]
    menu = nodes["menu"]["choices"]
    queue = menu[dice.choice([key for key, to in menu.items() if nodes[to]["do"] == "enqueue"])]
    told.facts.append(SegmentClosed(ids(), call, "menu", None, None, at, chosen, "next"))
    agent = centre.first_free(queue)
    rings = max(chosen, centre.free_at.get(agent, 0))
    answered = rings + dice.randrange(2, 9) * SECOND
    gives_up = chosen + round(dice.expovariate(1 / 150)) * SECOND + 3 * SECOND
    if gives_up < answered:
        told.facts.append(SegmentClosed(ids(), call, "queue", None, queue, chosen, gives_up, "abandoned"))
        told.facts.append(InteractionEnded(call, gives_up, "customer", "hung_up", queue, None, None))
        return
    told.facts.append(SegmentClosed(ids(), call, "queue", None, queue, chosen, answered, "answered"))
    told.facts.append(SegmentClosed(ids(), call, "ringing", agent, queue, rings, answered, "answered"))
    ended = _talk(told, ids, dice, call=call, agent=agent, queue=queue, at=answered)
    by = "customer" if dice.random() < 0.7 else "agent"
    told.facts.append(InteractionEnded(call, ended, by, "hung_up", queue, agent, answered))
    written = ended + dice.randrange(8, 40) * SECOND
    told.facts.append(SegmentClosed(ids(), call, "wrap_up", agent, queue, ended, written, "done"))
    centre.free_at[agent] = written + dice.randrange(1, 30) * SECOND
    if dice.random() < 0.93:
        told.wrap_ups.append(_wrap_up(dice, call=call, agent=agent, queue=queue, at=written))


def _talk(told: Past, ids: IdSource, dice: Dice, *, call: Id, agent: Id, queue: str, at: Micros) -> Micros:
    """Talk, now and then with a hold in it. Returns when it ended."""
    parts = [("talk", round(dice.lognormvariate(4.6, 0.6)) + 12)]
    if dice.random() < 0.13:
        parts += [("hold", dice.randrange(15, 90)), ("talk", dice.randrange(20, 120))]
    for place, (role, seconds) in enumerate(parts):
        last = place == len(parts) - 1
        end = "hung_up" if last else "resumed" if role == "hold" else "next"
        told.facts.append(SegmentClosed(ids(), call, role, agent, queue, at, at + seconds * SECOND, end))
        at += seconds * SECOND
    return at


def _wrap_up(dice: Dice, *, call: Id, agent: Id, queue: str, at: Micros) -> WrapUpRecord:
    result = dice.choices(("solved", "follow-up", "handed-over", "unsolved"), (76, 13, 8, 3))[0]
    type_ = dice.choices(_TYPES[queue], (6, 3, 1))[0]
    return WrapUpRecord(f"{call}-{agent}", call, agent, type_, result, dice.choice(_NOTES), at)
