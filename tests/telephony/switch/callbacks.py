"""A centre that calls back: `Exchange`, where callers may ask for it."""

from dataclasses import replace
from typing import Any

from huawu.interactions.events import CallbackOver
from huawu.routing import service as routing
from huawu.routing.types import CallbackRule, Plan, Queue, Seat
from huawu.telephony.core.switch.calling_back import asking
from huawu.telephony.core.switch.types import Call
from tests.telephony.switch.exchange import AGENTS, Exchange

CALLER, OTHER = "13800000000", "13900001111"


def read(number: str) -> list[str]:
    """How a number is read to the caller."""
    return ["zh-CN/callback.number.before", *(f"d/{each}" for each in number), "zh-CN/callback.number.after"]


class Office(Exchange):
    """The queue `front` (4002) calls back; `rule` says how, `queue` what else it does."""

    def __init__(self, queue: dict[str, Any] | None = None, **rule: Any) -> None:
        super().__init__(blocked=("0016",))
        found = CallbackRule(**rule)
        front = Queue("front", callback=found, **(queue or {}))
        seats = {a: Seat(a, ("front",)) for a in AGENTS if a != "lea"}
        self.engine = routing.open_engine(Plan(1, {"front": front}, seats), self.switch.ids)
        self.switch.plan = replace(self.switch.plan, callbacks={"front": found})
        self.switch.backs.digits = lambda number, language: [f"d/{each}" for each in number]
        self.switch.backs.confirm = self._notes
        self.to_confirm: list[str] = []

    def _notes(self, call: str) -> None:
        self.to_confirm.append(call)

    def waits(self, leg: str = "c", seconds: float = 0, caller: str = CALLER) -> Call:
        """Somebody calls, hears the first words, and waits with music."""
        self.phones.arrive(leg, "4002", caller=caller)
        self.turn()
        self.said(leg)
        for _ in range(round(seconds)):
            self.pass_time(1)
            if self.hears(leg) == ["position"]:
                self.said(leg)
        return next(c for c in self.switch.calls.values() if c.leg == leg)

    def presses(self, leg: str, keys: str) -> None:
        for key in keys:
            self.press(leg, key)

    def asks(self, leg: str = "c", caller: str = CALLER) -> Call:
        """Somebody waits until it is offered, and asks for it."""
        call = self.waits(leg, 61, caller)
        self.presses(leg, "11")
        self.is_noted()
        return call

    def is_noted(self, *, safe: bool = True) -> None:
        for call in self.to_confirm:
            asking.confirmed(self.switch, call, safe=safe)
        self.to_confirm.clear()
        self.turn()

    def is_called(self, leg: str = "c") -> Call:
        """They have asked, and hung up; some time later."""
        call = self.asks(leg)
        self.said(leg)
        self.pass_time(20)
        return call

    def told(self, kind: type) -> list[Any]:
        return [fact for _, fact in self.facts if isinstance(fact, kind)]

    def ends(self) -> list[str]:
        return [fact.end for fact in self.told(CallbackOver)]
