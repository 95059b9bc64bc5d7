"""An owner dials the own mailbox: between the visit (`core.voicemail.listening`), the port and the books."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from huawu.platform.clock import SECOND
from huawu.platform.ids import Id
from huawu.telephony import ports
from huawu.telephony.core.switch import menu
from huawu.telephony.core.switch.house import extensions
from huawu.telephony.core.switch.mailbox import voicemail
from huawu.telephony.core.switch.types import VOICEMAIL, Call
from huawu.telephony.core.voicemail import box, leaving, listening, pins
from huawu.telephony.core.voicemail.listening import Listening
from huawu.telephony.events import VoicemailChanged, VoicemailSet

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch


def dialled(switch: Switch, event: ports.Arrived, extension: str) -> bool:
    """A telephone dials its mailbox. False: it dials something else."""
    if event.number.rstrip("#") != voicemail.HERE:
        return False
    desk = switch.desk_at(extension)
    name = desk.name if desk is not None else event.caller_name
    call = Call(switch.ids(), event.leg, voicemail.HERE, extension, name, None, switch.now)
    switch.begin(call, "internal")
    switch.port.answer(call.leg)
    call.answered = True
    switch.enter(call, VOICEMAIL)
    visit = switch.mail.listeners[call.id] = Listening(call.id, extension)
    pin = switch.mail.boxes.pins.get(extension)
    locked = pin is not None and pin.is_locked(switch.now)
    switch.mail.boxes.forget_old(extension, switch.now)
    _do(switch, visit, listening.begin(visit, has_pin=pin is not None, locked=locked))
    return True


def event(switch: Switch, call: Call, told: leaving.Told) -> None:
    """Something that the owner did, or that came to its end."""
    if not isinstance(told, leaving.Confirmed):
        tell(switch, call.id, told)


def recorded(switch: Switch, call: Id, told: leaving.Closed | leaving.Hushed) -> None:
    """Something happened to the greeting that is recorded."""
    tell(switch, call, told)


def tell(switch: Switch, call: Id, told: listening.Told) -> None:
    visit = switch.mail.listeners.get(call)
    if visit is not None:
        fresh = switch.ids() if visit.step == listening.GREETING else ""
        _do(switch, visit, listening.tell(visit, told, fresh))


def checked(switch: Switch, call: Id, *, right: bool) -> None:
    """Somebody has compared the secret number. While the mailbox is locked no number is right."""
    visit = switch.mail.listeners.get(call)
    pin = switch.mail.boxes.pins.get(visit.mailbox) if visit is not None else None
    if visit is None or pin is None:
        return
    if pin.is_locked(switch.now):
        tell(switch, call, listening.Checked(listening.LOCKED))
        return
    now = pins.right(pin) if right else pins.wrong(pin, switch.now)
    if now != pin:
        switch.mail.boxes.pin(visit.mailbox, now)
    if not right:
        locked = now.is_locked(switch.now)
        if locked:
            _told(switch, visit.mailbox, "locked")
        tell(switch, call, listening.Checked(listening.LOCKED if locked else listening.WRONG))
        return
    there = switch.mail.boxes.in_order(visit.mailbox)
    new = [each.id for each in there if each.state == box.NEW]
    old = [each.id for each in there if each.state != box.NEW]
    tell(switch, call, listening.Checked(listening.RIGHT, (*new, *old), len(new)))


def hashed(switch: Switch, call: Id, pin: str) -> None:
    """The new secret number was hashed: it holds."""
    visit = switch.mail.listeners.get(call)
    if visit is not None and visit.step == listening.SETTING:
        switch.mail.boxes.pin(visit.mailbox, pins.Pin(pin))
        _told(switch, visit.mailbox, "pin")
        tell(switch, call, listening.PinSet())


def _do(switch: Switch, visit: Listening, answers: list[listening.Answer]) -> None:
    switch.mail.visited.add(visit.call)
    call = switch.calls.get(visit.call)
    for answer in answers:
        if isinstance(answer, leaving.Stop):
            switch.port.stop_recording(answer.recording)
            if call is not None:
                switch.wake(call, switch.now + answer.seconds * SECOND)
        elif isinstance(answer, leaving.Drop):
            switch.mail.drop(answer.path)
        elif isinstance(answer, listening.Hear):
            _mark(switch, answer.message, box.HEARD)
        elif isinstance(answer, listening.Delete):
            _mark(switch, answer.message, box.DELETED)
        elif isinstance(answer, listening.Check | listening.SetPin):
            _about_the_pin(switch, visit, answer)
        elif isinstance(answer, listening.Greet):
            if before := switch.mail.boxes.greet(visit.mailbox, answer.path):
                switch.mail.drop(before)
            _told(switch, visit.mailbox, "greeting")
        elif call is not None and call.id in switch.calls:
            _at_the_telephone(switch, call, visit, answer)
    if visit.step == listening.OVER:
        switch.mail.listeners.pop(visit.call, None)


def _about_the_pin(switch: Switch, visit: Listening, answer: listening.Check | listening.SetPin) -> None:
    if isinstance(answer, listening.SetPin):
        switch.mail.hash(visit.call, answer.pin)
    elif (pin := switch.mail.boxes.pins.get(visit.mailbox)) is not None:
        switch.mail.check(visit.call, answer.pin, pin.hashed)


def _at_the_telephone(switch: Switch, call: Call, visit: Listening, answer: listening.Answer) -> None:
    call.due = None
    if isinstance(answer, leaving.Say):
        prompts = tuple(p for each in answer.prompts for p in _spoken(switch, call, each))
        switch.say(call, menu.spoken(call, prompts), "voicemail")
    elif isinstance(answer, leaving.Record):
        visit.path = voicemail.record(switch, call, answer)
    elif isinstance(answer, leaving.Await):
        voicemail.listens(switch, call, answer.seconds)
    elif isinstance(answer, listening.CallBack):
        _call_back(switch, call, visit, answer.message)
    elif isinstance(answer, leaving.End):
        voicemail.end(switch, call, answer.prompts)
    switch.changed.add(call.id)


def _spoken(switch: Switch, call: Call, prompt: str) -> list[str]:
    """`number:3` and `message:ID` as prompts."""
    kind, _, value = prompt.partition(":")
    if kind == "number":
        return switch.mail.figures(int(value), call.language)
    if kind == "message":
        found = switch.mail.boxes.messages.get(value)
        if found is None or found.state == box.DELETED:
            return ["voicemail.deleted"]
        return [*switch.mail.envelope(found, call.language), f"recording:{found.path}"]
    return [prompt]


def _call_back(switch: Switch, call: Call, visit: Listening, message: Id) -> None:
    """Ring whoever left the message, if this extension may; the owner hears it ring."""
    found = switch.mail.boxes.messages.get(message)
    number = found.caller if found is not None else ""
    outside = extensions.leads_outside(switch, number)
    may = extensions.may_call_outside(switch, visit.mailbox, number) if outside else True
    if number == visit.mailbox or not may or not (outside or extensions.is_known(switch, number)):
        prompts = ("call.failed", listening.MENU_WORDS)
        switch.say(call, menu.spoken(call, prompts), "voicemail")
        return
    visit.step = listening.OVER
    call.token = call.then = ""
    switch.close_segment(call, "voicemail", call.stage_since, "next")
    extensions.begin(switch, call, number)


def _mark(switch: Switch, message: Id, state: str) -> None:
    found = switch.mail.boxes.messages.get(message)
    if found is None or (state == box.HEARD and found.state != box.NEW):
        return
    changed = switch.mail.boxes.mark(message, state, by=None, now=switch.now)
    if changed is not None:
        announce(switch, changed.mailbox, message, state, by=None)


def announce(switch: Switch, mailbox: str, message: Id, state: str, *, by: Id | None) -> None:
    """A message is in another state."""
    changed = VoicemailChanged(message, mailbox, state, by, switch.now)
    switch.announce(f"voicemail/{mailbox}", changed)


def _told(switch: Switch, mailbox: str, what: str) -> None:
    switch.announce(f"voicemail/{mailbox}", VoicemailSet(mailbox, what, None, switch.now))


def take_up(switch: Switch, values: list[Any]) -> None:
    """A visit that was written down in another life."""
    visit = listening.restored(values)
    switch.mail.listeners[visit.call] = visit
    if visit.step in (listening.RECORDING, listening.CLOSING):
        switch.mail.takes[visit.recording] = visit.call
