"""Dialling: a phone of ours, a browser, or an outside number through a trunk."""

from typing import TYPE_CHECKING

from huawu.platform.ids import Id
from huawu.telephony import ports
from huawu.telephony.core.sip import sdp
from huawu.telephony.core.sip.outgoing import Wish, aloud, diverted

if TYPE_CHECKING:
    from huawu.telephony.engine.own import OwnTelephony


def dial(engine: "OwnTelephony", leg: Id, wish: ports.Dialled) -> None:
    """Call whom `wish` names. What cannot be called has ended."""
    extension, number = wish.get("extension") or "", wish.get("number")
    near = engine.legs.get(wish.get("near") or "")
    if number is None and engine.endpoint.browser_of(extension) is not None:
        who = (wish["caller"], wish["caller_name"])
        about = wish.get("about") or ports.About()
        engine.browsers.dial(leg, extension, who=who, near=near, about=about, headers=_headers(engine, wish))
        return
    made = engine.panel.open(leg, incoming=False, near=near)
    if made is None:
        engine.tell(ports.Ended(leg, "failed", ours=False))
        return
    made.outside = number is not None
    what = _said(engine, wish, sdp.offer(engine.panel.place(made)))
    if number is None:
        there = engine.endpoint.invite_user(leg, extension, what, engine.now)
    else:
        there = engine.endpoint.invite_trunk(leg, number, what, engine.now, trunk=wish.get("trunk"))
    if not there:
        engine.panel.close(made)
        engine.tell(ports.Ended(leg, "unreachable", ours=False))


def _said(engine: "OwnTelephony", wish: ports.Dialled, offer: str) -> Wish:
    headers = _headers(engine, wish)
    near = engine.legs.get(wish.get("near") or "")
    return Wish(offer, wish["caller"], wish["caller_name"], headers, hops=near.hops - 1 if near else 70)


def _headers(engine: "OwnTelephony", wish: ports.Dialled) -> tuple[str, ...]:
    headers: tuple[str, ...] = ()
    if wish.get("auto_answer"):
        headers += aloud(engine.endpoint.here)
    if by := wish.get("diverted_by"):
        headers += diverted(engine.endpoint.here, by, wish.get("diverted_why", ""))
    return headers
