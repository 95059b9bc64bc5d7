"""Plans from configuration, and the journal's plain values."""

from typing import Any

import msgpack
import pytest

from huawu.platform.refusals import Invalid
from huawu.routing import service as routing
from huawu.routing.types import (
    Abandoned,
    AgentAway,
    AgentState,
    Arrived,
    Contact,
    ContactChanged,
    Finished,
    Goal,
    Not,
    Offer,
    Queue,
    QueueClosed,
    Seat,
    Skill,
    Step,
    Team,
    Tick,
    Told,
)

pytestmark = pytest.mark.core

CONFIG: dict[str, Any] = {
    "version": 3,
    "queues": {
        "desk": {"strategy": "linear", "ring_seconds": 15, "max_waiting": None, "name": {"zh": "前台"}}
    },
    "seats": {"a1": {"queues": ["desk", "desk"], "skills": {"english": 3}}},
}


def test_a_configuration_becomes_a_plan() -> None:
    plan = routing.plan_from(CONFIG)
    assert plan.version == 3
    assert plan.queues == {"desk": Queue("desk", strategy="linear", ring_seconds=15)}
    assert plan.seats == {"a1": Seat("a1", ("desk",), {"english": 3})}


def test_an_empty_configuration_is_an_empty_plan() -> None:
    plan = routing.plan_from({})
    assert (plan.version, plan.queues, plan.seats) == (0, {}, {})


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"queues": []}, "routing.plan_malformed"),
        ({"version": "three"}, "routing.plan_malformed"),
        ({"queues": {"desk": {"strategy": "by_dice"}}}, "routing.unknown_strategy"),
        ({"queues": {"desk": {"strategy": ["linear"]}}}, "routing.unknown_strategy"),
        ({"queues": {"desk": {"ring_seconds": 0}}}, "routing.out_of_range"),
        ({"queues": {"desk": {"ring_seconds": None}}}, "routing.out_of_range"),
        ({"queues": {"desk": {"rona_limit": True}}}, "routing.out_of_range"),
        ({"queues": {"desk": {"wrap_up_seconds": "30"}}}, "routing.out_of_range"),
        ({"queues": {"desk": {"refuse_when_empty": 1}}}, "routing.plan_malformed"),
        ({"seats": {"a1": {"queues": ["nowhere"]}}}, "routing.unknown_queue"),
        ({"seats": {"a1": {"queues": [["desk"]]}}}, "routing.unknown_queue"),
        ({"seats": {"a1": {"queues": "desk"}}}, "routing.plan_malformed"),
        ({"seats": {"a1": {"skills": {"english": 6}}}}, "routing.bad_skill_level"),
        ({"seats": {"a1": None}}, "routing.plan_malformed"),
    ],
)
def test_what_makes_no_sense_is_refused_by_its_key(change: dict[str, Any], key: str) -> None:
    with pytest.raises(Invalid) as refusal:
        routing.plan_from(CONFIG | change)
    assert refusal.value.key == key


@pytest.mark.parametrize(
    "told",
    [
        Arrived(Contact("c1", "desk", 5, 2, (("english", 3),), "a1")),
        Abandoned("c1", "hung_up"),
        AgentAway("a1", AgentState.PAUSED, "lunch"),
        Finished("a1", "c1"),
        Arrived(Contact("c1", "desk", 5, vip=True, steps=(Step(Not(Team("x")), 9),), caller="k")),
        ContactChanged("c1", steps=(Step(Skill("english", 2)),)),
        QueueClosed("desk", Goal("queue", "help")),
        Tick(),
    ],
)
def test_an_input_survives_the_journal(told: Told) -> None:
    row = msgpack.unpackb(msgpack.packb(routing.told_as_dict(told)))
    assert routing.told_from_dict(row) == told


def test_answers_are_written_plainly() -> None:
    offer = Offer("o1", "c1", "a1", 20, {"strategy": "linear", "why_not": [{"agent": "a2", "why": "x"}]})
    (row,) = routing.answers_as_dicts([offer])
    assert row["kind"] == "Offer"
    assert msgpack.unpackb(msgpack.packb(row)) == row
    assert routing.contact_of(offer) == "c1"
    assert routing.contact_of(Arrived(Contact("c7", "desk", 0))) == "c7"
    assert routing.contact_of(Tick()) is None
