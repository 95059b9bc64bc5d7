"""After each step of a call that is up: what its parties imply is told to the port and the ledger, and only
the difference.

Verbs change parties and nothing else. From the parties `hearing` computes who hears whom, who hears music,
what is recorded, which row of the ledger is open for whom, and the stage; `settle` makes it so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from huawu.platform.ids import Id
from huawu.telephony.core.switch import hearing
from huawu.telephony.core.switch.party import Party
from huawu.telephony.core.switch.recordings import recording
from huawu.telephony.core.switch.types import Call

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch

MUSIC, RING_BACK = "music", "tones/ring_back"
CAME, WENT = ["tones/beep"], ["tones/beep", "silence:100", "tones/beep"]
BUSY = ["tones/busy"]
"""Played once to who waited for somebody who is busy, before they hear the customer again."""
_ENDS = {"hold": "resumed", "ringing": "answered", "dialling": "answered"}
"""How an interval ended whose party goes on in another one; of all others: next."""


@dataclass(slots=True)
class Wired:
    """What the port was told last of a call."""

    hears: hearing.Hears
    plays: dict[Id, str]
    sides: hearing.Sides


def wired(call: Call) -> Wired:
    """What the parties of a call imply for the port."""
    heard = hearing.hears(call.parties, lost=call.agent_leg if call.lost_since is not None else None)
    plays = dict.fromkeys(hearing.music(call.parties, heard), MUSIC)
    plays |= dict.fromkeys(hearing.ring_back(call.parties, heard), RING_BACK)
    return Wired(heard, plays, hearing.sides(call.parties))


def settle(switch: Switch, call: Call) -> None:
    """Tell the difference. Nothing happens to a call without parties, or that is over."""
    if not call.parties or call.id not in switch.calls:
        return
    before, now = switch.wired.get(call.id), wired(call)
    switch.wired[call.id] = now
    _wire(switch, call, before or Wired({}, {}, now.sides), now)
    for party in call.parties.values():
        _book(switch, call, party)
    if (stage := hearing.stage(call.parties)) != call.stage:
        switch.enter(call, stage)
    if len(call.parties) > 2 or call.outcome:
        switch.regrouped.add(call.id)


def _wire(switch: Switch, call: Call, before: Wired, now: Wired) -> None:
    for leg in sorted(before.plays.keys() - now.plays.keys()):
        switch.port.stop(leg)
    if now.hears != before.hears:
        if now.hears:
            _bridge(switch, call, now.hears)
        else:
            switch.port.unbridge(call.id)
    for leg, prompt in sorted(now.plays.items() - before.plays.items()):
        switch.port.play(leg, [prompt], loop=True)
    if call.room:
        _tell_who_came(switch, before, now)
    for leg in sorted(switch.told_busy & call.parties.keys()):
        switch.told_busy.discard(leg)
        if leg not in now.plays:  # who waits for the next one hears that one ring
            switch.port.play(leg, BUSY)
    if now.sides != before.sides and call.recording is not None:
        switch.re_recording(call)


def _tell_who_came(switch: Switch, before: Wired, now: Wired) -> None:
    """In a booked conference all hear that somebody has come, or gone."""
    were, are = {leg for side in before.sides for leg in side}, {leg for side in now.sides for leg in side}
    if were != are:
        for leg in now.hears:
            switch.port.play(leg, CAME if are - were else WENT)


def _bridge(switch: Switch, call: Call, heard: hearing.Hears) -> None:
    """All who hear or are heard; without a matrix when that is everyone."""
    speakers = {leg for legs in heard.values() for leg in legs}
    legs = [leg for leg in call.parties if leg in heard or leg in speakers]
    everyone = len(heard) == len(legs) and all(len(each) == len(legs) - 1 for each in heard.values())
    switch.port.bridge(call.id, legs, None if everyone else heard)


def _book(switch: Switch, call: Call, party: Party) -> None:
    role = hearing.interval(party, call.parties)
    if role == party.interval:
        return
    close(switch, call, party, _ENDS.get(party.interval, "next"))
    party.interval, party.since = role, switch.now


def close(switch: Switch, call: Call, party: Party, end: str) -> None:
    """Write the open row of a party into the ledger."""
    if party.interval:
        switch.close_segment(call, party.interval, party.since, end, party.agent)
        party.interval = ""


def quiet(switch: Switch, call: Call, leg: Id) -> None:
    """A leg leaves the call for another one: what it is played here ends."""
    before = switch.wired.get(call.id)
    if before is not None and before.plays.pop(leg, None) is not None:
        switch.port.stop(leg)


def unwire(switch: Switch, call: Call) -> None:
    """The conversation is over: nobody hears anybody, nothing is recorded any more."""
    before = switch.wired.pop(call.id, None)
    if before is not None and before.hears:
        switch.port.unbridge(call.id)
    recording.stop(switch, call)
