"""Legs from process to process: plain values out, living legs in."""

from huawu.platform.clock import Micros
from huawu.platform.ids import Id
from huawu.telephony.core.sip import incoming, refer, referring, sessions
from huawu.telephony.core.sip.compose import Draft
from huawu.telephony.core.sip.dialogs import restore_dialog, restore_flow, save_flow
from huawu.telephony.core.sip.legs import Leg, finish
from huawu.telephony.core.sip.message import Message, body_text, parse
from huawu.telephony.core.sip.outgoing import Branch, Wish
from huawu.telephony.core.sip.station import Station
from huawu.telephony.core.sip.transactions import InviteServer, PlainServer, Server, server_key
from huawu.telephony.core.sip.types import Ended, Reoffered, Saved


def save(leg: Leg) -> Saved:
    """Plain values that `restore` understands."""
    saved: Saved = {"state": leg.state, "user": leg.user}
    if leg.dialog is not None:
        saved["dialog"] = leg.dialog.save()
    if leg.first_server is not None and leg.request is not None:
        saved["server"] = _save_server(leg.first_server, leg.request)
    if leg.branches:
        saved["branches"] = [_save_branch(branch) for branch in leg.branches if not branch.over]
    if leg.ok and leg.ok_flow is not None:
        saved["ok"] = leg.ok
        saved["ok_flow"] = save_flow(leg.ok_flow)
        saved["ok_seq"] = leg.ok_seq
    if referral := refer.save(leg.station, leg.id):
        saved["referral"] = referral
    if asked := referring.save(leg.station, leg.id):
        saved["referring"] = asked
    if session := sessions.save(leg):
        saved["session"] = session
    if leg.winner is not None:
        saved["winner"] = _save_branch(leg.winner)
    if leg.offered is not None and leg.request is not None:
        saved["offered"] = _save_server(leg.offered, leg.request)
    return saved


def _save_server(server: Server, request: Message) -> Saved:
    return {
        "request": request.raw,
        "flow": save_flow(server.origin),
        "tag": server.tag,
        "last": server.last,
    }


def _save_branch(branch: Branch) -> Saved:
    client = branch.client
    return {"draft": list(client.draft), "flow": save_flow(client.flow), "symmetric": branch.symmetric}


def restore(station: Station, leg_id: Id, saved: Saved, now: Micros) -> None:
    """Take a leg up again."""
    if saved["state"] == "arrived":
        _restore_arrived(station, leg_id, saved, now)
    elif saved["state"] == "calling":
        _restore_calling(station, leg_id, saved, now)
    elif saved["state"] == "talking":
        _restore_talking(station, leg_id, saved, now)


def _restore_arrived(station: Station, leg_id: Id, saved: Saved, now: Micros) -> None:
    entry = saved["server"]
    request, flow = parse(entry["request"]), restore_flow(entry["flow"])
    if request is None:
        station.tell(Ended(leg_id, "transport"))
        return
    server = InviteServer(station, request, flow, server_key(request, "INVITE"), "", tag=entry["tag"])
    server.last = entry["last"]
    leg = incoming.open_leg(station, request, server, leg_id, flow=flow, user=saved["user"])
    if leg.dialog is not None:
        leg.dialog.remote_seq = max(leg.dialog.remote_seq, saved["dialog"]["seqs"][1])


def _restore_calling(station: Station, leg_id: Id, saved: Saved, now: Micros) -> None:
    leg = Leg(station, leg_id, "calling")
    finish(leg, "ours")
    for entry in saved.get("branches", ()):
        _restore_branch(leg, entry).client.resume(now)


def _restore_branch(leg: Leg, entry: Saved) -> Branch:
    wish = Wish("", "", "", symmetric=entry["symmetric"])
    return Branch(leg, Draft(*entry["draft"]), b"", restore_flow(entry["flow"]), wish)


def _restore_talking(station: Station, leg_id: Id, saved: Saved, now: Micros) -> None:
    leg = Leg(station, leg_id, "talking")
    leg.user = saved["user"]
    leg.dialog = restore_dialog(saved["dialog"])
    station.dialogs[leg.dialog.key] = leg
    if "winner" in saved:
        leg.winner = _restore_branch(leg, saved["winner"])
        leg.winner.acks[leg.dialog.remote_tag] = None
        leg.winner.client.resume_accepted(now)
    if "ok" in saved:
        flow = restore_flow(saved["ok_flow"])
        station.send(flow, saved["ok"])
        leg.await_ack(saved["ok"], flow, saved["ok_seq"], now)
    if "referral" in saved:
        refer.restore(leg, saved["referral"])
    if "referring" in saved:
        referring.restore(leg, saved["referring"], now)
    if "session" in saved:
        sessions.restore(leg, saved["session"], now)
    if "offered" in saved:
        _restore_offer(station, leg, saved["offered"])


def _restore_offer(station: Station, leg: Leg, entry: Saved) -> None:
    request, flow = parse(entry["request"]), restore_flow(entry["flow"])
    if request is None:
        return
    kind = InviteServer if request.method == "INVITE" else PlainServer
    server = kind(station, request, flow, server_key(request, request.method), "", tag=entry["tag"])
    server.last = entry["last"]
    leg.request = request
    leg.offered = server
    leg.offered_seq = request.cseq[0]
    station.tell(Reoffered(leg.id, body_text(request)))
