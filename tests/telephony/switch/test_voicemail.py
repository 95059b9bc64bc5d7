"""Callers who are not answered leave messages, and owners listen to them by telephone."""

from dataclasses import replace
from typing import Any

import pytest

from huawu.interactions.events import InteractionEnded
from huawu.routing import service as routing
from huawu.routing.types import Goal, Overflowing, Plan, Queue, Seat
from huawu.telephony.core.switch.house.lines import Extension, Lines
from huawu.telephony.core.switch.mailbox import mailbox_menu, voicemail
from huawu.telephony.core.switch.types import Call
from huawu.telephony.core.voicemail.pins import Pin
from huawu.telephony.events import VoicemailChanged, VoicemailLeft, VoicemailSet
from tests.telephony.switch.house import House

pytestmark = pytest.mark.core

TONE = "tones/beep"


class MailHouse(House):
    """A house whose disk confirms at once; `dropped`: paths of files that were removed."""

    def __init__(self, **extensions: dict[str, Any]) -> None:
        super().__init__(**extensions)
        self.asked: list[tuple[str, ...]] = []
        self.dropped: list[str] = []
        mail = self.switch.mail
        mail.take = self._take
        mail.confirm = lambda *what: self.asked.append(what)
        mail.check = lambda *what: self.asked.append(what)
        mail.hash = lambda *what: self.asked.append(what)
        mail.drop = self.dropped.append
        mail.figures = lambda value, language: [f"{value}"]

    def _take(self, call: Call, recording: str) -> str:
        self.phones.record(recording, outside=[call.leg], inside=[], secret={})
        self.phones.spoken[recording] = 1.0
        return f"path-{recording}"

    def confirm(self, *, safe: bool = True) -> None:
        """The disk has answered."""
        call, recording, _ = self.asked.pop()
        voicemail.confirmed(self.switch, call, recording, safe=safe)
        self.turn()

    def check(self, *, right: bool) -> None:
        """The number was compared."""
        mailbox_menu.checked(self.switch, self.asked.pop()[0], right=right)
        self.turn()

    @property
    def recording(self) -> str:
        return next(iter(self.phones.recordings))

    def words(self, leg: str = "x") -> list[str]:
        """What is heard, without its language."""
        return [each.removeprefix("zh-CN/") for each in self.hears(leg)]

    def leave(self, caller: str = "7001", number: str = "7002", leg: str = "x") -> str:
        """A caller leaves a message by hanging up. Its id."""
        self.dial(caller, number, leg)
        self.said(leg)
        message = self.recording
        self.put_down(leg)
        return message

    def of(self, kind: type) -> list[Any]:
        return [fact for _, fact in self.facts if isinstance(fact, kind)]


@pytest.mark.parametrize(
    ("why", "cause"), [("busy", "busy"), ("no_answer", "no_answer"), ("offline", "unreachable")]
)
def test_a_call_that_is_not_taken_goes_to_the_mailbox_that_its_owner_wishes(why: str, cause: str) -> None:
    house = MailHouse()
    house.wish("7002", **{why: "*97"})
    call = house.dial("7001", "7002")
    house.hangs_up("7002", cause)
    assert call is not None
    assert (call.stage, call.answered) == ("voicemail", True)
    assert house.words() == ["voicemail.greeting", TONE]


def test_an_extension_may_have_a_mailbox_without_a_wish() -> None:
    house = MailHouse(x7002={"voicemail": True})
    house.dial("7001", "7002")
    house.hangs_up("7002", "no_answer")
    assert house.words() == ["voicemail.greeting", TONE]
    house.hangs_up("x")
    house.wish("7002", dnd=True)
    house.dial("7001", "7002")
    assert house.words() == ["voicemail.greeting", TONE]


def test_who_declines_sends_nobody_to_the_mailbox() -> None:
    house = MailHouse(x7002={"voicemail": True})
    house.dial("7001", "7002")
    house.hangs_up("7002", "declined")
    assert house.refusal() == "declined"


def test_a_message_is_left_heard_again_and_kept_and_the_lamp_is_told() -> None:
    house = MailHouse()
    house.wish("7002", always="*97")
    call = house.dial("7001", "7002")
    house.said("x")
    assert call is not None
    message = house.recording
    assert house.phones.recordings[message] == (["x"], [])
    house.press("x", "#")
    assert house.words() == ["voicemail.review"]
    house.press("x", "1")
    assert house.words() == [f"recording:path-{message}", "voicemail.review"]
    assert not house.of(VoicemailLeft)
    house.press("x", "#")
    assert house.words() == ["silence:1000"]  # nothing is promised before the disk has answered
    house.confirm()
    assert house.words() == ["voicemail.saved"]
    house.said("x")
    assert not house.switch.calls
    left = house.of(VoicemailLeft)
    assert [(each.message, each.mailbox, each.caller) for each in left] == [(message, "7002", "7001")]
    assert house.switch.mail.boxes.counts("7002") == (1, 0)
    assert house.segments()[-1] == ("voicemail", None, "done")
    assert not house.switch.mail.visits


def test_a_disk_that_fails_is_not_called_saved() -> None:
    house = MailHouse()
    house.wish("7002", always="*97")
    house.dial("7001", "7002")
    house.said("x")
    house.press("x", "#")
    house.press("x", "#")
    house.confirm(safe=False)
    assert house.words() == ["voicemail.failed"]


def test_who_hangs_up_has_left_a_message_and_the_contact_ends_once() -> None:
    house = MailHouse()
    house.wish("7002", always="*97")
    message = house.leave()
    assert list(house.switch.mail.boxes.messages) == [message]
    house.confirm()
    assert not house.switch.mail.visits
    assert len(house.of(InteractionEnded)) == 1
    assert house.segments()[-1] == ("voicemail", None, "hung_up")


def test_silence_ends_a_message_and_one_of_silence_is_none() -> None:
    house = MailHouse()
    house.wish("7002", always="*97")
    house.dial("7001", "7002")
    house.said("x")
    recording = house.recording
    house.phones.spoken[recording] = 0.0
    house.phones.hush(recording)
    house.turn()
    assert house.dropped == [f"path-{recording}"]
    assert house.words() == ["voicemail.nothing", TONE]


def test_a_message_is_three_minutes_at_most() -> None:
    house = MailHouse()
    house.wish("7002", always="*97")
    house.dial("7001", "7002")
    house.said("x")
    house.pass_time(181)
    assert house.words() == ["voicemail.review"]
    house.said("x")
    house.pass_time(9)
    assert len(house.of(VoicemailLeft)) == 1


def test_a_visit_goes_on_in_another_life_of_the_switch() -> None:
    house = MailHouse()
    house.wish("7002", always="*97")
    call = house.dial("7001", "7002")
    house.said("x")
    assert call is not None
    saved, visit = call.saved(), house.switch.mail.visits[call.id].saved()
    house.switch.calls.clear()
    house.switch.mail.visits.clear()
    house.switch.mail.takes.clear()
    house.switch.restore(saved)
    voicemail.take_up(house.switch, visit)
    house.press("x", "#")
    assert house.words() == ["voicemail.review"]


def test_a_queue_sends_who_waited_too_long_to_its_mailbox() -> None:
    house = MailHouse()
    queue = Queue("front", overflows=(Overflowing("wait", Goal("voicemail", "front"), 30),))
    plan = Plan(1, {"front": queue}, {"ann": Seat("ann", ("front",))})
    house.engine = routing.open_engine(plan, house.switch.ids)
    call = house.call("c", "4002")
    house.pass_time(31)
    assert call.stage == "voicemail"
    house.said("c")
    house.put_down("c")
    assert [each.mailbox for each in house.of(VoicemailLeft)] == ["queue:front"]
    assert ("queue", None, "overflowed") in house.segments()


def listens(house: MailHouse, extension: str = "7002", leg: str = "o") -> Call:
    """Dial the own mailbox and type in a number."""
    call = house.dial(extension, "*97", leg)
    assert call is not None
    for key in "2580#":
        house.press(leg, key)
    return call


def test_an_owner_listens_deletes_and_calls_back_by_telephone() -> None:
    house = MailHouse()
    house.switch.mail.boxes.pin("7002", Pin("hash"))
    house.wish("7002", always="*97")
    first, second = house.leave("7003"), house.leave("7004")
    listens(house)
    assert house.asked[-1][1:] == ("2580", "hash")
    house.check(right=True)
    count = ["voicemail.new.before", "2", "voicemail.new.after"]
    assert house.words("o") == [*count, f"recording:path-{first}", "voicemail.menu"]
    house.press("o", "3")
    assert house.words("o")[1] == f"recording:path-{second}"
    changed = [(each.message, each.state) for each in house.of(VoicemailChanged)]
    assert changed == [(first, "heard"), (first, "deleted"), (second, "heard")]
    assert house.switch.mail.boxes.counts("7002") == (0, 1)
    house.press("o", "5")
    assert house.ringing() == {"7004"}
    house.pick_up("7004")
    assert house.together("o", "7004")
    assert not house.switch.mail.listeners


def test_an_extension_that_may_not_call_outside_does_not_call_back_there() -> None:
    house = MailHouse()
    house.switch.mail.boxes.pin("7002", Pin("hash"))
    house.wish("7002", always="*97")
    house.switch.plan = replace(house.switch.plan, lines=Lines({"7002": Extension("7002")}, {}, {}))
    house.phones.arrive("c", "4008")
    house.wish("7001", always="7002")
    house.turn()
    house.said("c")
    house.put_down("c")
    listens(house)
    house.check(right=True)
    house.press("o", "5")
    assert house.words("o") == ["call.failed", "voicemail.menu"]


def test_guessing_locks_the_mailbox_and_then_the_right_number_opens_nothing() -> None:
    house = MailHouse()
    house.switch.mail.boxes.pin("7002", Pin("hash"))
    for attempt in range(5):
        leg = f"o{attempt}"
        listens(house, leg=leg)
        house.check(right=False)
        words = house.words(leg)
        house.hangs_up(leg)
    assert words == ["voicemail.pin.locked"]
    assert [each.what for each in house.of(VoicemailSet)] == ["locked"]
    house.dial("7002", "*97", "late")
    assert house.words("late") == ["voicemail.pin.locked"]
    assert not house.asked


def test_without_a_secret_number_nobody_listens_by_telephone() -> None:
    house = MailHouse()
    house.dial("7002", "*97", "o")
    assert house.words("o") == ["voicemail.pin.none"]
    house.said("o")
    assert not house.switch.calls


def test_an_own_greeting_is_what_callers_hear() -> None:
    house = MailHouse()
    house.switch.mail.boxes.pin("7002", Pin("hash"))
    house.wish("7002", always="*97")
    listens(house)
    house.check(right=True)
    house.press("o", "7")
    house.said("o")
    greeting = house.recording
    house.press("o", "#")
    house.hangs_up("o")
    house.dial("7001", "7002")
    assert house.words() == [f"recording:path-{greeting}", TONE]


def test_nobody_forwards_to_a_mailbox_by_dialling_it_for_another() -> None:
    house = MailHouse()
    house.phones.arrive("c", "*97")
    house.turn()
    assert house.phones.refused["c"] == "unknown_number"


def lost_on_the_way_to_the_mailbox() -> tuple[MailHouse, Call]:
    """Ann calls 7002 from her page, which is called anew while it rings there; 7002 does not answer."""
    house = MailHouse(x7002={"voicemail": True})
    house.ready("ann")
    call = house.calls_out("ann", ("extension", "7002"))
    house.picks_up("ann")
    assert house.switch.asked("ann", "rejoin", house.now)
    assert house.rings("ann")
    house.hangs_up("7002", "no_answer")
    return house, call


def test_a_page_that_leaves_a_message_is_called_anew_no_more() -> None:
    house, call = lost_on_the_way_to_the_mailbox()
    assert (house.rings("ann"), call.anew, call.stage) == (False, {}, "voicemail")
    assert house.words(call.leg) == ["voicemail.greeting", TONE]
    house.said(call.leg)
    house.pass_time(181)
    house.said(call.leg)
    house.pass_time(9)
    house.confirm()
    house.said(call.leg)
    assert (house.switch.calls, house.phones.legs, house.state("ann")) == ({}, {}, "ready")


def test_a_page_that_another_life_had_called_anew_leaves_its_message_as_it_is() -> None:
    house, call = lost_on_the_way_to_the_mailbox()
    leg = call.leg
    call.anew[leg] = "late"
    house.switch.leg_of("late", call)
    house.phones.dial("late", extension="8001", caller="", caller_name="", ring_seconds=60)
    house.phones.pick_up("late")
    house.turn()
    assert (call.leg, call.anew, set(house.phones.legs)) == (leg, {}, {leg})
    assert house.words(leg) == ["voicemail.greeting", TONE]
