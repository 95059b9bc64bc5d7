"""A caller who was cut off while waiting and calls again in time takes the old place."""

from dataclasses import replace

import pytest

from huawu.app.live.site import site_of
from huawu.platform.clock import SECOND
from huawu.telephony.core.switch.types import Call
from tests.telephony.switch.desk import Centre

pytestmark = pytest.mark.core

FIRST, SECOND_ONE = "13700000001", "13700000002"


class Waiting(Centre):
    """The queue gives the old place back for `seconds`; nobody is free until `next`."""

    def __init__(self, *, seconds: int) -> None:
        super().__init__(resume_seconds=seconds)
        resuming = frozenset({"front"} if seconds else ())
        self.switch.plan = replace(self.switch.plan, resuming=resuming)

    def calls(self, leg: str, caller: str) -> Call:
        self.phones.arrive(leg, "4002", caller=caller)
        self.turn()
        return next(c for c in self.switch.calls.values() if c.leg == leg)

    def next(self) -> str:
        """Who is offered to the first agent who is free."""
        self.ready("ann")
        return next(c.leg for c in self.switch.calls.values() if c.agent == "ann")


def cut_off_and_again(centre: Waiting, caller: str, *, after: float) -> None:
    """One is cut off, another waits; the first calls again after so many seconds."""
    centre.calls("old", caller)
    centre.now += SECOND
    centre.calls("other", SECOND_ONE)
    centre.put_down("old")
    centre.pass_time(after)
    centre.calls("new", caller)


def test_who_calls_again_in_time_is_served_before_who_came_later() -> None:
    centre = Waiting(seconds=60)
    cut_off_and_again(centre, FIRST, after=50)
    assert centre.next() == "new"


@pytest.mark.parametrize(("seconds", "after"), [(60, 61), (0, 5)])
def test_too_late_or_where_the_queue_does_not_give_it_back_the_old_place_is_lost(
    seconds: int, after: int
) -> None:
    centre = Waiting(seconds=seconds)
    cut_off_and_again(centre, FIRST, after=after)
    assert centre.next() == "other"


@pytest.mark.parametrize("caller", ["anonymous", ""])
def test_who_shows_no_number_has_no_place_to_come_back_to(caller: str) -> None:
    centre = Waiting(seconds=60)
    cut_off_and_again(centre, caller, after=5)
    assert centre.next() == "other"


def test_the_journal_of_routing_does_not_hold_the_number() -> None:
    centre = Waiting(seconds=60)
    centre.calls("old", FIRST)
    centre.put_down("old")
    assert FIRST not in repr(centre.engine.save())


def test_what_the_journal_holds_instead_is_found_from_the_number_only_with_the_key() -> None:
    journals = []
    for key in (b"one", b"one", b"another"):
        centre = Waiting(seconds=60)
        centre.switch.number_key = key
        centre.calls("old", FIRST)
        centre.put_down("old")
        journals.append(repr(centre.engine.save()))
    assert journals[0] == journals[1] != journals[2]


def test_which_queues_do_so_is_read_from_the_configuration() -> None:
    queues = {"front": {"resume_seconds": 120}, "back": {}, "help": {"resume_seconds": 0}}
    assert site_of({"queues": queues}).switch.resuming == {"front"}
