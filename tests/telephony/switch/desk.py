"""A small centre in virtual time: the real switch, the real routing engine, pretend telephones."""

from itertools import count
from typing import Any

from huawu.interactions.events import SegmentClosed
from huawu.platform.clock import SECOND
from huawu.routing import service as routing
from huawu.routing.types import (
    AgentAway,
    AgentReady,
    AgentState,
    Answered,
    Plan,
    Queue,
    Seat,
    Tick,
    Told,
    WrapUpDone,
)
from huawu.telephony.core.switch import hearing, wait
from huawu.telephony.core.switch.switch import Switch
from huawu.telephony.core.switch.types import Call, Desk, FlowPlan, SwitchPlan, Target
from huawu.telephony.engine.pretend import PretendTelephony

GRAPH: dict[str, Any] = {
    "start": "greet",
    "nodes": {
        "greet": {"do": "play", "say": ["greeting.hotel"], "next": "menu"},
        "menu": {
            "do": "ask",
            "say": ["menu.hotel"],
            "choices": {"1": "desk", "9": "bye"},
            "wait_seconds": 5,
            "tries": 2,
            "invalid": ["menu.invalid"],
            "otherwise": "desk",
        },
        "desk": {"do": "enqueue", "queue": "front", "priority": 5},
        "bye": {"do": "hang_up", "say": ["goodbye"]},
    },
}


class Words:
    def waiting(self, call: Call) -> list[str]:
        return ["cut_off" if call.cut_off_from else "please_wait"]

    def again(self, call: Call) -> list[str]:
        return ["position"]

    def overflow(self, call: Call, cause: str) -> list[str]:
        return [f"sorry.{cause}"]


class Centre:
    """Agents ann and bob with phones 8001 and 8002; 4001 is a menu, 4002 goes straight to the queue."""

    def __init__(self, **queue: Any) -> None:
        numbers = count(1)
        self.now = 1_000 * SECOND
        self.phones = PretendTelephony({"8001", "8002"})
        self.switch = Switch(self.phones, lambda: f"id{next(numbers)}", Words())
        seats = {a: Seat(a, ("front",)) for a in ("ann", "bob")}
        self.engine = routing.open_engine(
            Plan(1, {"front": Queue("front", **queue)}, seats), lambda: f"offer{next(numbers)}"
        )
        self.switch.plan = SwitchPlan(
            {"4001": Target(flow="hotel"), "4002": Target(queue="front")},
            {"hotel": FlowPlan("hotel", 1, GRAPH)},
            {"ann": Desk("ann", "8001", "1001"), "bob": Desk("bob", "8002", "1002")},
        )
        self.switch.recording = self._record
        self.switch.re_recording = self._record_on
        self.facts: list[tuple[str, Any]] = []
        self.decided: list[list[Answered]] = []  # turn by turn

    def _record(self, call: Call) -> None:
        call.recording = f"rec-{call.id}"
        outside, inside = hearing.sides(call.parties)
        self.phones.record(call.recording, outside=outside, inside=inside, secret={})

    def _record_on(self, call: Call) -> None:
        outside, inside = hearing.sides(call.parties)
        self.phones.adjust_recording(call.recording or "", outside=outside, inside=inside)

    # ---- what happens --------------------------------------------------------------------------------------

    def turn(self) -> None:
        self.decided.append([])
        while (events := self.phones.take_events()) or self.switch.tells:
            for event in events:
                self.switch.leg_event(event, self.now)
                self._route()
            self._route()
        for call in self.switch.stages:
            if call.id in self.switch.calls:
                wait.settle(self.switch, call)
        self.switch.stages.clear()
        self.facts += self.switch.facts
        self.switch.facts.clear()

    def _route(self) -> None:
        while self.switch.tells:
            for answer in self.engine.tell(self.switch.tells.pop(0), self.now):
                self.decided[-1].append(answer)
                self.switch.routed(answer, self.now)

    def tell(self, told: Told) -> None:
        self.switch.tells.append(told)
        self.turn()

    def ready(self, *agents: str) -> None:
        for agent in agents:
            self.tell(AgentReady(agent))

    def away(self, agent: str, state: AgentState = AgentState.PAUSED) -> None:
        self.tell(AgentAway(agent, state, "break"))

    def wrapped_up(self, agent: str) -> None:
        self.tell(WrapUpDone(agent))

    def call(self, leg: str, number: str = "4001") -> Call:
        self.phones.arrive(leg, number)
        self.turn()
        return next(c for c in self.switch.calls.values() if c.leg == leg)

    def said(self, leg: str) -> None:
        self.phones.said(leg)
        self.turn()

    def press(self, leg: str, digit: str) -> None:
        self.phones.press(leg, digit)
        self.turn()

    def pick_up(self, extension: str) -> str:
        leg = next(p.id for p in self.phones.ringing() if p.extension == extension)
        self.phones.pick_up(leg)
        self.turn()
        return leg

    def put_down(self, leg: str, cause: str = "hung_up") -> None:
        self.phones.put_down(leg, cause)
        self.turn()

    def pass_time(self, seconds: float) -> None:
        """Let time pass, stopping at each moment at which something is due."""
        end = self.now + round(seconds * SECOND)
        while (due := self._due()) is not None and due <= end:
            self.now = max(self.now, due)
            self.switch.tick(self.now)
            if (deadline := self.engine.next_deadline()) is not None and deadline <= self.now:
                self.switch.tells.append(Tick())
            self.turn()
        self.now = end

    def _due(self) -> int | None:
        due = [d for d in (self.switch.next_due(), self.engine.next_deadline()) if d is not None]
        return min(due, default=None)

    # ---- what can be seen ----------------------------------------------------------------------------------

    def hears(self, leg: str) -> list[str]:
        return self.phones.legs[leg].hears

    def ringing(self) -> set[str]:
        return {p.extension for p in self.phones.ringing()}

    def segments(self) -> list[tuple[str, str | None, str]]:
        return [(f.role, f.agent, f.end) for _, f in self.facts if isinstance(f, SegmentClosed)]

    def state(self, agent: str) -> str:
        view = self.engine.agent(agent)
        return str(view.state) if view else "unknown"
