"""Writing messages: responses that echo their request, requests from a draft."""

from typing import NamedTuple

from huawu.telephony.core.sip.message import Message, Via
from huawu.telephony.core.sip.types import Flow
from huawu.telephony.core.sip.uri import is_token, quoted

REASONS = {
    100: "Trying",
    180: "Ringing",
    181: "Call Is Being Forwarded",
    182: "Queued",
    183: "Session Progress",
    200: "OK",
    202: "Accepted",
    300: "Multiple Choices",
    301: "Moved Permanently",
    302: "Moved Temporarily",
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    406: "Not Acceptable",
    407: "Proxy Authentication Required",
    408: "Request Timeout",
    410: "Gone",
    413: "Request Entity Too Large",
    415: "Unsupported Media Type",
    416: "Unsupported URI Scheme",
    420: "Bad Extension",
    421: "Extension Required",
    422: "Session Interval Too Small",
    423: "Interval Too Brief",
    480: "Temporarily Unavailable",
    481: "Call/Transaction Does Not Exist",
    482: "Loop Detected",
    483: "Too Many Hops",
    484: "Address Incomplete",
    486: "Busy Here",
    487: "Request Terminated",
    488: "Not Acceptable Here",
    489: "Bad Event",
    491: "Request Pending",
    500: "Server Internal Error",
    501: "Not Implemented",
    503: "Service Unavailable",
    504: "Server Time-out",
    505: "Version Not Supported",
    513: "Message Too Large",
    600: "Busy Everywhere",
    603: "Decline",
    604: "Does Not Exist Anywhere",
    606: "Not Acceptable",
}


def echo(request: Message, flow: Flow, tag: str) -> str:
    """The lines every response to `request` begins with: Via (RFC 3261 18.2.1, RFC 3581), From, To, Call-ID,
    CSeq."""
    fields = request.fields
    vias = fields["via"]
    via = request.via
    lines = ["Via: " + (marked(via, vias[0], flow) if via else vias[0])]
    if len(vias) > 1:
        lines.extend("Via: " + line for line in vias[1:])
    if "from" in fields:
        lines.append("From: " + fields["from"][0])
    if "to" in fields:
        target = request.target
        to = fields["to"][0]
        lines.append("To: " + (f"{to};tag={tag}" if target and "tag" not in target.params else to))
    if "call-id" in fields:
        lines.append("Call-ID: " + fields["call-id"][0])
    if "cseq" in fields:
        lines.append("CSeq: " + fields["cseq"][0])
    return "\r\n".join(lines) + "\r\n"


def marked(via: Via, line: str, flow: Flow) -> str:
    """The top Via line with `received` and `rport` filled in."""
    first = via.text
    params = via.params
    if "rport" in params:
        received = f";received={flow.host};rport={flow.port}"
        if params["rport"] == "" and "received" not in params:
            if first.endswith(";rport"):
                return first[:-6] + received + line[len(first) :]
            if ";rport;" in first:
                return first.replace(";rport;", received + ";", 1) + line[len(first) :]
    elif via.host == flow.host:
        return line
    else:
        received = f";received={flow.host}"
        if "received" not in params:
            return first + received + line[len(first) :]
    others = "".join(_param(k, v) for k, v in params.items() if k not in ("rport", "received"))
    return first.partition(";")[0].rstrip() + others + received + line[len(first) :]


def _param(name: str, value: str) -> str:
    if not value:
        return f";{name}"
    return f";{name}={value if is_token(value) else quoted(value)}"


def answer_flow(request: Message, flow: Flow) -> Flow:
    """Where the answer to `request` goes (RFC 3261 18.2.2, RFC 3581): back on a connection; else to the
    address it came from, at the port it came from when `rport` asks for that, at the Via's port otherwise."""
    via = request.via
    if flow.transport != "udp" or via is None or "rport" in via.params:
        return flow
    port = via.port or 5060
    return flow if port == flow.port else Flow("udp", flow.host, port)


def response(code: int, head: str, *, extra: str = "", body: str = "", reason: str = "") -> bytes:
    """A whole response; `head` comes from `echo`, `extra` is whole header lines."""
    phrase = reason or REASONS.get(code, "Unknown")
    payload = body.encode("utf-8", "surrogateescape") if body else b""
    if payload:
        extra += "Content-Type: application/sdp\r\n"
    text = f"SIP/2.0 {code} {phrase}\r\n{head}{extra}Content-Length: {len(payload)}\r\n\r\n"
    return text.encode("utf-8", "surrogateescape") + payload


class Draft(NamedTuple):
    """What the requests of one transaction (and its ACK and CANCEL) have in common. Plain values, so that a
    pending INVITE can be saved."""

    uri: str
    sent_by: str  # "SIP/2.0/UDP host:port"
    branch: str
    sender: str  # From with tag
    target: str  # To
    call_id: str
    cseq: int
    routes: str  # whole Route lines, or ""


def request(
    draft: Draft,
    method: str,
    *,
    extra: str = "",
    body: str = "",
    kind: str = "application/sdp",
    hops: int = 70,
) -> bytes:
    """A whole request. `kind`: the type of the body; `hops`: how many more may pass it on."""
    payload = body.encode("utf-8", "surrogateescape") if body else b""
    if payload:
        extra += f"Content-Type: {kind}\r\n"
    text = (
        f"{method} {draft.uri} SIP/2.0\r\nVia: {draft.sent_by};branch={draft.branch};rport\r\n{draft.routes}"
        f"Max-Forwards: {hops}\r\nFrom: {draft.sender}\r\nTo: {draft.target}\r\nCall-ID: {draft.call_id}\r\n"
        f"CSeq: {draft.cseq} {method}\r\n{extra}Content-Length: {len(payload)}\r\n\r\n"
    )
    return text.encode("utf-8", "surrogateescape") + payload
