"""What those in a call can do with it: each verb with what it does and when it may be done.

A verb changes parties, or refuses and has changed nothing; `settle` tells the rest of the world.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from huawu.platform.refusals import Invalid, Refusal
from huawu.telephony.core.switch import hearing, legs
from huawu.telephony.core.switch.conferences import conference, going_on
from huawu.telephony.core.switch.house import places
from huawu.telephony.core.switch.party import (
    AGENT,
    CONSULTED,
    CUSTOMER,
    GUIDES,
    JOINED,
    MAIN,
    OUT,
    TARGET,
    Party,
)
from huawu.telephony.core.switch.recordings import recording
from huawu.telephony.core.switch.transfers import consult, transfer
from huawu.telephony.core.switch.types import Call, To

if TYPE_CHECKING:
    from huawu.telephony.core.switch.switch import Switch

Args = dict[str, Any]
TYPED = "typed"
"""Under this token a customer hears what an agent has typed."""


@dataclass(frozen=True, slots=True)
class Verb:
    """`may`: whether this party could do it now, as far as the call tells."""

    do: Callable[[Switch, Call, Party, Args], None]
    may: Callable[[Switch, Call, Party], bool]


def do(switch: Switch, call: Call, party: Party, verb: str, args: Args) -> None:
    """Do what a party asks. Refused when there is no such verb, or not now."""
    found = VERBS.get(verb)
    if found is None:
        raise Invalid("call.unknown_verb")
    if not found.may(switch, call, party):
        raise Refusal("call.not_now", action=verb)
    found.do(switch, call, party, args)


def allowed(switch: Switch, call: Call, party: Party) -> list[str]:
    """Every verb that this party could do now."""
    if call.dialling:
        return []
    return [name for name, verb in VERBS.items() if verb.may(switch, call, party)]


# ---- when --------------------------------------------------------------------------------------------------


def _in_charge(switch: Switch, call: Call, party: Party) -> bool:
    return party.role == AGENT


def _alone_with_them(switch: Switch, call: Call, party: Party) -> bool:
    """In charge of a customer who is there, and for whom nothing else is under way."""
    return _may_add(switch, call, party) and not going_on.without_customer(call)


def _may_park(switch: Switch, call: Call, party: Party) -> bool:
    return places.place_for(switch, places.ANY) is not None and _alone_with_them(switch, call, party)


def _urgent(switch: Switch, call: Call, party: Party) -> bool:
    to = switch.plan.urgent
    return to is not None and not _is_me(switch, party, to) and _alone_with_them(switch, call, party)


def _is_me(switch: Switch, party: Party, to: To) -> bool:
    if to.kind == "agent":
        return party.agent == to.id
    desk = switch.plan.desks.get(party.agent or "")
    return to.kind == "extension" and desk is not None and desk.extension == to.id


def _may_add(switch: Switch, call: Call, party: Party) -> bool:
    """In charge, and nobody is being consulted, transferred to or served one after another."""
    nobody = consult.consulted(call) is None and not hearing.sends(call.parties)
    return party.role == AGENT and nobody


def _consults(switch: Switch, call: Call, party: Party) -> bool:
    return party.role == AGENT and consult.consulted(call) is not None


def _consults_there(switch: Switch, call: Call, party: Party) -> bool:
    other = consult.consulted(call)
    return party.role == AGENT and other is not None and other.up


def _may_merge(switch: Switch, call: Call, party: Party) -> bool:
    return _consults_there(switch, call, party) and not call.locked


def _may_cancel(switch: Switch, call: Call, party: Party) -> bool:
    others = [each for each in call.parties.values() if each.role not in GUIDES]
    return party.role == AGENT and any(p.role in (TARGET, CONSULTED) or not p.up for p in others)


def _has_others(switch: Switch, call: Call, party: Party) -> bool:
    return party.role == AGENT and any(each.role == JOINED for each in call.parties.values())


def _may_mute(switch: Switch, call: Call, party: Party) -> bool:
    return party.role == AGENT


def _may_leave(switch: Switch, call: Call, party: Party) -> bool:
    return party.role not in (AGENT, CUSTOMER) and party.up


def _may_hold(switch: Switch, call: Call, party: Party) -> bool:
    talks = party.role in (AGENT, JOINED) and party.up
    return talks and party.circle == MAIN and not hearing.sends(call.parties)


def _may_resume(switch: Switch, call: Call, party: Party) -> bool:
    return party.role in (AGENT, JOINED) and party.circle == OUT and not hearing.sends(call.parties)


def _may_say(switch: Switch, call: Call, party: Party) -> bool:
    """There is a voice, and the customer would hear this agent."""
    customer = call.parties.get(call.leg)
    hears = customer is not None and customer.up and customer.role == CUSTOMER
    return switch.plan.speaks and hears and party.role == AGENT and party.up and party.circle == MAIN


# ---- what --------------------------------------------------------------------------------------------------


def _to(args: Args) -> To:
    return To(str(args["to"]["kind"]), str(args["to"]["id"]))


def _transfer(switch: Switch, call: Call, party: Party, args: Args) -> None:
    transfer.blind(switch, call, party, _to(args), args.get("reason") or "")


def _urgent_transfer(switch: Switch, call: Call, party: Party, args: Args) -> None:
    if switch.plan.urgent is None:
        raise Refusal("call.no_urgent_target")
    transfer.blind(switch, call, party, switch.plan.urgent, "urgent")


def _park(switch: Switch, call: Call, party: Party, args: Args) -> None:
    transfer.blind(switch, call, party, To("extension", places.ANY))


def _consult(switch: Switch, call: Call, party: Party, args: Args) -> None:
    consult.begin(switch, call, party, _to(args), args.get("reason") or "")


def _add(switch: Switch, call: Call, party: Party, args: Args) -> None:
    conference.add(switch, call, party, _to(args))


def _serial(switch: Switch, call: Call, party: Party, args: Args) -> None:
    conference.add(switch, call, party, _to(args), serial=True)


def _leave(switch: Switch, call: Call, party: Party, args: Args) -> None:
    legs.gone(switch, call, party, hang_up="hung_up")


def _say(switch: Switch, call: Call, party: Party, args: Args) -> None:
    """A voice says what the agent has typed; after that the customer hears the conversation again."""
    switch.port.play(call.leg, [str(args["prompt"])], token=TYPED)
    switch.typed.append((call.id, str(args["text"])))


def _hold(switch: Switch, call: Call, party: Party, args: Args) -> None:
    party.circle = OUT


def _resume(switch: Switch, call: Call, party: Party, args: Args) -> None:
    party.held(on=False)


def _plain(what: Callable[[Switch, Call, Party], None]) -> Callable[[Switch, Call, Party, Args], None]:
    return lambda switch, call, party, args: what(switch, call, party)


def _other(
    what: Callable[[Switch, Call, Party, str], None],
) -> Callable[[Switch, Call, Party, Args], None]:
    return lambda switch, call, party, args: what(switch, call, party, str(args["party"]))


VERBS: dict[str, Verb] = {
    "hold": Verb(_hold, _may_hold),
    "resume": Verb(_resume, _may_resume),
    "transfer": Verb(_transfer, _alone_with_them),
    "urgent": Verb(_urgent_transfer, _urgent),
    "park": Verb(_park, _may_park),
    "consult": Verb(_consult, _alone_with_them),
    "alternate": Verb(_plain(consult.alternate), _consults_there),
    "complete": Verb(_plain(consult.complete), _consults),
    "merge": Verb(_plain(consult.merge), _may_merge),
    "cancel": Verb(_plain(consult.cancel), _may_cancel),
    "add": Verb(_add, _may_add),
    "serial": Verb(_serial, _alone_with_them),
    "lock": Verb(_plain(conference.lock), lambda s, c, p: p.role == AGENT and not c.locked),
    "unlock": Verb(_plain(conference.unlock), lambda s, c, p: p.role == AGENT and c.locked),
    "drop": Verb(_other(conference.drop), _has_others),
    "mute": Verb(_other(conference.mute), _may_mute),
    "unmute": Verb(_other(conference.unmute), _may_mute),
    "hand_over": Verb(_other(conference.hand_over), _has_others),
    "pause_recording": Verb(_plain(recording.pause), recording.may_pause),
    "resume_recording": Verb(_plain(recording.resume), recording.may_resume),
    "start_recording": Verb(_plain(recording.start), recording.may_start),
    "stop_recording": Verb(_plain(recording.stopped), recording.may_stop),
    "say": Verb(_say, _may_say),
    "leave": Verb(_leave, _may_leave),
}
