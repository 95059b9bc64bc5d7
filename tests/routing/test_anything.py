"""Whatever the plan and whatever happens: nobody is lost, nobody idles, nobody is asked twice, first come is
first served. And an engine that breaks one of these is caught."""

from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from huawu.routing.types import Abandoned, Answered, Arrived, Offer, Told
from tests.routing.anything import prove

pytestmark = pytest.mark.core


@given(st.integers(0, 2**64 - 1))
@settings(derandomize=True, max_examples=25, deadline=None)
def test_the_rules_hold_in_any_centre_on_any_day(seed: int) -> None:
    prove(Random(seed), 150)


class Faulty:
    """An engine with something wrong with it."""

    def __init__(self, engine: Any) -> None:
        self.engine = engine

    def __getattr__(self, name: str) -> Any:
        return getattr(self.engine, name)

    def tell(self, told: Told, now: int) -> list[Answered]:
        answers: list[Answered] = self.engine.tell(told, now)
        return answers


class Idles(Faulty):
    """It forgets to look for an agent when somebody comes."""

    def tell(self, told: Told, now: int) -> list[Answered]:
        floor = self.engine._floor
        if not isinstance(told, Arrived):
            return super().tell(told, now)
        hidden = {name: line.idle for name, line in floor.index.lines.items()}
        for line in floor.index.lines.values():
            line.idle = []
        answers = super().tell(told, now)
        for name, idle in hidden.items():
            floor.index.lines[name].idle = idle
        return answers


class Leaks(Faulty):
    """It loses a contact now and then, and tells nobody."""

    def tell(self, told: Told, now: int) -> list[Answered]:
        answers = super().tell(told, now)
        if isinstance(told, Arrived) and told.contact.id.endswith("7"):
            self.engine.tell(Abandoned(told.contact.id, "lost"), now)
        return answers


class Reorders(Faulty):
    """Who comes later counts as if they had come first."""

    def tell(self, told: Told, now: int) -> list[Answered]:
        if isinstance(told, Arrived):
            told = Arrived(replace(told.contact, since=2_000_000_000_000 - told.contact.since))
        return super().tell(told, now)


class OffersTwice(Faulty):
    """It rings once more for a contact that rings already."""

    def tell(self, told: Told, now: int) -> list[Answered]:
        answers = super().tell(told, now)
        return answers + [
            Offer(each.id + "x", each.contact, each.agent, each.deadline, each.reason)
            for each in answers
            if isinstance(each, Offer)
        ]


@pytest.mark.parametrize("fault", [Idles, Leaks, Reorders, OffersTwice])
def test_an_engine_with_a_fault_is_caught(fault: type[Faulty]) -> None:
    caught = 0
    for seed in range(20):
        try:
            prove(Random(seed), 800, fault)
        except (AssertionError, KeyError):
            caught += 1
    assert caught >= 2, "hardly ever noticed"
