"""Steps, levels, ageing, capacity, wrap-up, several rings, overflow: told and answered line by line."""

from dataclasses import replace
from typing import Any

import pytest

from huawu.platform.clock import SECOND
from huawu.routing import service as routing
from huawu.routing.types import (
    Abandoned,
    AgentAway,
    AgentState,
    AnyOf,
    Arrived,
    Contact,
    ContactChanged,
    Finished,
    Goal,
    Help,
    Language,
    Named,
    Not,
    Overflowing,
    Pulled,
    Queue,
    QueueClosed,
    QueueOpened,
    Room,
    Seat,
    Skill,
    Step,
    Team,
    Tick,
    WrapUpAsked,
    WrapUpDone,
)
from tests.routing.small_centre import Centre

pytestmark = pytest.mark.core

DESK = ("desk",)


def test_steps_widen_who_may_take_a_contact_and_their_figures_are_kept() -> None:
    steps = (Step(Skill("english", 4), 10), Step(Skill("english", 2), 10))
    seats = [Seat("ann", DESK, {"english": 5}), Seat("bo", DESK, {"english": 2}), Seat("cy", DESK)]
    centre = Centre(Queue("desk", steps=steps), seats=seats)
    centre.ready("ann", "bo", "cy")
    centre.calls("c1")
    centre.takes("ann")
    assert centre.at(1).calls("c2") == []
    assert centre.at(11).tell(Tick()) == ["ring bo for c2", "bo is ringing"]
    centre.takes("bo")
    assert centre.at(12).calls("c3") == []
    assert centre.at(32).tell(Tick()) == ["ring cy for c3", "cy is ringing"]
    rows = centre.engine.step_figures("desk")
    assert [(row["step"], row["entered"], row["joined"], row["expired"]) for row in rows] == [
        (0, 3, 1, 2),
        (1, 2, 1, 1),
        (2, 1, 0, 0),
    ]


def test_a_step_for_which_nobody_is_there_is_skipped() -> None:
    steps = (Step(Language("en", 3), 60), Step(Team("vip")), Step(Not(Team("x"))))
    seats = [Seat("ann", DESK, languages={"en": 5}), Seat("bo", DESK)]
    centre = Centre(Queue("desk", steps=steps), seats=seats)
    centre.ready("bo")
    assert centre.calls("c1") == ["ring bo for c1", "bo is ringing"]


def test_the_preferred_agent_is_waited_for_and_then_anyone_may() -> None:
    centre = Centre(Queue("desk", preferred_wait_seconds=30))
    centre.ready("ann", "bo")
    centre.calls("c1", preferred="ann")
    centre.takes("ann")
    assert centre.at(1).calls("c2", preferred="ann") == []
    assert centre.at(31).tell(Tick()) == ["ring bo for c2", "bo is ringing"]


def test_reserves_join_when_a_contact_has_waited() -> None:
    seats = [Seat("ann", DESK), Seat("bo", DESK, levels={"desk": 2})]
    centre = Centre(Queue("desk", reserve_after_seconds=20), seats=seats)
    centre.ready("bo")
    assert centre.calls("c1") == []
    found = centre.engine.explain("c1")
    assert found is not None
    assert (found["agents"], found["why"]) == ({"ann": "signed_out", "bo": "not_yet"}, "signed_out")
    assert centre.at(20).tell(Tick()) == ["ring bo for c1", "bo is ringing"]


def test_age_lifts_a_contact_over_younger_ones_of_a_better_class_but_not_over_all() -> None:
    centre = Centre(Queue("desk", ageing_seconds=10, ageing_classes=2), agents="ann")
    centre.at(0).calls("old", priority=5)
    centre.at(15).calls("young", priority=4)
    assert [centre.engine.position(each) for each in ("old", "young")] == [1, 2]
    centre.at(100).calls("urgent", priority=1)
    assert [centre.engine.position(each) for each in ("urgent", "young", "old")] == [1, 2, 3]
    centre.calls("guest", priority=9, vip=True)
    assert centre.ready("ann")[1] == "ring ann for guest"


def test_all_ring_at_once_and_the_first_to_answer_has_it() -> None:
    centre = Centre(Queue("desk", ring_at_once=3), agents="ann bo cy")
    centre.ready("ann", "bo")
    assert centre.calls("c1")[::2] == ["ring ann for c1", "ring bo for c1"]
    assert centre.ready("cy") == ["cy is ready", "ring cy for c1", "cy is ringing"]
    assert centre.takes("bo") == [
        "join c1 and bo",
        "bo is talking",
        "stop ringing ann for c1: taken",
        "stop ringing cy for c1: taken",
        "ann is ready",
        "cy is ready",
    ]


def test_an_agent_may_have_several_chats_but_no_call_beside_them() -> None:
    room = {"chat": Room(2), "voice": Room(1)}
    centre = Centre(
        Queue("chat", channel="chat"), Queue("desk"), seats=[Seat("ann", ("chat", "desk"), capacity=room)]
    )
    centre.ready("ann")
    for number in range(3):
        centre.calls(f"c{number}", "chat")
        if number < 2:
            centre.takes("ann")
    centre.calls("v1", "desk")
    assert centre.engine.waiting("chat") == 1
    assert centre.engine.waiting("desk") == 1
    centre.tell(Finished("ann", "c0"))
    assert centre.tell(WrapUpDone("ann", "c0"))[0] == "ring ann for c2"


@pytest.mark.parametrize(
    ("mode", "asked", "expected"),
    [
        ("none", False, "ann is ready"),
        ("optional", False, "ann is wrap_up"),
        ("on_request", False, "ann is ready"),
        ("on_request", True, "ann is wrap_up"),
        ("until_done", False, "ann is wrap_up"),
        ("forced", False, "ann is wrap_up"),
    ],
)
def test_wrap_up_is_as_the_queue_says(mode: str, asked: bool, expected: str) -> None:
    centre = Centre(Queue("desk", wrap_up=mode), agents="ann")
    centre.ready("ann")
    centre.calls("c1")
    centre.takes("ann")
    if asked:
        centre.tell(WrapUpAsked("ann"))
    assert centre.tell(Finished("ann", "c1")) == [expected]
    done = centre.tell(WrapUpDone("ann"))
    assert done == (["ann is ready"] if "wrap_up" in expected and mode != "forced" else [])


def sends(when: str, above: int = 0) -> Queue:
    return Queue("desk", overflows=(Overflowing(when, Goal("queue", "help"), above),))


def test_overflow_leads_where_the_queue_says_and_the_place_is_kept() -> None:
    centre = Centre(sends("length", 1), Queue("help"))
    centre.calls("c1")
    assert centre.calls("c2") == ["send c2 on to queue help: full"]
    centre = Centre(sends("wait", 30), Queue("help"))
    centre.calls("c1")
    assert centre.at(30).tell(Tick()) == ["send c1 on to queue help: waited_too_long"]
    assert Centre(sends("no_agents"), Queue("help")).calls("c1") == ["send c1 on to queue help: no_agents"]


def test_early_closing_sends_all_who_wait_somewhere_decent_and_lets_nobody_in() -> None:
    centre = Centre()
    centre.calls("c1")
    assert centre.tell(QueueClosed("desk", Goal("voicemail", "box"))) == [
        "send c1 on to voicemail box: closed"
    ]
    assert centre.calls("c2") == ["send c2 on to voicemail box: closed"]
    centre.tell(QueueOpened("desk"))
    assert centre.calls("c3") == []


def test_early_closing_ends_by_itself_also_after_a_restart_and_under_another_plan() -> None:
    centre = Centre()
    centre.at(10).tell(QueueClosed("desk", until=60 * SECOND))
    centre.engine = routing.restore_engine(centre.plan, lambda: "o", centre.engine.save())
    centre.engine.load(replace(centre.plan, version=2), 20 * SECOND)
    assert centre.engine.next_deadline() == 60 * SECOND
    assert centre.at(59).calls("c1") == ["send c1 on: closed"]
    assert centre.at(60).calls("c2") == [], "also when nobody has looked at the clock"
    now = centre.engine.queue_now("desk")
    assert now is not None
    assert (now["closed_early"], now["closed_until"], now["waiting"]) == (False, None, 1)


def test_the_latest_word_on_early_closing_holds() -> None:
    centre = Centre()
    centre.at(10).tell(QueueClosed("desk", until=60 * SECOND))
    centre.at(20).tell(QueueClosed("desk"))
    centre.at(61).tell(Tick())
    assert centre.calls("c1") == ["send c1 on: closed"], "until somebody opens it, after all"
    centre.tell(QueueClosed("desk", until=90 * SECOND))
    centre.tell(QueueOpened("desk"))
    assert centre.engine.next_deadline() is None, "taken back, nothing is left of its end"
    centre.tell(QueueClosed("desk", until=61 * SECOND))
    assert centre.calls("c2") == [], "an end that is past closes nothing"


def test_a_caller_who_was_cut_off_takes_the_old_place_for_a_while() -> None:
    centre = Centre(Queue("desk", resume_seconds=60))
    centre.at(1).calls("c1", caller="x")
    centre.at(5).calls("c2")
    centre.at(10).tell(Abandoned("c1", "hung_up"))
    centre.at(20).calls("c3", caller="x")
    assert (centre.engine.position("c3"), centre.engine.position("c2")) == (1, 2)


def test_who_was_cut_off_in_one_queue_has_no_old_place_in_another_not_even_after_a_restart() -> None:
    desk, vips = Queue("desk", resume_seconds=60), Queue("vips", resume_seconds=60)
    centre = Centre(desk, vips)
    centre.at(1).calls("c1", caller="x")
    centre.at(5).calls("c2", "vips")
    centre.at(10).tell(Abandoned("c1", "hung_up"))
    centre.engine = routing.restore_engine(centre.plan, lambda: "o", centre.engine.save())
    centre.at(20).calls("c3", "vips", caller="x")
    assert (centre.engine.position("c2"), centre.engine.position("c3")) == (1, 2)
    centre.at(21).calls("c4")
    centre.at(22).calls("c5", caller="x")
    assert (centre.engine.position("c5"), centre.engine.position("c4")) == (1, 2), "it is kept where it was"


def test_priority_and_age_may_change_while_one_waits_and_one_may_be_pulled_out() -> None:
    centre = Centre(agents="ann")
    for second, contact in enumerate(("c1", "c2", "c3")):
        centre.at(second).calls(contact)
    centre.tell(ContactChanged("c3", priority=1))
    centre.tell(ContactChanged("c2", older_seconds=60))
    assert [centre.engine.position(each) for each in ("c3", "c2", "c1")] == [1, 2, 3]
    centre.at(5).tell(AgentAway("ann", AgentState.PAUSED, "tea", 10))
    assert centre.at(15).tell(Tick()) == ["ann stays too long (tea)"]
    assert centre.tell(Pulled("ann", "c1")) == []
    centre.ready("ann")
    centre.refuses("ann")
    assert centre.tell(Pulled("ann", "c1")) in ([], ["ring ann for c1", "ann is ringing"])


def test_a_team_helps_when_a_line_is_crossed_and_leaves_again() -> None:
    rule = Help("back", "waiting", 1, 0, least_seconds=10)
    seats = [Seat("ann", DESK), Seat("bo", ("office",), team="back")]
    centre = Centre(Queue("desk", help=(rule,), wrap_up_seconds=0), Queue("office"), seats=seats)
    centre.ready("bo")
    centre.at(1).calls("c1")
    centre.at(2).calls("c2")
    assert centre.at(6).tell(Tick())[:1] == ["ring bo for c1"]
    centre.takes("bo")
    centre.at(7).tell(Abandoned("c2", "hung_up"))
    centre.at(20).tell(Tick())
    assert centre.at(21).tell(Finished("bo", "c1")) == ["bo is ready"]
    assert centre.at(22).calls("c3") == []


def test_what_would_happen_can_be_asked_without_doing_it() -> None:
    steps = (Step(AnyOf((Skill("english", 3), Named(("bo",)))), 20),)
    centre = Centre(Queue("desk", steps=steps), seats=[Seat("ann", DESK), Seat("bo", DESK)])
    centre.ready("ann")
    before = centre.engine.save()
    found: dict[str, Any] = centre.engine.trial(Contact("c9", "desk", 5 * SECOND))
    assert (found["outcome"], found["begins"]) == ("offer", 1), "nobody signed in fits the step"
    assert [(row["agents"], row["signed_in"], row["free"]) for row in found["steps"]] == [
        (1, 0, 0),
        (2, 1, 1),
    ]
    assert centre.engine.save() == before
    assert centre.tell(Arrived(Contact("c9", "desk", 5 * SECOND)))[0] == "ring ann for c9"
