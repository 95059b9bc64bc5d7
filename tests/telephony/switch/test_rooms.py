"""Booked conferences: the PIN, who is called, who is let in, and what the organiser may do."""

from dataclasses import replace

import pytest

from huawu.interactions.events import InteractionEnded, SegmentClosed
from huawu.platform.clock import SECOND
from huawu.platform.refusals import Refusal
from huawu.telephony.core.switch.conferences import booked, rooms
from huawu.telephony.core.switch.conferences.booked import Booking
from huawu.telephony.core.switch.types import Target, To
from tests.telephony.switch.exchange import NUMBER
from tests.telephony.switch.house import House

pytestmark = pytest.mark.core

ROOM, PIN = "680", "246810"
HOUR = 3600


def booking(house: House, *invited: To, begins: int = 0, minutes: int = 60, key: str = "b1") -> Booking:
    starts = house.now + begins * SECOND
    return Booking(key, ROOM, "Weekly", PIN, starts, starts + minutes * 60 * SECOND, invited)


def opened(*invited: To, begins: int = 0, **plan: int) -> House:
    """A conference is booked in room 680, to which number 4010 leads too."""
    house = House()
    plan_now = house.switch.plan
    house.switch.plan = replace(
        plan_now,
        lines=replace(plan_now.lines, rooms=frozenset({ROOM, "681"})),
        numbers={**plan_now.numbers, "4010": Target(extension=ROOM)},
        **plan,  # type: ignore[arg-type]
    )
    house.switch.now = house.now
    rooms.book(house.switch, booking(house, *invited, begins=begins))
    house.pass_time(0)
    return house


def enters(house: House, leg: str, pin: str = PIN, *, phone: str | None = None) -> None:
    """Somebody calls the room, hears the question, and answers it."""
    if phone is None:
        house.phones.arrive(leg, "4010", caller=f"1390000{leg}")
        house.turn()
    else:
        house.dial(phone, ROOM, leg)
    says(house, leg, pin)


def says(house: House, leg: str, pin: str) -> None:
    for digit in pin + "#":
        house.press(leg, digit)


def act(house: House, action: str, leg: str = "") -> None:
    rooms.act(house.switch, "b1", action, leg)
    house.turn()


def test_who_knows_the_pin_is_let_in_from_outside_and_from_the_house() -> None:
    house = opened()
    house.dial("7002", ROOM, "x")
    assert house.hears("x") == ["zh-CN/voicemail.pin"]
    says(house, "x", PIN)
    assert house.hears("x") == ["music"]
    enters(house, "01")
    assert house.together("x", "01")
    enters(house, "8", phone="8001")
    assert house.together("x", "01", "8")
    assert house.switch.call_of("ann") is not None
    assert house.hears("x") == house.hears("8") == ["tones/beep"]


def test_all_hear_that_somebody_has_gone_and_the_last_one_ends_it() -> None:
    house = opened()
    for leg in ("01", "02", "03"):
        enters(house, leg)
    house.put_down("02")
    assert house.hears("01") == ["tones/beep", "silence:100", "tones/beep"]
    assert house.together("01", "03")
    house.put_down("01")
    assert house.hears("03") == ["music"]
    house.put_down("03")
    assert (house.switch.calls, house.phones.legs) == ({}, {})
    assert len([fact for _, fact in house.facts if isinstance(fact, InteractionEnded)]) == 4


def test_a_wrong_pin_is_asked_for_again_twice_and_then_it_is_over() -> None:
    house = opened()
    enters(house, "01", "111")
    assert house.hears("01") == ["zh-CN/voicemail.pin.wrong", "zh-CN/voicemail.pin"]
    says(house, "01", "222")
    says(house, "01", "333")
    assert house.hears("01") == ["zh-CN/voicemail.pin.locked"]
    house.said("01")
    assert (house.switch.calls, house.phones.legs) == ({}, {})


def test_silence_is_a_wrong_pin_too() -> None:
    house = opened()
    house.dial("7002", ROOM, "x")
    house.said("x")
    house.pass_time(11)
    assert house.hears("x") == ["zh-CN/voicemail.pin.wrong", "zh-CN/voicemail.pin"]


def test_who_guesses_again_and_again_is_heard_no_more_for_a_while_even_with_the_right_pin() -> None:
    house = opened()
    for leg in ("a", "b"):
        house.dial("7002", ROOM, leg)
        for guess in ("1", "2", "3"):
            if leg in house.phones.legs and house.hears(leg)[-1].endswith("pin"):
                says(house, leg, guess)
        house.said(leg)
    house.dial("7002", ROOM, "c")
    assert house.hears("c") == ["zh-CN/voicemail.pin.locked"]
    house.put_down("c")
    enters(house, "01")
    assert house.hears("01") == ["music"]
    house.pass_time(15 * 60)
    enters(house, "d", phone="7002")
    assert house.together("01", "d")


def test_a_room_at_which_many_numbers_guess_lets_nobody_in_for_a_while() -> None:
    house = opened()
    for n in range(booked.MOST_OF_ROOM):
        enters(house, f"g{n}", "999")
        house.put_down(f"g{n}")
    enters(house, "01")
    assert house.hears("01") == ["zh-CN/voicemail.pin.locked"]


@pytest.mark.parametrize(("waits", "open_"), [(0, False), (HOUR - 700, False), (HOUR - 500, True)])
def test_the_room_opens_ten_minutes_before_it_begins(waits: int, open_: bool) -> None:
    house = opened(begins=HOUR)
    house.pass_time(waits)
    house.dial("7002", ROOM, "x")
    assert house.hears("x") == ["zh-CN/voicemail.pin" if open_ else "zh-CN/closed.hours"]


def test_those_invited_are_called_when_it_begins_and_the_room_closes_with_its_time() -> None:
    house = opened(To("agent", "ann"), To("extension", "7002"), To("number", NUMBER), begins=HOUR)
    house.pass_time(HOUR - 1)
    assert house.phones.legs == {}
    house.pass_time(2)
    assert {leg.extension or leg.number for leg in house.phones.ringing()} == {"8001", "7002", NUMBER}
    for who in ("ann", "7002", NUMBER):
        house.picks_up(who)
    assert house.together("ann", "7002", NUMBER)
    enters(house, "01")
    assert house.together("ann", "7002", NUMBER, "01")
    house.pass_time(HOUR)
    assert (house.switch.calls, house.phones.legs, house.switch.rooms.bookings) == ({}, {}, {})
    assert house.state("ann") == "ready" or house.state("ann") == "signed_out"
    rows = {fact.role for _, fact in house.facts if isinstance(fact, SegmentClosed) and fact.agent == "ann"}
    assert "conference" in rows


def test_whom_nobody_reaches_leaves_nothing_behind() -> None:
    house = opened(To("extension", "7002"), begins=1)
    house.pass_time(60)
    assert (house.switch.calls, house.phones.legs) == ({}, {})
    enters(house, "01")
    assert house.hears("01") == ["music"]


def test_the_organiser_mutes_drops_locks_and_ends() -> None:
    house = opened()
    for leg in ("01", "02", "03"):
        enters(house, leg)
    act(house, "mute", "01")
    assert house.audible()["02"] == {"03"}
    act(house, "unmute", "01")
    assert house.together("01", "02", "03")
    act(house, "drop", "01")
    assert house.together("02", "03")
    act(house, "lock")
    enters(house, "04")
    assert house.hears("04") == ["tones/busy"]
    house.said("04")
    assert "04" not in house.phones.legs
    act(house, "unlock")
    enters(house, "05")
    assert house.together("02", "03", "05")
    act(house, "end")
    assert (house.switch.calls, house.phones.legs) == ({}, {})


def test_a_full_room_takes_nobody_and_a_conference_of_two_hundred_is_refused_with_the_limit() -> None:
    house = opened(conference_limit=2)
    for leg in ("01", "02", "03"):
        enters(house, leg)
    assert house.together("01", "02")
    assert house.hears("03") == ["tones/busy"]
    many = tuple(To("number", f"1390000{n:04}") for n in range(200))
    with pytest.raises(Refusal, match=r"call\.full"):
        rooms.book(house.switch, replace(booking(house, *many, key="b2"), room="681"))


@pytest.mark.parametrize(
    ("room", "begins", "minutes", "key"),
    [
        (ROOM, 0, 60, "conference.room_taken"),
        (ROOM, 59 * 60, 60, "conference.room_taken"),
        ("600", 0, 60, "conference.unknown_room"),
        ("681", -7200, 60, "conference.bad_time"),
        ("681", 0, 0, "conference.bad_time"),
    ],
)
def test_what_cannot_be_booked(room: str, begins: int, minutes: int, key: str) -> None:
    house = opened()
    wanted = replace(booking(house, begins=begins, minutes=minutes, key="b2"), room=room)
    with pytest.raises(Refusal) as refused:
        rooms.book(house.switch, wanted)
    assert refused.value.key == key


@pytest.mark.parametrize(
    ("to", "key"),
    [
        (To("agent", "nobody"), "call.unknown_agent"),
        (To("extension", "9999"), "call.unknown_extension"),
        (To("queue", "front"), "call.bad_number"),
        (To("number", "x"), "call.bad_number"),
    ],
)
def test_whom_nobody_can_call_is_not_invited(to: To, key: str) -> None:
    house = opened()
    with pytest.raises(Refusal) as refused:
        rooms.book(house.switch, replace(booking(house, to, key="b2"), room="681"))
    assert refused.value.key == key


def test_the_organiser_of_nothing_is_refused() -> None:
    house = opened()
    for action, key in (("mute", "conference.nobody_there"), ("lock", "conference.nobody_there")):
        with pytest.raises(Refusal) as refused:
            rooms.act(house.switch, "b1", action, "01")
        assert refused.value.key == key
    with pytest.raises(Refusal, match=r"conference\.unknown"):
        rooms.act(house.switch, "b9", "end")


def test_a_booking_is_kept_as_it_is() -> None:
    house = opened(To("agent", "ann"))
    kept = house.switch.rooms.bookings["b1"]
    assert booked.restored(kept.saved()) == kept


@pytest.mark.parametrize("target", ["7003", "701", "4002", "*97"])
def test_nobody_passes_a_conference_on(target: str) -> None:
    house = opened()
    enters(house, "x", phone="7001")
    enters(house, "y", phone="7002")
    house.phones.transfer("x", target)
    house.turn()
    assert house.phones.progress[-1] == ("x", "declined")
    assert set(house.phones.legs) == {"x", "y"}
    assert house.together("x", "y")


def test_who_is_lost_at_the_door_and_let_in_has_the_rest_of_the_minute_in_the_conference() -> None:
    house = opened()
    enters(house, "01")
    for page in ("8", "9"):
        house.dial("8001" if page == "8" else "8002", ROOM, page)
        for digit in PIN:
            house.press(page, digit)
        house.phones.lose_path(page)
    house.turn()
    house.pass_time(11)
    assert {"01", "8", "9"} == set(house.the_call.parties)
    house.phones.find_path("9")
    house.turn()
    assert house.together("01", "9")
    house.pass_time(50)
    assert "8" not in house.phones.legs
    assert house.together("01", "9")


@pytest.mark.parametrize("cancelled", [True, False])
def test_who_guessed_is_forgotten_although_nobody_calls_the_room_any_more(cancelled: bool) -> None:
    house = opened()
    enters(house, "01", "111")
    house.put_down("01")
    dict(house.switch.rooms.take_changed())
    assert set(house.switch.rooms.wrong) == {"caller 139000001", f"room {ROOM}"}
    house.pass_time(16 * 60)
    if cancelled:
        house.switch.now = house.now
        rooms.cancel(house.switch, "b1")
    house.pass_time(HOUR)
    assert house.switch.rooms.wrong == {}
    written = dict(house.switch.rooms.take_changed())
    assert (written["guessed/caller 139000001"], written[f"guessed/room {ROOM}"]) == (None, None)
