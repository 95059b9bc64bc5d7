"""Who hears whom in a call, and what follows from it: pure functions of the parties.

A party is in one circle. Whoever is in a circle hears everyone else in it who is not muted; `main` is the
conversation with the customer, `aside` a consultation, `out` hears nobody. A listener hears the circle of the
party followed, and that party, always; a whisperer does too, and is heard by that party alone. Who waits,
with nobody to hear, for somebody whom they had called hears that it rings: the other side's own sound, if it
sends any before it answers, else the ring-back tone.

From the same parties come the music for who waits, the sides of the recording (left: customer and other
outside parties; right: everyone of the house but listeners and whisperers), the row of the ledger that is
open for each, and the stage of the call.
"""

from huawu.platform.ids import Id
from huawu.telephony.core.switch.party import (
    AGENT,
    ASIDE,
    CALL,
    CONSULTED,
    CUSTOMER,
    DIALS,
    GUIDES,
    HANDING,
    JOINED,
    LISTENER,
    MAIN,
    OUT,
    OVERFLOW,
    SUPERVISE,
    TARGET,
    WHISPERER,
    Party,
)

Parties = dict[Id, Party]
Hears = dict[Id, tuple[Id, ...]]
"""Listener to speakers. Who is not in it hears nobody."""
Sides = tuple[list[Id], list[Id]]
"""Outside, inside: the legs recorded left and right."""

_GUIDING = {LISTENER: "listen", WHISPERER: "whisper"}
_WAITS = frozenset((CUSTOMER, JOINED, CONSULTED))


def hears(parties: Parties, *, lost: Id | None = None) -> Hears:
    """Who hears whom. `lost`: the leg of the agent who is not heard for the moment, nor hears."""
    here = [each for each in parties.values() if each.present and each.leg != lost]
    heard = {one.leg: tuple(other.leg for other in here if _audible(other, one, parties)) for one in here}
    for one in here:
        if not heard[one.leg]:
            heard[one.leg] = tuple(each.leg for each in _rung_for(one, parties) if each.sounds)[:1]
    return {leg: speakers for leg, speakers in heard.items() if speakers}


def _rung_for(party: Party, parties: Parties) -> list[Party]:
    """Who rings on behalf of this party."""
    return [p for p in parties.values() if not p.up and p.by == party.leg and p.verb != SUPERVISE]


def _audible(speaker: Party, hearer: Party, parties: Parties) -> bool:
    if speaker is hearer or speaker.muted or speaker.role == LISTENER:
        return False
    if speaker.role == WHISPERER:
        return hearer.leg == speaker.by
    if hearer.role in GUIDES:
        followed = parties.get(hearer.by or "")
        if followed is None or speaker is followed:
            return followed is not None
        return speaker.circle == followed.circle != OUT
    return speaker.circle == hearer.circle != OUT


def music(parties: Parties, heard: Hears) -> frozenset[Id]:
    """Legs that wait with nobody to hear, and for nobody whom they had called. An agent in charge who is out
    of the conversation knows why, and hears music only while who was to be heard is not."""
    alone = (p for p in parties.values() if p.present and p.leg not in heard)
    waits = (p for p in alone if p.role in _WAITS or _misses(p, parties))
    return frozenset(p.leg for p in waits if not _rung_for(p, parties))


def _misses(party: Party, parties: Parties) -> bool:
    """Whether somebody whom the agent in charge talks to is not heard for the moment, or has put the call
    on hold by their own telephone."""
    others = [p for p in parties.values() if p.up and p.role not in GUIDES]
    lost = any(not p.present and p.circle == party.circle != OUT for p in others)
    held = party.circle == MAIN and any(p.holds for p in others)
    return party.role == AGENT and (lost or held)


def ring_back(parties: Parties, heard: Hears) -> frozenset[Id]:
    """Legs that wait, with nobody to hear, for somebody who rings on their behalf."""
    waits = (p for p in parties.values() if p.present and p.leg not in heard)
    return frozenset(p.leg for p in waits if _rung_for(p, parties))


def sides(parties: Parties) -> Sides:
    """The legs to record. Where telephones of the house are among themselves, who called lies left."""
    recorded = [each for each in parties.values() if each.up and each.role not in GUIDES]
    goes_out = any(each.outside for each in recorded)
    outside = [p.leg for p in recorded if p.outside or (p.role == CUSTOMER and not (p.number and goes_out))]
    return outside, [each.leg for each in recorded if each.leg not in outside]


def interval(party: Party, parties: Parties) -> str:
    """The role in which the ledger has this party now; "" for the customer, who has none while talking."""
    if party.role == CUSTOMER:
        return ""
    if party.role in GUIDES:
        return _GUIDING[party.role]
    if party.role == CONSULTED or party.circle == ASIDE:
        return "consult"
    if party.verb == DIALS:
        return "dialling"
    if not party.up:
        return "ringing"
    if party.circle == OUT:
        return "transfer" if party.role == AGENT and sends(parties) else "hold"
    return "conference" if _in_main(parties) > 2 else "talk"


def sends(parties: Parties) -> bool:
    """Somebody rings for the customer, or has them for a while, or their exchange is to have them back."""
    return is_sent(parties) or any(p.role == JOINED and p.verb == "serial" for p in parties.values())


def is_sent(parties: Parties) -> bool:
    """Whether a transfer of the customer is under way."""
    return any(p.role == TARGET or p.verb in HANDING for p in parties.values())


def _in_main(parties: Parties) -> int:
    return sum(1 for each in parties.values() if each.up and each.talks and each.circle == MAIN)


def in_charge(parties: Parties) -> Party | None:
    """The agent whose call it is; None while a transfer has nobody yet, or when only others are left."""
    return next((each for each in parties.values() if each.role == AGENT), None)


def part_of(agent: Id, parties: Parties) -> Party | None:
    """The agent as one of the parties."""
    return next((each for each in parties.values() if each.agent == agent), None)


def stage(parties: Parties) -> str:
    """The stage of the call, as screens show it: dialling (by an agent), ringing (an extension), talk, hold,
    consult, conference, transfer."""
    if is_sent(parties) or any(each.verb == OVERFLOW for each in parties.values()):
        return "transfer"
    agent = in_charge(parties)
    if agent is not None:
        return interval(agent, parties)
    if any(each.verb == CALL for each in parties.values()):
        return "ringing"
    if len(parties) == 1:
        return "hold"
    return "conference" if _in_main(parties) > 2 else "talk"
