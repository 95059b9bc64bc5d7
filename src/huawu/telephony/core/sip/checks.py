"""Whether a well-formed request asks for something we do (RFC 3261 8.2.1 to 8.2.3)."""

from huawu.telephony.core.sip.message import Message
from huawu.telephony.core.sip.station import ALLOW, SUPPORTED
from huawu.telephony.core.sip.uri import is_token, parse_uri

Reply = tuple[int, str]
"""A code and the header lines that go with it."""

_OURS = frozenset(ALLOW.replace(" ", "").split(","))
_KNOWN = frozenset({"MESSAGE", "NOTIFY", "PRACK", "PUBLISH", "REFER", "SUBSCRIBE"})
MOST_DIVERSIONS = 10
_CONTENT = {
    "INVITE": ("application/sdp",),
    "UPDATE": ("application/sdp",),
}


def unknown_method(request: Message) -> Reply | None:
    """405 for a method we know of but do not do, 501 for one nobody told us of."""
    if request.method in _OURS:
        return None
    return (405 if request.method in _KNOWN else 501), f"Allow: {ALLOW}\r\n"


def too_many_hops(request: Message) -> Reply | None:
    """483 for an INVITE that has gone round too long: we may be what sends it round (RFC 7332). 482 for one
    that was sent on more often than anybody means to."""
    fields = request.fields
    hops = fields.get("max-forwards")
    if hops and not hops[0].lstrip("0"):
        return 483, ""
    if "diversion" in fields or "history-info" in fields:
        sent_on = max(len(request.values("diversion")), len(request.values("history-info")))
        return (482, "") if sent_on > MOST_DIVERSIONS else None
    return None


def unacceptable(request: Message) -> Reply | None:
    """What stands against a request: URI, required extensions, content."""
    uri = parse_uri(request.uri)
    if uri is None:
        return 400, ""
    if uri.scheme not in ("sip", "tel"):
        return 416, ""
    if uri.headers:
        return 400, ""  # a Request-URI has no headers (RFC 3261 19.1.1)
    fields = request.fields
    if "replaces" in fields and request.method != "INVITE":
        return 400, ""  # RFC 3891 3
    if "require" in fields:
        unknown = [tag for tag in request.values("require") if tag.lower() not in SUPPORTED]
        if unknown:
            named = ", ".join(tag for tag in unknown if is_token(tag))
            return 420, f"Unsupported: {named}\r\n" if named else ""
    return _content(request)


def _content(request: Message) -> Reply | None:
    wanted = _CONTENT.get(request.method)
    if wanted is None:
        return None
    if request.body:
        kind = request.first("content-type").partition(";")[0].strip().lower()
        if kind not in wanted:
            return 415, "Accept: application/sdp\r\n"
        if request.first("content-encoding").lower() not in ("", "identity"):
            return 415, "Accept-Encoding: identity\r\n"
    if "accept" in request.fields and not _accepts_sdp(request):
        return 406, ""
    return None


def _accepts_sdp(request: Message) -> bool:
    kinds = {value.partition(";")[0].strip().lower() for value in request.values("accept")}
    return not kinds.isdisjoint({"application/sdp", "application/*", "*/*"})
