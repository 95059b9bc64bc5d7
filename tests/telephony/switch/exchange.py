"""A centre with more phones, where agents do something with their calls: `Centre` and the verbs."""

from typing import Any

from huawu.interactions.events import InteractionEnded
from huawu.platform.refusals import Refusal
from huawu.routing import service as routing
from huawu.routing.types import Plan, Queue, Seat
from huawu.telephony.core.switch import outgoing
from huawu.telephony.core.switch.types import Call, Desk, SwitchPlan, Target, To
from tests.telephony.switch.desk import Centre

AGENTS = {"ann": "8001", "bob": "8002", "cat": "8003", "dan": "8004", "lea": "8009"}
NUMBER = "13911112222"


class Exchange(Centre):
    """Ann, Bob, Cat and Dan serve the queue `front` by number 4002 (`back` by 4003), Lea leads; phone 7001
    is nobody's, and a trunk leads out."""

    def __init__(self, **plan: Any) -> None:
        super().__init__()
        self.phones.phones |= {*AGENTS.values(), "7001"}
        seats = {a: Seat(a, ("front",) if a != "lea" else ()) for a in AGENTS}
        queues = {"front": Queue("front"), "back": Queue("back")}
        self.engine = routing.open_engine(Plan(1, queues, seats), self.switch.ids)
        self.switch.plan = SwitchPlan(
            numbers={"4002": Target(queue="front"), "4003": Target(queue="back")},
            desks={agent: Desk(agent, extension, extension, agent) for agent, extension in AGENTS.items()},
            queues=frozenset(queues),
            extensions=frozenset({"7001"}),
            urgent=To("extension", "7001"),
            **{"trunks": ("trunk",), **plan},
        )

    # ---- what happens --------------------------------------------------------------------------------------

    def talk(self, agent: str = "ann", leg: str = "c") -> Call:
        """A customer talks with an agent, who alone was ready."""
        self.ready(agent)
        call = self.call(leg, "4002")
        self.pick_up(AGENTS[agent])
        return call

    def calls_out(self, agent: str = "ann", to: str | tuple[str, str] = ("number", NUMBER)) -> Call:
        """An agent calls somebody from the page, and is rung first. `to`: an agent, or kind and id."""
        self.switch.now = self.now
        call = outgoing.begin(self.switch, agent, To(*_target(to)))
        self.turn()
        return call

    def do(self, agent: str, verb: str, to: str | tuple[str, str] = "", **more: Any) -> None:
        """An agent does something with their call, or with the first one. `to`: an agent, or kind and id."""
        kind, who = _target(to)
        args = {"to": {"kind": kind, "id": who}, **more}
        call = self.switch.call_of(agent) or self.the_call
        self.switch.verb(agent, call.id, verb, args, self.now)
        self.turn()

    def refused(self, agent: str, verb: str, to: str | tuple[str, str] = "", **more: Any) -> str:
        """The key with which it is refused; nothing may have changed."""
        before = [each.saved() for each in self.switch.calls.values()]
        try:
            self.do(agent, verb, to, **more)
        except Refusal as refusal:
            assert [each.saved() for each in self.switch.calls.values()] == before
            return refusal.key
        return ""

    def guide(self, mode: str, leader: str = "lea") -> None:
        self.do(leader, "supervise", mode=mode)

    # ---- what can be seen ----------------------------------------------------------------------------------

    def leg(self, who: str) -> str:
        """The leg of an agent, of an extension or of an outside number."""
        wanted = AGENTS.get(who, who)
        found = [x.id for x in self.phones.legs.values() if wanted in (x.extension, x.number)]
        return found[-1]

    def rings(self, who: str) -> bool:
        wanted = AGENTS.get(who, who)
        return any(wanted in (x.extension, x.number) for x in self.phones.ringing())

    def picks_up(self, who: str) -> None:
        self.phones.pick_up(self.leg(who))
        self.turn()

    def hangs_up(self, who: str, cause: str = "hung_up") -> None:
        self.put_down(who if who in self.phones.legs else self.leg(who), cause)

    def together(self, *who: str) -> bool:
        """Exactly these hear one another, by what the port was told."""
        wanted = {name if name in self.phones.legs else self.leg(name) for name in who}
        heard = self.audible()
        return all(heard.get(leg, set()) == wanted - {leg} for leg in wanted)

    def audible(self) -> dict[str, set[str]]:
        """Listener to speakers, by what the port was told."""
        found: dict[str, set[str]] = {}
        for bridge, matrix in self.phones.hearing.items():
            legs = [each.id for each in self.phones.legs.values() if each.bridge == bridge]
            for leg in legs:
                found[leg] = set(legs) - {leg} if matrix is None else set(matrix.get(leg, ()))
        return found

    def ended(self) -> list[tuple[str, str]]:
        """By whom and why each contact ended."""
        return [(fact.by, fact.cause) for _, fact in self.facts if isinstance(fact, InteractionEnded)]

    @property
    def the_call(self) -> Call:
        return next(iter(self.switch.calls.values()))

    @property
    def end(self) -> str:
        """What became of the last time that somebody was called in."""
        outcome = self.the_call.outcome
        return outcome.end if outcome is not None else ""


def _target(to: str | tuple[str, str]) -> tuple[str, str]:
    """Its kind and id."""
    return ("agent", to) if isinstance(to, str) else to
