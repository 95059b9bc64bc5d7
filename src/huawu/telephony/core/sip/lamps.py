"""What lamps are told: dialog-info (RFC 4235) and message-summary (RFC 3842), always the whole state."""

from typing import NamedTuple

from huawu.telephony.core.sip.station import Station

DIALOG = "application/dialog-info+xml"
MAILBOX = "application/simple-message-summary"
_STATES = {"ringing": "early", "busy": "confirmed", "held": "confirmed"}


class RingingCall(NamedTuple):
    """The call that rings a phone, as the phone sees it: who knows it can pick it up (RFC 3891)."""

    call_id: str
    tag: str


def ringing_call(station: Station, extension: str) -> RingingCall | None:
    """The call that rings an extension."""
    for leg in station.legs.values():
        if leg.user == extension and leg.state == "calling" and leg.branches:
            draft = leg.branches[0].client.draft
            return RingingCall(draft.call_id, draft.sender.rpartition(";tag=")[2])
    return None


def dialog_info(
    here: str, extension: str, state: str, *, version: int, call: RingingCall | None = None
) -> str:
    """The document. An idle extension has a dialog that is over: some phones do not put their lamp out for an
    empty list."""
    names = ""
    if call is not None:
        names = f' call-id="{_plain(call.call_id)}" local-tag="0" remote-tag="{_plain(call.tag)}"'
    direction = ' direction="recipient"' if state == "ringing" else ""
    whom = f"sip:{_plain(extension)}@{here}"
    held = ""
    if state == "held":
        rendering = '<param pname="+sip.rendering" pvalue="no"/>'
        held = f'<local><target uri="{whom}">{rendering}</target></local>'
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\r\n'
        f'<dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="{version}" state="full" '
        f'entity="{whom}">\r\n'
        f'<dialog id="{_plain(extension)}"{names}{direction}>'
        f"<state>{_STATES.get(state, 'terminated')}</state>{held}</dialog>\r\n</dialog-info>\r\n"
    )


def mailbox(here: str, extension: str, new: int, old: int) -> str:
    """The summary of a mailbox."""
    return (
        f"Messages-Waiting: {'yes' if new else 'no'}\r\nMessage-Account: sip:{extension}@{here}\r\n"
        f"Voice-Message: {new}/{old} (0/0)\r\n"
    )


def _plain(text: str) -> str:
    """Text fit for an attribute."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
