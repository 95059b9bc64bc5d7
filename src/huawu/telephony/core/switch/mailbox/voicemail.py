"""A caller leaves a message: between the visit (`core.voicemail.leaving`), the port and the books.

The visit outlives the call: who hangs up in the middle of a sentence is gone before the file is closed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from huawu.platform.clock import SECOND
from huawu.platform.ids import Id
from huawu.telephony import ports
from huawu.telephony.core.switch import customer, menu, parties, settle
from huawu.telephony.core.switch.house import parking
from huawu.telephony.core.switch.mailbox import mailbox_menu
from huawu.telephony.core.switch.transfers import house_transfer
from huawu.telephony.core.switch.types import VOICEMAIL, Call
from huawu.telephony.core.voicemail import leaving
from huawu.telephony.core.voicemail.box import QUEUE, Message
from huawu.telephony.core.voicemail.leaving import Pressed, Said, TimeUp, Visit
from huawu.telephony.events import VoicemailLeft

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch

HERE = "*97"
"""As the target of a forward: the mailbox of whoever sends the call on. Dialled: one's own mailbox."""
GREETING = "voicemail.greeting"
__all__ = ["HERE", "Pressed", "Said", "TimeUp", "confirmed", "enter", "event", "left", "recorded", "take_up"]


def mailbox_of(switch: Switch, name: str) -> str:
    """The mailbox that a queue's rule names: an extension's, or a queue's."""
    return name if name.isdigit() and name not in switch.plan.queues else f"{QUEUE}{name}"


def enter(
    switch: Switch, call: Call, mailbox: str, *, words: tuple[str, ...] = (), returns: bool = False
) -> str:
    """Nobody takes this call: its caller may leave a message. "" always: it is no refusal. `words`: said
    instead of the greeting; `returns`: to the flow afterwards."""
    take_over(switch, call)
    own = switch.mail.boxes.greetings.get(mailbox)
    hears = f"recording:{own}" if own else GREETING
    visit = Visit(call.id, call.leg, mailbox, call.caller, call.caller_name, hears)
    visit.words, visit.returns = words, returns
    switch.mail.visits[call.id] = visit
    switch.mail.boxes.forget_old(mailbox, switch.now)
    _do(switch, visit, leaving.begin(visit, full=switch.mail.boxes.is_full(mailbox)))
    return ""


def take_over(switch: Switch, call: Call) -> None:
    """From now on the caller talks with nobody but us."""
    house_transfer.done(switch, call)
    parking.fetched(switch, call)
    settle.unwire(switch, call)
    for party in list(call.parties.values()):
        if party.leg != call.leg:
            parties.leave(switch, call, party, "cancelled")
    parties.nobodys(switch, call)
    parties.not_called_anew(switch, call, call.leg)
    call.group, call.turn, call.due = "", 0, None
    switch.answer(call)
    switch.enter(call, VOICEMAIL)


def event(switch: Switch, call: Call, told: leaving.Told) -> None:
    """Something that the caller did, or that came to its end."""
    if call.id in switch.mail.listeners:
        mailbox_menu.event(switch, call, told)
    else:
        _tell(switch, call.id, told)


def left(switch: Switch, call: Call, by: str, cause: str) -> None:
    """The caller hung up."""
    event(switch, call, leaving.Left())
    switch.close_segment(call, "voicemail", call.stage_since, "hung_up")
    switch.end(call, by, cause)


def recorded(switch: Switch, told: ports.LegEvent) -> None:
    """Something happened to a recording of ours."""
    call = switch.mail.takes.get(getattr(told, "recording", ""))
    if call is None:
        return
    if isinstance(told, ports.Hushed):
        now: leaving.Hushed | leaving.Closed = leaving.Hushed(told.recording)
    elif isinstance(told, ports.Recorded):
        del switch.mail.takes[told.recording]
        now = leaving.Closed(told.recording, told.seconds, told.size, told.spoken)
    else:
        return
    if call in switch.mail.listeners:
        mailbox_menu.recorded(switch, call, now)
    else:
        _tell(switch, call, now)


def confirmed(switch: Switch, call: Id, recording: Id, *, safe: bool) -> None:
    """What was to be kept is on the disk, or is not `safe`."""
    _tell(switch, call, leaving.Confirmed(recording, safe))


def _tell(switch: Switch, call: Id, told: leaving.Told) -> None:
    visit = switch.mail.visits.get(call)
    if visit is not None:
        fresh = switch.ids() if isinstance(told, leaving.Said) else ""
        _do(switch, visit, leaving.tell(visit, told, fresh))


def _do(switch: Switch, visit: Visit, answers: list[leaving.Answer]) -> None:
    switch.mail.visited.add(visit.call)
    for answer in answers:
        if isinstance(answer, leaving.Keep):
            _keep(switch, visit, answer)
        elif isinstance(answer, leaving.Drop):
            switch.mail.drop(answer.path)
        elif isinstance(answer, leaving.Stop):
            switch.port.stop_recording(answer.recording)
            if (call := switch.calls.get(visit.call)) is not None:
                switch.wake(call, switch.now + answer.seconds * SECOND)
        elif (call := switch.calls.get(visit.call)) is not None:
            _at_the_telephone(switch, call, visit, answer)
    if visit.step == leaving.OVER:
        del switch.mail.visits[visit.call]


def _at_the_telephone(switch: Switch, call: Call, visit: Visit, answer: leaving.Answer) -> None:
    call.due = None
    if isinstance(answer, leaving.Say):
        switch.say(call, menu.spoken(call, answer.prompts), "voicemail")
    elif isinstance(answer, leaving.Record):
        visit.began_at, visit.path = switch.now, record(switch, call, answer)
    elif isinstance(answer, leaving.Await):
        listens(switch, call, answer.seconds)
    elif isinstance(answer, leaving.End):
        end(switch, call, answer.prompts, returns=visit.returns)
    switch.changed.add(call.id)


def record(switch: Switch, call: Call, wanted: leaving.Record) -> str:
    """Begin to record the caller; answers the path."""
    switch.mail.takes[wanted.recording] = call.id
    path = switch.mail.take(call, wanted.recording)
    listens(switch, call, wanted.seconds)
    return path


def listens(switch: Switch, call: Call, seconds: int) -> None:
    """The caller has the word, for so long at most."""
    quiet(switch, call)
    switch.wake(call, switch.now + seconds * SECOND)


def quiet(switch: Switch, call: Call) -> None:
    """The caller has the word."""
    call.token = call.then = ""
    switch.port.play(call.leg, customer.QUIET, loop=True)


def end(switch: Switch, call: Call, prompts: tuple[str, ...], *, returns: bool = False) -> None:
    """A last word, of the visit or of the call."""
    switch.close_segment(call, "voicemail", call.stage_since, "done")
    if returns:
        menu.recorded(switch, call, prompts, safe=leaving.SAVED in prompts)
        return
    menu.leave(switch, call, menu.spoken(call, prompts), "done")


def _keep(switch: Switch, visit: Visit, kept: leaving.Keep) -> None:
    """The message lies in its mailbox; its caller is told when it is on the disk."""
    if (call := switch.calls.get(visit.call)) is not None:
        quiet(switch, call)
        call.due = None
    message = Message(
        kept.recording,
        visit.mailbox,
        visit.call,
        visit.caller,
        visit.caller_name,
        visit.began_at,
        kept.seconds,
        kept.size,
        visit.path,
        changed_at=switch.now,
    )
    switch.mail.boxes.put(message)
    left = VoicemailLeft(
        message.id,
        message.mailbox,
        message.call,
        message.caller,
        message.caller_name,
        message.path,
        message.seconds,
        message.size,
        message.at,
    )
    switch.announce(f"voicemail/{visit.mailbox}", left)
    switch.mail.confirm(visit.call, kept.recording, visit.path)


def take_up(switch: Switch, values: list[Any]) -> None:
    """A visit that was written down in another life. What was to be confirmed is asked for again."""
    visit = leaving.restored(values)
    switch.mail.visits[visit.call] = visit
    if visit.step in (leaving.RECORDING, leaving.CLOSING):
        switch.mail.takes[visit.recording] = visit.call
    elif visit.step == leaving.KEEPING:
        switch.mail.confirm(visit.call, visit.recording, visit.path)
