"""What lies in mailboxes, and their secret numbers."""

import pytest

from huawu.platform.clock import SECOND
from huawu.platform.refusals import Invalid, NotFound, Refusal
from huawu.telephony.core.voicemail import box, pins
from huawu.telephony.core.voicemail.box import Boxes, Message
from huawu.telephony.core.voicemail.pins import Pin

pytestmark = pytest.mark.core

NOW = 1_000 * SECOND


def boxes(*mailboxes: str) -> Boxes:
    """A message in each: m0, m1, ..."""
    made = Boxes()
    for number, mailbox in enumerate(mailboxes):
        made.put(Message(f"m{number}", mailbox, "c", "138", "", NOW + number, 5.0, 10, f"p{number}"))
    return made


def test_messages_are_counted_by_whether_they_are_new() -> None:
    made = boxes("8001", "8001", "8002")
    made.mark("m0", box.HEARD, by="ann", now=NOW)
    assert made.counts("8001") == (1, 1)
    assert [each.id for each in made.in_order("8001")] == ["m0", "m1"]


def test_a_deleted_message_can_be_had_back_for_a_day_as_it_was() -> None:
    made = boxes("8001")
    made.mark("m0", box.HEARD, by="ann", now=NOW)
    made.mark("m0", box.DELETED, by="ann", now=NOW)
    assert made.counts("8001") == (0, 0)
    restored = made.restore("m0", by="ann", now=NOW + box.UNDO - 1)
    assert restored is not None
    assert restored.state == box.HEARD
    made.mark("m0", box.DELETED, by="ann", now=NOW)
    with pytest.raises(NotFound):
        made.restore("m0", by="ann", now=NOW + box.UNDO)
    made.forget_old("8001", NOW + box.UNDO)
    assert "m0" not in made.messages


def test_a_message_of_a_queue_is_taken_by_one() -> None:
    made = boxes("queue:front")
    made.mark("m0", box.TAKEN, by="ann", now=NOW)
    for state in (box.TAKEN, box.DONE):
        with pytest.raises(Refusal) as refused:
            made.mark("m0", state, by="bob", now=NOW)
        assert refused.value.key == "voicemail.taken"
    assert made.mark("m0", box.TAKEN, by="ann", now=NOW) is None
    assert made.mark("m0", box.DONE, by="ann", now=NOW)


@pytest.mark.parametrize(("mailbox", "state"), [("8001", "taken"), ("queue:a", "heard"), ("8001", "lost")])
def test_states_are_those_of_the_kind_of_mailbox(mailbox: str, state: str) -> None:
    with pytest.raises(Invalid):
        boxes(mailbox).mark("m0", state, by=None, now=NOW)


def test_a_mailbox_is_full_after_a_hundred() -> None:
    made = boxes(*["8001"] * box.MOST)
    assert made.is_full("8001")
    made.mark("m5", box.DELETED, by=None, now=NOW)
    assert not made.is_full("8001")


def test_all_of_it_is_taken_up_in_another_life() -> None:
    made = boxes("8001")
    made.pin("8001", Pin("hash", 2))
    made.greet("8001", "g1")
    other = Boxes()
    for key in sorted(made.changed):
        other.take_up(key, made.saved(key))
    assert (other.messages, other.pins, other.greetings) == (made.messages, made.pins, made.greetings)
    assert made.greet("8001", "") == "g1"
    assert made.saved("greeting/8001") is None


@pytest.mark.parametrize("pin", ["123", "12345678901", "1111", "2345", "9876", "8001", "12a4", "１２９７"])
def test_a_number_that_anybody_would_try_is_no_secret(pin: str) -> None:
    assert pins.is_bad(pin, mailbox="8001")


def test_a_number_that_is_a_secret() -> None:
    assert not pins.is_bad("2580", mailbox="8001")


def test_guessing_locks_and_each_time_for_longer() -> None:
    pin, now, locks = Pin("hash"), NOW, []
    for _ in range(3):
        for _ in range(pins.WRONG_AT_MOST):
            assert not pin.is_locked(now)
            pin = pins.wrong(pin, now)
        assert pin.is_locked(now)
        locks.append((pin.locked_until - now) // SECOND)
        now = pin.locked_until
    assert locks == [900, 1800, 3600]
    assert pins.right(pin) == Pin("hash")
