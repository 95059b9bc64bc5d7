"""What the first release saved is taken up by this one."""

from typing import Any

import pytest

from huawu.platform.clock import SECOND
from huawu.routing import service as routing
from huawu.routing.types import Accepted, AgentState, Finished, Plan, Queue, Seat, WrapUpDone

pytestmark = pytest.mark.core

PLAN = Plan(7, {"desk": Queue("desk")}, {name: Seat(name, ("desk",)) for name in ("ann", "bo", "cy", "di")})


def agent(name: str, state: str, **more: Any) -> dict[str, Any]:
    row = {
        "id": name,
        "reason": "",
        "since": 5 * SECOND,
        "until": None,
        "contact": None,
        "offer": None,
        "deadline": 0,
        "queue": "",
        "misses": 0,
        "handled": 2,
        "idle_since": 0,
        "turn": 1,
    }
    return row | {"state": state, "pending": None, "phone": ""} | more


def contact(name: str, offer: str | None) -> dict[str, Any]:
    plain = {"id": name, "queue": "desk", "since": SECOND, "priority": 5, "needs": [], "preferred": None}
    return plain | {"give_up": None, "offer": offer, "overdue": False, "avoid": {}}


SAVED: dict[str, Any] = {
    "v": 1,
    "plan": 7,
    "now": 10 * SECOND,
    "turns": 3,
    "agents": [
        agent("ann", "ringing", contact="c1", offer="o1", deadline=25 * SECOND, queue="desk"),
        agent("bo", "talking", contact="c0", queue="desk", pending=["paused", "lunch"]),
        agent("cy", "wrap_up", contact="c9", queue="desk", until=30 * SECOND),
        agent("di", "paused", reason="tea"),
    ],
    "waiting": [contact("c1", "o1"), contact("c2", None)],
    "pace": {"last": {}, "gap": {}},
    "ignored": {},
}


def test_calls_offers_and_wrap_ups_of_the_first_release_go_on() -> None:
    engine = routing.restore_engine(PLAN, lambda: "o2", SAVED)
    views = [engine.agent(name) for name in ("ann", "bo", "cy", "di")]
    assert [view.state if view else None for view in views] == [
        AgentState.RINGING,
        AgentState.TALKING,
        AgentState.WRAP_UP,
        AgentState.PAUSED,
    ]
    assert engine.next_deadline() == 25 * SECOND
    assert engine.position("c2") == 2
    now = 11 * SECOND
    assert type(engine.tell(Accepted("o1"), now)[0]).__name__ == "Connect"
    assert engine.tell(Finished("bo", "c0"), now)
    (ready, offer, _) = engine.tell(WrapUpDone("cy"), now)
    assert (ready.agent, getattr(offer, "contact", None)) == ("cy", "c2")  # type: ignore[union-attr]
    engine.tell(WrapUpDone("bo"), now)
    bo = engine.agent("bo")
    assert bo is not None
    assert (bo.state, bo.reason) == (AgentState.PAUSED, "lunch")
