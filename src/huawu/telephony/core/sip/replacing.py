"""Replaces (RFC 3891): which leg of ours a caller, or a phone that transfers, means."""

from typing import NamedTuple

from huawu.telephony.core.sip.dialogs import dialog_key
from huawu.telephony.core.sip.legs import Leg
from huawu.telephony.core.sip.message import Message
from huawu.telephony.core.sip.station import Station
from huawu.telephony.core.sip.uri import parse_address, parse_params


class Replaces(NamedTuple):
    """The dialog as its header names it: `to_tag` is that of the side which is asked."""

    call_id: str
    to_tag: str
    from_tag: str
    early_only: bool


def read(value: str) -> Replaces | None:
    """Cut a Replaces value; None when it is malformed."""
    call_id, semicolon, rest = value.partition(";")
    params = parse_params(semicolon + rest) if semicolon else None
    if not call_id.strip() or params is None:
        return None
    to_tag, from_tag = params.get("to-tag", ""), params.get("from-tag", "")
    if not to_tag or not from_tag:
        return None
    return Replaces(call_id.strip(), to_tag, from_tag, "early-only" in params)


def find(station: Station, meant: Replaces) -> Leg | None:
    """The leg in that dialog, up or calling. The tags are taken in either order: who knows the call from our
    dialog-info (RFC 4235) knows it as the other phone sees it."""
    for ours, theirs in ((meant.to_tag, meant.from_tag), (meant.from_tag, meant.to_tag)):
        leg = station.dialogs.get(dialog_key(meant.call_id, ours, theirs))
        if leg is not None and leg.state in ("talking", "arrived"):
            return leg
    return next((leg for leg in station.legs.values() if _calls(leg, meant)), None)


def _calls(leg: Leg, meant: Replaces) -> bool:
    """Whether a leg that calls has a branch of this name. What its other side is called is not known before
    it answers."""
    if leg.state != "calling":
        return False
    tags = (meant.to_tag, meant.from_tag)
    return any(
        branch.client.draft.call_id == meant.call_id
        and branch.client.draft.sender.rpartition(";tag=")[2] in tags
        for branch in leg.branches
    )


def asked(station: Station, request: Message) -> tuple[int, Leg | None]:
    """What an INVITE with Replaces wants replaced; a code when it is refused (RFC 3891 3)."""
    values = request.fields["replaces"]
    meant = read(values[0]) if len(values) == 1 and "join" not in request.fields else None
    if meant is None:
        return 400, None
    leg = find(station, meant)
    if leg is None and _has_ended(station, meant):
        return 603, None
    if leg is None or leg.state == "arrived":
        return 481, None  # none, or an early dialog that we did not begin
    if leg.state == "talking" and meant.early_only:
        return 486, None
    return 0, leg


def _has_ended(station: Station, meant: Replaces) -> bool:
    """Whether that dialog was ended by its other side, as long as its BYE is remembered."""
    of_call = f"\r\nCall-ID: {meant.call_id}\r\n"
    ended = (server.head for key, server in station.servers.items() if key.endswith("|BYE"))
    return any(of_call in head and _tags(head) == {meant.to_tag, meant.from_tag} for head in ended)


def _tags(head: str) -> set[str]:
    """The tags of From and To in the head of a response."""
    lines = (line.partition(": ") for line in head.split("\r\n"))
    sides = (parse_address(value) for name, _, value in lines if name in ("From", "To"))
    return {side.params.get("tag", "") for side in sides if side is not None}
