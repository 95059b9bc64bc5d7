"""What the SIP core is told and answers. Times are microseconds."""

from dataclasses import field
from typing import Any, NamedTuple

from huawu.platform.ids import Id
from huawu.platform.values import value


class Flow(NamedTuple):
    """Where a message came from and where an answer goes. `connection` names a TCP or WebSocket connection
    (0 for UDP); a closed connection's flow can no longer be sent to."""

    transport: str  # "udp", "tcp", "ws"
    host: str
    port: int
    connection: int = 0


class ToSend(NamedTuple):
    """Bytes for a flow: one datagram, or one whole message on a stream or WebSocket. When `flow.transport` is
    "tcp" and `connection` is 0 the shell uses a connection it has to that address or opens one. No bytes: the
    shell closes the connection once what went before is out."""

    flow: Flow
    data: bytes


# ---- events ------------------------------------------------------------------------------------------------


@value
class Invited:
    """A new INVITE outside a dialog; 100 has been sent. `user` is set when digest proved an extension."""

    leg: Id
    flow: Flow
    number: str  # user part of the request URI
    caller: str  # user part of P-Asserted-Identity or From
    caller_name: str
    user: str | None
    sdp: str  # "" when the INVITE carries no offer
    hops: int = 70  # how many more may pass it on (Max-Forwards)
    replaces: Id | None = None  # the leg that is to be replaced (RFC 3891)


@value
class Progressed:
    """18x to our INVITE."""

    leg: Id
    code: int
    sdp: str


@value
class Answered:
    """2xx to our INVITE (ACK is sent by the core unless the offer was ours to answer) or the answer to our
    re-INVITE (`again`)."""

    leg: Id
    sdp: str
    again: bool = False


@value
class Acknowledged:
    """The ACK to our 2xx came; `sdp` when it carried an answer."""

    leg: Id
    sdp: str


@value
class Reoffered:
    """A re-INVITE or UPDATE with an offer (or none: ""). Answer with `endpoint.answer_again` or refuse."""

    leg: Id
    sdp: str


@value
class Ended:
    """The leg is over. `by`: peer (BYE, CANCEL), answer (a final refusal to our INVITE, `code`), timeout,
    transport, ours."""

    leg: Id
    by: str
    code: int = 0
    reason: str = ""


@value
class Keyed:
    """A key by SIP INFO (application/dtmf-relay or application/dtmf)."""

    leg: Id
    digit: str
    milliseconds: int


@value
class Bound:
    """The registrar's contacts for a user changed."""

    user: str
    contacts: int


@value
class Returned:
    """A browser registered over a connection that is bound to its user. `dialogs`: the Call-IDs that it still
    holds, as it says (X-Huawu-Dialogs)."""

    user: str
    flow: Flow
    dialogs: frozenset[str]


@value
class Referred:
    """A phone asks that its other party call `number` of ours, or the party of its leg `replaces`. 202 has
    been sent; tell it with `endpoint.refer_progress` how that goes."""

    leg: Id
    number: str
    replaces: Id | None


@value
class ReferAnswered:
    """What came of our `endpoint.refer`: accepted, ringing, done, refused, failed."""

    leg: Id
    outcome: str


Event = (
    ReferAnswered
    | Referred
    | Returned
    | Invited
    | Progressed
    | Answered
    | Acknowledged
    | Reoffered
    | Ended
    | Keyed
    | Bound
)


@value
class Trunk:
    """A neighbour that is trusted by address: calls from `networks` (CIDR) need no digest. Calls go out to it
    at `uri` ("sip:192.0.2.10:5060", an address; "" when none do), where `user` and `password` answer what it
    asks (401, 407)."""

    name: str
    networks: tuple[str, ...]
    uri: str = ""
    user: str = ""
    password: str = ""


@value
class Account:
    """A phone that may register. `ha1`: {"MD5": hex, "SHA-256": hex} (RFC 8760). `fixed`: a phone that does
    not register but is always at this URI."""

    user: str
    ha1: dict[str, str] = field(default_factory=dict)
    fixed: str | None = None


@value
class Directory:
    """Whom the endpoint knows. Replaced whole by `Endpoint.know`. `algorithms`: what phones are offered to
    prove themselves with, the strongest first ("SHA-256", "MD5"). Most phones in use stumble over an offer of
    SHA-256, even beside MD5 (sipp 3.6, baresip 1.0, JsSIP 3), so it is made only where it is asked for.
    `places`: numbers without a telephone whose lamps can be watched, those at which calls are parked."""

    realm: str
    trunks: tuple[Trunk, ...] = ()
    accounts: dict[str, Account] = field(default_factory=dict)
    algorithms: tuple[str, ...] = ("MD5",)
    places: frozenset[str] = frozenset()


Saved = dict[str, Any]
"""Plain values (msgpack-able) from which a leg or the registrar's bindings can be taken up again."""
