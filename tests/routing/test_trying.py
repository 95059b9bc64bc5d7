"""What would happen to somebody who came now: told without anything happening, and as it then does happen."""

from typing import Any

import pytest

from huawu.platform.clock import SECOND
from huawu.routing.service import There, trial_under
from huawu.routing.types import (
    Contact,
    Finished,
    Goal,
    Named,
    Overflowing,
    Plan,
    Queue,
    QueueClosed,
    Seat,
    Skill,
    Step,
    WrapUpDone,
)
from tests.routing.small_centre import Centre

pytestmark = pytest.mark.core

DESK = ("desk",)
ENGLISH = (Step(Skill("english", 3), 20), Step(Skill("english", 2), 30))
SEATS = [Seat("ann", DESK, {"english": 5}), Seat("bo", DESK, {"english": 2}), Seat("cy", DESK)]


def tried(centre: Centre, **more: Any) -> dict[str, Any]:
    """What is said of somebody who came now, and that it changed nothing."""
    before = centre.engine.save()
    found = centre.engine.trial(Contact("new", "desk", centre.now, **more))
    assert centre.engine.save() == before
    return found


def test_who_would_be_asked_is_who_is_asked_then_and_why_not_the_others_is_said() -> None:
    centre = Centre(Queue("desk", steps=ENGLISH), seats=SEATS)
    centre.ready("cy", "bo")
    centre.at(5).ready("ann")
    found = tried(centre)
    assert (found["outcome"], found["agent"], found["by"], found["begins"]) == ("offer", "ann", "contact", 0)
    assert found["agents"] == {"ann": "free", "bo": "step", "cy": "step"}
    assert centre.calls("new")[0] == "ring ann for new"


def test_a_step_that_nobody_signed_in_fits_is_passed_over_as_it_would_be() -> None:
    centre = Centre(Queue("desk", steps=ENGLISH), seats=SEATS)
    centre.ready("bo", "cy")
    found = tried(centre)
    assert (found["begins"], found["agent"]) == (1, "bo")
    assert [row["seconds"] for row in found["steps"]] == [20, 30, None]
    assert centre.calls("new")[0] == "ring bo for new"


def test_the_preferred_agent_would_be_waited_for_while_busy() -> None:
    centre = Centre(Queue("desk", preferred_wait_seconds=30))
    centre.ready("ann", "bo")
    centre.calls("c1", preferred="ann")
    found = tried(centre, preferred="ann")
    assert (found["outcome"], found["begins"]) == ("wait", -1)
    assert found["agents"] == {"ann": "ringing", "bo": "step"}


def test_reserves_would_not_be_asked_at_once() -> None:
    seats = [Seat("ann", DESK), Seat("bo", DESK, levels={"desk": 2})]
    centre = Centre(Queue("desk", reserve_after_seconds=20), seats=seats)
    centre.ready("bo")
    found = tried(centre)
    assert (found["outcome"], found["agents"]["bo"]) == ("wait", "not_yet")
    assert centre.calls("new") == []


def test_where_somebody_would_be_sent_on_is_said_with_the_cause() -> None:
    overflows = (Overflowing("length", Goal("queue", "help"), 1),)
    centre = Centre(Queue("desk", overflows=overflows), Queue("help"), agents="ann")
    centre.calls("c1")
    found = tried(centre)
    assert (found["outcome"], found["cause"], found["to"]) == ("overflow", "full", ["queue", "help"])
    centre.tell(QueueClosed("desk", Goal("voicemail", "desk")))
    found = tried(centre)
    assert (found["cause"], found["to"]) == ("closed", ["voicemail", "desk"])
    assert centre.engine.trial(Contact("new", "nowhere", 0))["cause"] == "closed"


def test_an_estimate_that_is_too_long_would_send_somebody_on() -> None:
    overflows = (Overflowing("estimate", Goal("queue", "help"), 30),)
    centre = Centre(Queue("desk", overflows=overflows), Queue("help"), agents="ann")
    centre.ready("ann")
    for number in range(4):
        centre.at(100 * number).calls(f"c{number}")
        centre.takes("ann")
        centre.calls(f"w{number}")
        centre.at(100 * number + 90)
        centre.tell(Finished("ann", f"c{number}"))
        centre.tell(WrapUpDone("ann"))
    found = tried(centre)
    assert found["outcome"] == "overflow"
    assert found["cause"] == "estimate"
    assert found["estimate"][0] > 30


def test_how_a_queue_stands_says_who_is_there_and_whether_it_was_closed_early() -> None:
    centre = Centre(Queue("desk"), agents="ann bo cy")
    centre.ready("ann", "bo")
    centre.calls("c1")
    now = centre.engine.queue_now("desk")
    assert now is not None
    assert [now[each] for each in ("waiting", "members", "signed_in", "free")] == [1, 3, 2, 1]
    assert (now["open"], now["closed_early"], now["level"]) == (None, False, 100.0)
    centre.tell(QueueClosed("desk", Goal("queue", "desk")))
    now = centre.engine.queue_now("desk")
    assert now is not None
    assert (now["closed_early"], now["closed_to"]) == (True, ["queue", "desk"])
    assert centre.engine.queue_now("nowhere") is None


def test_how_long_somebody_has_waited_is_counted_to_the_moment_of_asking() -> None:
    centre = Centre(agents="ann")
    centre.calls("c1")
    found = centre.engine.explain("c1", 40 * SECOND)
    assert found is not None
    assert found["waited_seconds"] == 40
    assert centre.engine.explain("nobody") is None


# ---- under a plan that is not in force ---------------------------------------------------------------------

MINUTE = 60 * SECOND


def under(queue: Queue, seats: list[Seat], there: dict[str, There], **more: Any) -> dict[str, Any]:
    plan = Plan(9, {queue.id: queue}, {seat.agent: seat for seat in seats})
    waiting = {name: Contact(name, "desk", since) for name, since in more.pop("waiting", {}).items()}
    contact = Contact("new", "desk", 10 * MINUTE, **more)
    return trial_under(plan, contact, there=there, waiting=waiting, now=10 * MINUTE)


def test_a_drafted_step_is_tried_with_those_who_are_there_now() -> None:
    there = {
        "ann": There("talking", 2 * MINUTE),
        "bo": There("ready", 3 * MINUTE),
        "cy": There("ready", MINUTE),
    }
    free = under(Queue("desk"), SEATS, there)
    assert (free["outcome"], free["agent"]) == ("offer", "cy"), "who has been idle for longest"
    strict = under(Queue("desk", steps=ENGLISH[:1]), SEATS, there)
    assert (strict["outcome"], strict["position"]) == ("wait", 1)
    assert strict["agents"] == {"ann": "talking", "bo": "step", "cy": "step"}
    assert strict["steps"][0] == {
        "who": {"skill": "english", "least": 3, "most": 5},
        "seconds": 20,
        "agents": 1,
        "signed_in": 1,
        "free": 0,
    }


def test_each_who_cannot_be_asked_is_shown_as_the_board_shows_them() -> None:
    there = {
        "ann": There("wrap_up", MINUTE),
        "bo": There("paused", MINUTE),
        "cy": There("ready", MINUTE, "phone.not_registered"),
        "gone": There("ready", MINUTE),
    }
    found = under(Queue("desk"), [*SEATS, Seat("di", DESK)], there)
    assert found["agents"] == {"ann": "wrap_up", "bo": "paused", "cy": "phone", "di": "signed_out"}


def test_who_waits_already_is_served_first_by_the_drafted_plan() -> None:
    there = {"bo": There("ready", MINUTE)}
    found = under(Queue("desk"), SEATS, there, waiting={"w1": 5 * MINUTE, "w2": 6 * MINUTE})
    assert (found["outcome"], found["position"]) == ("wait", 3)
    assert found["agents"]["bo"] == "ringing"
    named = under(Queue("desk", steps=(Step(Named(("ann",))),)), SEATS, there, waiting={"w1": 5 * MINUTE})
    assert named["begins"] == 1, "nobody it names is signed in"
