"""A stage for conversations with an endpoint: virtual time, a peer that speaks raw SIP, and what was said."""

import itertools
from collections.abc import Callable

from huawu.platform.clock import SECOND, Micros
from huawu.telephony.core.sip.digest import Credentials, expected, ha1
from huawu.telephony.core.sip.endpoint import Endpoint
from huawu.telephony.core.sip.message import Message, parse
from huawu.telephony.core.sip.types import Account, Directory, Event, Flow, ToSend, Trunk
from huawu.telephony.core.sip.uri import parse_params

REALM = "huawu"
TRUNK = Flow("udp", "192.0.2.10", 5060)
PHONE = Flow("udp", "198.51.100.7", 40123)
STRANGER = Flow("udp", "203.0.113.66", 5066)
PASSWORD = "swordfish"
SDP = (
    "v=0\r\no=- 1 1 IN IP4 192.0.2.10\r\ns=-\r\nc=IN IP4 192.0.2.10\r\nt=0 0\r\n"
    "m=audio 40000 RTP/AVP 8 0 101\r\na=rtpmap:101 telephone-event/8000\r\n"
)
ANSWER = SDP.replace("192.0.2.10", "192.0.2.1").replace("40000", "30000")
START = 1_700_000_000 * SECOND


def account(user: str) -> Account:
    secrets = {name: ha1(name, user, REALM, PASSWORD) for name in ("MD5", "SHA-256")}
    return Account(user, secrets)


def directory(*users: str, fixed: dict[str, str] | None = None) -> Directory:
    accounts = {user: account(user) for user in users}
    for user, uri in (fixed or {}).items():
        accounts[user] = Account(user, {}, uri)
    trunks = (Trunk("carrier", ("192.0.2.0/24",), "sip:192.0.2.10:5060", "huawu-line", PASSWORD),)
    return Directory(REALM, trunks, accounts, ("SHA-256", "MD5"))


def counting_tokens(prefix: str = "t") -> Callable[[], str]:
    numbers = itertools.count(1)
    return lambda: f"{prefix}{next(numbers)}"


class Stage:
    """An endpoint and the time. `sent` and `told` hand over what came since they were asked last. What is
    said to a message is on its way when `hear` returns, as it is after each turn of the process."""

    def __init__(self, *users: str, fixed: dict[str, str] | None = None, prefix: str = "t") -> None:
        self.now: Micros = START
        self.endpoint = Endpoint(
            via={"udp": ("192.0.2.1", 5060), "tcp": ("192.0.2.1", 5060), "ws": ("192.0.2.1", 8000)},
            tokens=counting_tokens(prefix),
        )
        self.endpoint.know(directory(*users, fixed=fixed))
        self.flows: list[Flow] = []
        self._gone: list[ToSend] = []

    def hear(self, text: str | bytes, flow: Flow = TRUNK) -> None:
        data = text.encode() if isinstance(text, str) else text
        self.endpoint.receive(data, flow, self.now)
        self._gone += self.endpoint.to_send()

    def out(self) -> list[ToSend]:
        gone, self._gone = self._gone, []
        return gone + self.endpoint.to_send()

    def sent(self) -> list[Message]:
        out = self.out()
        self.flows = [item.flow for item in out]
        messages = []
        for item in out:
            message = parse(item.data)
            assert message is not None
            assert not message.fault
            messages.append(message)
        return messages

    def one(self) -> Message:
        """The only message sent."""
        messages = self.sent()
        assert len(messages) == 1, [m.method or m.status for m in messages]
        return messages[0]

    def one_raw(self) -> bytes:
        """The bytes of the only message sent, which need not be well formed."""
        (item,) = self.out()
        self.flows = [item.flow]
        return item.data

    def codes(self) -> list[int | str]:
        """Statuses and methods of what was sent."""
        return [message.status or message.method for message in self.sent()]

    def told(self) -> list[Event]:
        return self.endpoint.events()

    def wait(self, seconds: float) -> None:
        """Let time pass, waking the endpoint exactly when it asks for it."""
        until = self.now + round(seconds * SECOND)
        while (at := self.endpoint.next_timer()) is not None and at <= until:
            self.now = max(self.now, at)
            self.endpoint.handle_timer(self.now)
        self.now = until

    def open(self) -> int:
        """How many transactions, dialogs and legs are still remembered."""
        counts = self.endpoint.statistics()
        return counts["open_transactions"] + counts["open_dialogs"] + counts["open_legs"]


def request(
    method: str,
    *,
    branch: str = "z9hG4bK-1",
    call_id: str = "call-1",
    cseq: int = 1,
    uri: str = "sip:4001@192.0.2.1",
    sender: str = "<sip:13800138000@192.0.2.10>;tag=peer",
    to: str = "<sip:4001@192.0.2.1>",
    extra: str = "",
    body: str = "",
    via: str = "",
    cseq_method: str = "",
) -> str:
    """A request as the peer writes it."""
    via = via or f"SIP/2.0/UDP 192.0.2.10:5060;branch={branch}"
    kind = "Content-Type: application/sdp\r\n" if body and "Content-Type" not in extra else ""
    contact = "" if "Contact:" in extra else "Contact: <sip:peer@192.0.2.10:5060>\r\n"
    return (
        f"{method} {uri} SIP/2.0\r\nVia: {via}\r\nMax-Forwards: 70\r\nFrom: {sender}\r\nTo: {to}\r\n"
        f"Call-ID: {call_id}\r\nCSeq: {cseq} {cseq_method or method}\r\n{contact}{extra}{kind}"
        f"Content-Length: {len(body.encode())}\r\n\r\n{body}"
    )


def reply(to: Message, code: int, *, tag: str = "far", extra: str = "", body: str = "") -> str:
    """A response as the peer writes it to a request of ours."""
    target = to.first("to")
    if tag and code > 100 and ";tag=" not in target:
        target += f";tag={tag}"
    kind = "Content-Type: application/sdp\r\n" if body else ""
    vias = "".join(f"Via: {via}\r\n" for via in to.fields["via"])
    return (
        f"SIP/2.0 {code} Word\r\n{vias}From: {to.first('from')}\r\nTo: {target}\r\nCall-ID: {to.call_id}\r\n"
        f"CSeq: {to.first('cseq')}\r\n{extra}{kind}Content-Length: {len(body.encode())}\r\n\r\n{body}"
    )


def authorization(challenge: Message, method: str, user: str, **change: str) -> str:
    """The Authorization line that answers the first challenge of a 401."""
    params = (
        parse_params(";" + challenge.first("www-authenticate").removeprefix("Digest ").replace(", ", ";"))
        or {}
    )
    given = {
        "username": user,
        "realm": params["realm"],
        "nonce": params["nonce"],
        "uri": "sip:192.0.2.1",
        "response": "",
        "algorithm": params["algorithm"],
        "cnonce": "0a4f113b",
        "qop": "auth",
        "count": "00000001",
    }
    password = change.pop("password", PASSWORD)
    given.update(change)
    secret = ha1(given["algorithm"], given["username"], given["realm"], password)
    given["response"] = change.get("response") or expected(Credentials(**given), secret, method)
    return (
        f'Authorization: Digest username="{given["username"]}", realm="{given["realm"]}", '
        f'nonce="{given["nonce"]}", '
        f'uri="{given["uri"]}", response="{given["response"]}", algorithm={given["algorithm"]}, '
        f'cnonce="{given["cnonce"]}", qop={given["qop"]}, nc={given["count"]}\r\n'
    )
