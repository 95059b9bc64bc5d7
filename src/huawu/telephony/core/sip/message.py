"""The lazy message codec (RFC 3261 section 7): a message is split, and a header is parsed when someone asks.

A message that is recognisably SIP but wrong is not thrown away: it carries a `fault`, so that a request can
be refused with the right code. What is not recognisably SIP is None.
"""

import re

from huawu.telephony.core.sip.uri import (
    Address,
    number,
    parse_address,
    parse_params,
    split_host,
    split_values,
)

MESSAGE_LIMIT = 65_536
HEADER_LIMIT = 32_768
LINE_LIMIT = 200
CSEQ_LIMIT = 2**31 - 1
COOKIE = "z9hG4bK"
"""Start of the branches that are unique by RFC 3261."""

_COMPACT = {
    "v": "via",
    "f": "from",
    "t": "to",
    "i": "call-id",
    "m": "contact",
    "l": "content-length",
    "c": "content-type",
    "e": "content-encoding",
    "s": "subject",
    "k": "supported",
    "o": "event",
    "r": "refer-to",
    "b": "referred-by",
    "u": "allow-events",
    "x": "session-expires",
}
_USUAL = {
    name: name.lower()
    for name in (
        "Via", "From", "To", "Call-ID", "CSeq", "Contact", "Max-Forwards", "Content-Length", "Content-Type",
        "User-Agent", "Allow", "Supported", "Record-Route", "Route", "Expires", "Authorization", "Server",
        "Subject", "P-Asserted-Identity", "Require",
    )
}  # fmt: skip
_SINGLE = ("call-id", "cseq", "max-forwards", "content-length", "content-type", "expires", "from", "to")
_SPACED_COLON = re.compile(r"[ \t]*:[ \t]*")
_NEWLINE_AND_SPACE = re.compile(r"[ \t]*\r\n[ \t]+")


class Via:
    """The top Via: who sent the message and how the answer finds the way."""

    __slots__ = ("branch", "host", "params", "port", "text", "transport")

    def __init__(self, transport: str, host: str, port: int, params: dict[str, str], text: str) -> None:
        self.transport = transport
        self.host = host
        self.port = port
        self.params = params
        self.branch = params.get("branch", "")
        self.text = text


class Message:
    """A request (`method`, `uri`) or a response (`status`, `reason`)."""

    __slots__ = (
        "_cseq",
        "_from",
        "_to",
        "_via",
        "body",
        "code",
        "fault",
        "fields",
        "method",
        "raw",
        "reason",
        "status",
        "uri",
    )

    def __init__(self) -> None:
        self.raw = b""
        self.method = ""
        self.uri = ""
        self.status = 0
        self.reason = ""
        self.fields: dict[str, list[str]] = {}
        self.body = b""
        self.fault = ""  # why the message is not well formed; "" when it is, as far as it was looked at
        self.code = 400  # the refusal the fault deserves
        self._via: Via | None = None
        self._cseq: tuple[int, str] | None = None
        self._from: Address | None = None
        self._to: Address | None = None

    def first(self, name: str) -> str:
        """The first line of a header (lower case name), "" when it is not there."""
        found = self.fields.get(name)
        return found[0] if found else ""

    def values(self, name: str) -> list[str]:
        """All values of a comma separated header, over all its lines. A line that cannot be cut is one
        value."""
        found = self.fields.get(name)
        if not found:
            return []
        if len(found) == 1 and "," not in found[0]:
            return found if found[0] else []
        every: list[str] = []
        for line in found:
            every.extend(split_values(line) or [line])
        return [value for value in every if value]

    @property
    def via(self) -> Via | None:
        """The top Via, None when there is none that can be read."""
        if self._via is None:
            line = self.first("via")
            self._via = parse_via(line) if line else None
        return self._via

    @property
    def cseq(self) -> tuple[int, str]:
        """Number and method; (-1, "") when it cannot be read."""
        if self._cseq is None:
            self._cseq = _parse_cseq(self.first("cseq"))
        return self._cseq

    @property
    def sender(self) -> Address | None:
        """From."""
        if self._from is None:
            self._from = parse_address(self.first("from"))
        return self._from

    @property
    def target(self) -> Address | None:
        """To."""
        if self._to is None:
            self._to = parse_address(self.first("to"))
        return self._to

    @property
    def from_tag(self) -> str:
        sender = self.sender
        return sender.params.get("tag", "") if sender else ""

    @property
    def to_tag(self) -> str:
        target = self.target
        return target.params.get("tag", "") if target else ""

    @property
    def call_id(self) -> str:
        return self.first("call-id")

    def spoil(self, fault: str, code: int = 400) -> None:
        """Note the first fault."""
        if not self.fault:
            self.fault = fault
            self.code = code


def parse(data: bytes, *, whole: bool = True) -> Message | None:
    """Split one message. `whole`: a datagram, whose end is the end of the body when no length is given; False
    for a message cut from a stream, where Content-Length is required. None: not SIP at all."""
    if data[:1] in b"\r\n":
        data = data.lstrip(b"\r\n")
    end = data.find(b"\r\n\r\n")
    if end < 0:
        return None
    head = data[:end].decode("utf-8", "surrogateescape")
    if "\r\n " in head or "\r\n\t" in head:
        head = _NEWLINE_AND_SPACE.sub(" ", head)
    lines = head.split("\r\n")
    message = Message()
    message.raw = data
    if not _start_line(message, lines[0]):
        return None
    breaks = len(lines) - 1
    if head.count("\n") != breaks or head.count("\r") != breaks:
        message.spoil("Bare Line Break")
    if len(lines) > LINE_LIMIT or end > HEADER_LIMIT or len(data) > MESSAGE_LIMIT:
        message.spoil("Message Too Large", 513)
        del lines[LINE_LIMIT:]
    _headers(message, lines)
    _body(message, data, end + 4, whole)
    return message


def _start_line(message: Message, line: str) -> bool:
    if line[:4].upper() == "SIP/":
        if line[:8].upper() != "SIP/2.0 " or not line[8:11].isdigit() or not line[8:11].isascii():
            return False
        message.status = int(line[8:11])
        message.reason = line[12:]
        return line[11:12] in ("", " ") and 100 <= message.status <= 699
    parts = line.split(" ")
    message.method = parts[0]
    if len(parts) == 3 and parts[2] == "SIP/2.0":
        message.uri = parts[1]
        return True
    words = line.split()
    if len(words) < 2 or not words[-1].upper().startswith("SIP/"):
        return False
    message.method = words[0]
    message.uri = words[1]
    version = words[-1][4:]
    if len(words) != 3 or parts != words:
        message.spoil("Malformed Request Line")
    elif version != "2.0":
        major, _, minor = version.partition(".")
        known = number(major, 10**9) is not None and number(minor, 10**9) is not None
        message.spoil("Version Not Supported" if known else "Malformed Request Line", 505 if known else 400)
    return True


def _headers(message: Message, lines: list[str]) -> None:
    fields = message.fields
    for index in range(1, len(lines)):
        name, colon, value = lines[index].partition(":")
        key = _USUAL.get(name)
        if key is None:
            key = name.rstrip(" \t").lower()
            key = _COMPACT.get(key, key)
            if not colon or not key or " " in key:
                message.spoil("Malformed Header")
                continue
        found = fields.get(key)
        if found is None:
            fields[key] = [value.strip(" \t")]
        else:
            found.append(value.strip(" \t"))


def _body(message: Message, data: bytes, start: int, whole: bool) -> None:
    length = message.fields.get("content-length")
    if length is None:
        message.body = data[start:]
        if not whole:
            message.spoil("Missing Content-Length")
        return
    size = number(length[0], 10**9)
    if size is None:
        message.spoil("Bad Content-Length")
    elif size > len(data) - start:
        message.spoil("Body Shorter Than Content-Length")
    elif size:
        message.body = data[start : start + size]


def _parse_cseq(value: str) -> tuple[int, str]:
    digits, _, method = value.partition(" ")
    count = number(digits, CSEQ_LIMIT)
    return (-1, "") if count is None else (count, method.strip(" \t"))


def parse_via(line: str) -> Via | None:
    """Cut the first value of a Via line."""
    if "," in line:
        values = split_values(line)
        if values is None:
            return None
        line = values[0]
    sent, semicolon, rest = line.partition(";")
    protocol, _, by = sent.partition(" ")
    if not protocol.startswith("SIP/2.0/") or len(protocol) < 9:
        protocol, by = _spaced_protocol(sent)
        if not protocol:
            return None
    cut = split_host(_SPACED_COLON.sub(":", by.strip(" \t")) if " " in by else by)
    params = parse_params(semicolon + rest) if semicolon else {}
    if cut is None or params is None:
        return None
    return Via(protocol[8:].upper(), cut[0], cut[1], params, line)


def _spaced_protocol(sent: str) -> tuple[str, str]:
    """`SIP  / 2.0 / UDP host` with spaces round the slashes."""
    parts = sent.split("/", 2)
    if len(parts) != 3 or parts[0].strip().upper() != "SIP" or parts[1].strip() != "2.0":
        return "", ""
    words = parts[2].split(None, 1)
    if len(words) != 2:
        return "", ""
    return f"SIP/2.0/{words[0]}", words[1]


def check_request(message: Message) -> None:
    """Find what makes a request malformed (RFC 3261 8.1.1, 20 and 25.1) and note it as its fault."""
    fields = message.fields
    for name in _SINGLE:
        if name in fields and len(fields[name]) > 1:
            message.spoil(f"Multiple {name.title()}")
    if message.via is None:
        message.spoil("Bad Via")
    if message.sender is None:
        message.spoil("Bad From" if "from" in fields else "Missing From")
    if message.target is None:
        message.spoil("Bad To" if "to" in fields else "Missing To")
    if not message.call_id:
        message.spoil("Missing Call-ID")
    count, method = message.cseq
    if count < 0:
        message.spoil("Bad CSeq" if "cseq" in fields else "Missing CSeq")
    elif method != message.method:
        message.spoil("CSeq Method Mismatch")
    hops = fields.get("max-forwards")
    if hops is not None and number(hops[0], 255) is None:
        message.spoil("Bad Max-Forwards")
    if message.method in ("INVITE", "REGISTER") and not all(map(_is_contact, message.values("contact"))):
        message.spoil("Bad Contact")


def _is_contact(value: str) -> bool:
    return value == "*" or parse_address(value) is not None


def check_response(message: Message) -> bool:
    """Whether a response has what is needed to be matched and used."""
    via = message.via
    return (
        not message.fault
        and via is not None
        and bool(via.branch)
        and message.cseq[0] >= 0
        and message.sender is not None
        and message.target is not None
        and bool(message.call_id)
    )


def body_text(message: Message) -> str:
    """The body as text, "" when it is not UTF-8."""
    try:
        return message.body.decode()
    except UnicodeDecodeError:
        return ""
