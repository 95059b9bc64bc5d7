"""A leg as the engine knows it, and how SIP's words become the port's words."""

from dataclasses import dataclass, fields
from typing import Any

from huawu.platform.ids import Id
from huawu.platform.plain import plain_row
from huawu.telephony.core.sip import outgoing

EARLY, UP = "early", "up"


@dataclass(slots=True)
class EngineLeg:
    """Plain values only: written down with the books and taken up by the next process."""

    id: Id
    incoming: bool
    media: int  # which media process
    port: int
    phase: str = EARLY
    answer: str = ""  # our answer to the caller's offer; "" when the INVITE had none
    remote: list[Any] | None = None  # [ip, port]
    codec: str = "PCMU"
    dtmf: int | None = None
    direction: str = "sendrecv"
    version: int = 1  # of our session description
    held: bool = False
    playing: list[Any] | None = None  # [token, prompts, loop]
    bridge: Id | None = None
    extension: str = ""  # of a browser; "" for all other legs
    edge: list[Any] | None = None  # our side at the edge: hosts, port, fingerprint, ufrag, pwd
    joined: bool = False  # the edge knows both sides
    peer: str = ""  # the browser's ICE name
    echo: bool = False
    hears: list[Any] | None = None  # speakers in its bridge; None: everyone
    outside: bool = False  # dialled through a trunk
    hops: int = 70  # how many more may pass an arrived call on
    session: int = 0  # of our session description, when it is not the port any more

    def saved(self) -> list[Any]:
        return plain_row(self)


_FIELDS = tuple(f.name for f in fields(EngineLeg))


def restored(values: list[Any]) -> EngineLeg:
    return EngineLeg(**dict(zip(_FIELDS, values, strict=False)))


REFUSALS = {
    "unknown_number": 404,
    "busy": 486,
    "declined": 603,
    "forbidden": 403,
    "congested": 503,
    "cancelled": 487,
    "full": 503,
    "no_agents": 480,
    "waited_too_long": 480,
    "closed": 480,
    "failed": 500,
    "no_ports": 503,
    "no_codec": 488,
}


REASONS = {"taken": outgoing.ELSEWHERE}
"""What a telephone is told of why it need not ring any more."""


PROGRESS = {
    "trying": 100,
    "ringing": 180,
    "done": 200,
    "hung_up": 487,
    "cancelled": 487,
    "declined": 603,
    "busy": 486,
    "no_answer": 480,
    "unreachable": 480,
    "unknown_number": 404,
    "congested": 503,
    "no_media": 488,
    "failed": 500,
}
"""What a phone that asked for a transfer is told of it (RFC 3515)."""
