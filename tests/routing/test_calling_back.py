"""Who asks to be called back keeps the place, takes no room, and is offered when it is their turn."""

from dataclasses import replace
from itertools import count

import msgpack
import pytest

from huawu.platform.clock import SECOND
from huawu.platform.hours import Hours
from huawu.platform.refusals import Invalid
from huawu.routing import service as routing
from huawu.routing.types import (
    Abandoned,
    Accepted,
    AgentReady,
    Answered,
    Arrived,
    CallbackAsked,
    CallbackMissed,
    CallbackMoved,
    CallbackReached,
    CallbackRule,
    Connect,
    Contact,
    Declined,
    Finished,
    Goal,
    Offer,
    Overflow,
    Overflowing,
    Plan,
    Queue,
    QueueClosed,
    Seat,
    Skill,
    Step,
    Tick,
    Told,
    Withdraw,
)

pytestmark = pytest.mark.core
DAY = Hours("UTC", (((60, 120),),) * 7)
"""From one to two in the morning."""


class Desk:
    """One queue `q`, agents a and b; everything that is told is told again to an engine from the journal."""

    def __init__(self, queue: Queue | None = None, hours: dict[str, Hours] | None = None) -> None:
        self.now = 1_000 * SECOND
        numbers = count(1)
        seats = {name: Seat(name, ("q",), {"s": 5} if name == "b" else {}) for name in ("a", "b")}
        self.plan = Plan(1, {"q": queue or Queue("q", callback=CallbackRule())}, seats, hours or {})
        self.ids = lambda: f"o{next(numbers)}"
        self.engine = routing.open_engine(self.plan, self.ids)
        self.journal: list[tuple[int, dict[str, object], list[dict[str, object]]]] = []

    def tell(self, *told: Told) -> list[Answered]:
        answers: list[Answered] = []
        for each in told:
            found = self.engine.tell(each, self.now)
            self.journal.append((self.now, routing.told_as_dict(each), routing.answers_as_dicts(found)))
            answers += found
        return answers

    def later(self, seconds: float) -> list[Answered]:
        """Let time pass, stopping where something is due."""
        end, answers = self.now + round(seconds * SECOND), []
        while (due := self.engine.next_deadline()) is not None and due <= end:
            self.now = max(self.now, due)
            answers += self.tell(Tick())
        self.now = end
        return answers

    def comes(self, *names: str) -> None:
        for name in names:
            self.tell(Arrived(Contact(name, "q", self.now)))
            self.now += SECOND

    def asks(self, name: str, after: int = 0) -> list[Answered]:
        """`c1` asks: `k1` is to be called."""
        contact = Contact(f"k{name[1:]}", "q", self.now)
        return self.tell(CallbackAsked(contact, name, self.now + after * SECOND))

    def offered(self, agent: str = "a") -> Offer:
        return next(each for each in self.tell(AgentReady(agent)) if isinstance(each, Offer))


def of(kind: type, answers: list[Answered]) -> list[Answered]:
    return [each for each in answers if isinstance(each, kind)]


def test_the_place_is_kept_and_given_to_the_agent_who_becomes_free() -> None:
    desk = Desk()
    desk.comes("c1", "c2")
    desk.asks("c1")
    assert (desk.engine.position("k1"), desk.engine.position("c2"), desk.engine.position("c1")) == (
        1,
        2,
        None,
    )
    assert desk.offered().contact == "k1"


def test_until_the_caller_has_put_down_the_telephone_the_next_one_is_served() -> None:
    desk = Desk()
    desk.comes("c1", "c2")
    desk.asks("c1", after=10)
    assert (desk.engine.position("k1"), desk.engine.position("c2")) == (None, 1)
    told = desk.engine.explain("k1")
    assert told is not None
    assert (told["why"], told["call_after"]) == ("not_called_now", desk.now + 10 * SECOND)
    assert desk.offered().contact == "c2"
    desk.later(10)
    assert desk.offered("b").contact == "k1"


def test_how_long_somebody_waits_who_is_not_called_now_is_counted_until_it_is_asked() -> None:
    desk = Desk()
    desk.comes("c1")
    desk.asks("c1", after=10)
    before, later = desk.engine.explain("k1"), desk.engine.explain("k1", desk.now + 4 * SECOND)
    assert before is not None
    assert later is not None
    assert (before["why"], later["why"]) == ("not_called_now", "not_called_now")
    assert later["waited_seconds"] == before["waited_seconds"] + 4


def test_who_is_called_back_takes_no_room_in_a_full_queue() -> None:
    desk = Desk(Queue("q", max_waiting=2, callback=CallbackRule()))
    desk.comes("c1", "c2")
    desk.asks("c1")
    assert not of(Overflow, desk.tell(Arrived(Contact("c3", "q", desk.now))))
    assert of(Overflow, desk.tell(Arrived(Contact("c4", "q", desk.now))))


def test_steps_go_on_by_the_clock_of_the_first_wait() -> None:
    desk = Desk(Queue("q", steps=(Step(Skill("s"), 30),), callback=CallbackRule()))
    desk.tell(AgentReady("b"))
    desk.comes("c1", "c2")  # b is rung for the first
    desk.later(19)
    desk.asks("c2", after=60)
    desk.later(70)
    told = desk.engine.explain("k2")
    assert told is not None
    assert told["step"]["number"] == 1
    figures = {row["step"]: row["entered"] for row in desk.engine.step_figures("q")}
    assert figures[0] == 2, "nobody enters a step twice"


def test_an_agent_who_was_rung_for_the_caller_is_rung_for_the_call_back_in_their_stead() -> None:
    desk = Desk()
    desk.tell(AgentReady("a"))
    desk.comes("c1")
    answers = desk.asks("c1")
    assert [each.cause for each in answers if isinstance(each, Withdraw)] == ["contact_left"]
    assert [each.contact for each in answers if isinstance(each, Offer)] == ["k1"]


def test_who_was_not_reached_waits_again_at_the_place_of_before_after_the_pause() -> None:
    desk = Desk()
    desk.comes("c1", "c2")
    desk.asks("c1")
    offer = desk.offered()
    assert of(Connect, desk.tell(Accepted(offer.id)))
    answers = desk.tell(CallbackMissed("k1", "k2", desk.now + 60 * SECOND))
    assert [each.contact for each in answers if isinstance(each, Offer)] == ["c2"], (
        "the agent is free at once"
    )
    assert desk.engine.called_back("k1") is None
    desk.tell(Accepted(next(each.id for each in answers if isinstance(each, Offer))))
    desk.comes("c3")
    desk.later(60)
    assert (desk.engine.position("k2"), desk.engine.position("c3")) == (1, 2)


def test_who_was_not_reached_is_let_go_when_the_queue_was_taken_away_meanwhile() -> None:
    desk = Desk()
    desk.comes("c1")
    desk.asks("c1")
    desk.tell(Accepted(desk.offered().id))
    desk.engine.load(replace(desk.plan, queues={"other": Queue("other")}), desk.now)
    answers = desk.tell(CallbackMissed("k1", "k2", desk.now + 60 * SECOND))
    assert of(Overflow, answers) == [Overflow("k2", "closed", None, desk.now - SECOND)]
    view = desk.engine.agent("a")
    assert view is not None
    assert view.state == "ready"


def test_nobody_writes_up_a_call_that_reached_nobody_but_one_that_did() -> None:
    desk = Desk()
    desk.comes("c1")
    desk.asks("c1")
    desk.tell(Accepted(desk.offered().id))
    desk.tell(CallbackMissed("k1", "k2", desk.now))
    view = desk.engine.agent("a")
    assert view is not None
    assert (view.state, view.contact) == ("ringing", "k2")
    desk.tell(Accepted(desk.engine.save()["waiting"][0]["offers"][0]), CallbackReached("k2"))
    desk.tell(Finished("a", "k2"))
    view = desk.engine.agent("a")
    assert view is not None
    assert (view.state, view.contact) == ("wrap_up", "k2")


def test_an_agent_who_does_not_take_it_leaves_it_where_it_was() -> None:
    desk = Desk()
    desk.comes("c1", "c2")
    desk.asks("c1")
    desk.tell(Declined(desk.offered().id, "declined"))
    assert desk.engine.position("k1") == 1
    assert desk.offered("b").contact == "k1"


def test_out_of_its_hours_nobody_is_called_and_the_place_is_kept_until_they_begin() -> None:
    rule = CallbackRule(hours="night", expires_seconds=86_400)
    desk = Desk(Queue("q", callback=rule), {"night": DAY})
    desk.comes("c1", "c2")
    desk.asks("c1")
    assert desk.engine.called_back("k1") is not None
    assert desk.offered().contact == "c2"
    held = Desk(Queue("q", callback=rule), {"night": DAY})
    held.comes("c1")
    held.asks("c1")
    held.later(3_600)
    assert held.engine.position("k1") == 1
    held.later(3_600)
    assert held.engine.position("k1") is None


def test_a_queue_that_closes_sends_on_who_waits_but_not_who_is_called_back() -> None:
    desk = Desk()
    desk.comes("c1", "c2")
    desk.asks("c1")
    answers = desk.tell(QueueClosed("q", Goal("queue", "other")))
    assert [each.contact for each in answers if isinstance(each, Overflow)] == ["c2"]
    assert desk.engine.position("k1") == 1


def test_it_expires_and_not_by_the_longest_wait_of_the_queue() -> None:
    desk = Desk(Queue("q", max_wait_seconds=60, callback=CallbackRule(expires_seconds=600)))
    desk.comes("c1")
    desk.asks("c1")
    assert not of(Overflow, desk.later(590))
    gone = of(Overflow, desk.later(20))
    assert [(each.contact, each.cause) for each in gone if isinstance(each, Overflow)] == [("k1", "expired")]


def test_who_is_called_first_is_a_caller_like_any_other_once_they_answer() -> None:
    desk = Desk(Queue("q", ring_seconds=20, callback=CallbackRule(mode="customer_first", ring_seconds=40)))
    desk.comes("c1")
    desk.asks("c1")
    offer = desk.offered()
    assert offer.deadline == desk.now + 60 * SECOND, "kept free while the customer's telephone rings"
    desk.tell(CallbackReached("k1"))
    assert of(Connect, desk.tell(Accepted(offer.id)))
    desk.tell(Finished("a", "k1"))
    view = desk.engine.agent("a")
    assert view is not None
    assert view.state == "wrap_up"


@pytest.mark.parametrize("mode", ["agent_first", "customer_first"])
def test_who_is_called_back_is_offered_to_one_agent_however_many_the_queue_rings(mode: str) -> None:
    desk = Desk(Queue("q", ring_at_once=2, callback=CallbackRule(mode=mode)))
    desk.comes("c1")
    desk.asks("c1")
    desk.offered("a")
    assert not of(Offer, desk.tell(AgentReady("b")))
    answers = of(Offer, desk.tell(CallbackReached("k1")))
    assert [(each.agent, each.contact) for each in answers if isinstance(each, Offer)] == [("b", "k1")], (
        "once they wait on the line it rings at both"
    )


def test_who_is_reached_keeps_the_deeper_levels_that_the_wait_has_opened_also_after_a_restart() -> None:
    desk = Desk(Queue("q", reserve_after_seconds=10, callback=CallbackRule()))
    seats = {"a": Seat("a", ("q",)), "b": Seat("b", ("q",), levels={"q": 2})}
    desk.plan = replace(desk.plan, seats=seats)
    desk.engine = routing.open_engine(desk.plan, desk.ids)
    desk.comes("c1")
    desk.asks("c1")
    desk.later(15)
    desk.tell(CallbackReached("k1"))
    saved = desk.engine.save()
    desk.engine = routing.restore_engine(desk.plan, desk.ids, msgpack.unpackb(msgpack.packb(saved)))
    assert desk.engine.save() == saved
    assert desk.offered("b").contact == "k1"


def test_an_agent_who_was_kept_free_in_vain_is_free_again_without_a_miss() -> None:
    desk = Desk(Queue("q", rona_limit=1, callback=CallbackRule(mode="customer_first")))
    desk.comes("c1", "c2")
    desk.asks("c1")
    desk.offered()
    answers = desk.tell(CallbackMissed("k1", "k2", desk.now + 60 * SECOND))
    assert [each.cause for each in answers if isinstance(each, Withdraw)] == ["not_reached"]
    assert [each.contact for each in answers if isinstance(each, Offer)] == ["c2"]


def test_one_who_could_not_even_wait_comes_in_at_the_start_that_is_told() -> None:
    desk = Desk(Queue("q", overflows=(Overflowing("length", Goal("callback"), 1),), callback=CallbackRule()))
    desk.comes("c1")
    sent = of(Overflow, desk.tell(Arrived(Contact("c2", "q", desk.now))))
    assert [each.to for each in sent if isinstance(each, Overflow)] == [Goal("callback")]
    desk.now += 5 * SECOND
    desk.tell(CallbackAsked(Contact("k2", "q", desk.now - 5 * SECOND), "c2", desk.now))
    desk.comes("c3")
    assert desk.engine.position("k2") == 2


def test_a_leader_may_have_them_called_now_or_never() -> None:
    desk = Desk()
    desk.comes("c1", "c2", "c3")
    desk.asks("c2", after=600)
    desk.asks("c3", after=600)
    desk.tell(CallbackMoved("k2", desk.now))
    assert desk.engine.position("k2") == 2
    desk.tell(Abandoned("k2", "cancelled"), Abandoned("k3", "cancelled"))
    assert [desk.engine.called_back(name) for name in ("k2", "k3")] == [None, None]


def test_what_is_told_of_somebody_unknown_or_twice_changes_nothing() -> None:
    desk = Desk()
    desk.comes("c1")
    desk.asks("c1", after=5)
    before = desk.engine.save()
    for told in (
        CallbackMissed("nobody", "x", 0),
        CallbackReached("nobody"),
        CallbackMoved("nobody", 0),
        CallbackAsked(Contact("k1", "q", desk.now), "c1", 0),
    ):
        assert desk.engine.tell(told, desk.now) == []
    assert desk.engine.save() | {"ignored": 0} == before | {"ignored": 0}


def test_a_restart_in_every_state_goes_on_where_it_was_and_the_journal_replays() -> None:
    desk = Desk(Queue("q", steps=(Step(Skill("s"), 30),), callback=CallbackRule()))
    desk.comes("c1", "c2", "c3")
    desk.asks("c1", after=10)
    desk.asks("c2")
    restarted(desk)
    desk.tell(Accepted(desk.offered("b").id))
    restarted(desk)
    desk.tell(CallbackMissed("k2", "k4", desk.now + 30 * SECOND))
    restarted(desk)
    desk.later(60)
    restarted(desk)
    numbers = count(1)
    again = routing.open_engine(desk.plan, lambda: f"o{next(numbers)}")
    for at, told, answers in desk.journal:
        assert routing.answers_as_dicts(again.tell(routing.told_from_dict(told), at)) == answers
    assert again.save() == desk.engine.save()


def restarted(desk: Desk) -> None:
    saved = desk.engine.save()
    desk.engine = routing.restore_engine(desk.plan, desk.ids, msgpack.unpackb(msgpack.packb(saved)))
    assert desk.engine.save() == saved


def test_under_another_plan_it_waits_on_and_in_a_queue_that_is_gone_it_is_over() -> None:
    desk = Desk()
    desk.comes("c1", "c2")
    desk.asks("c1", after=60)
    desk.asks("c2")
    desk.engine.load(replace(desk.plan, version=2), desk.now)
    assert (desk.engine.position("k1"), desk.engine.position("k2")) == (None, 1)
    gone = of(Overflow, desk.engine.load(Plan(3, {}, {}), desk.now))
    assert {each.contact for each in gone if isinstance(each, Overflow)} == {"k1", "k2"}


@pytest.mark.parametrize(
    "row",
    [
        {"mode": "both"},
        {"attempts": 0},
        {"attempts": True},
        {"pause_seconds": None},
        {"hours": 3},
        {"unknown": 1},
        [],
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(row: object) -> None:
    with pytest.raises(Invalid):
        routing.plan_from({"queues": {"q": {"callback": row}}, "seats": {}})
