"""Two houses with the same telephones: our own engine with peers that speak raw SIP, and its twin."""

from typing import Any, Protocol

from huawu.telephony import ports
from huawu.telephony.core.sip.message import Message
from huawu.telephony.engine.own import OwnTelephony
from huawu.telephony.engine.panel import Panel
from huawu.telephony.engine.pretend import PretendTelephony
from huawu.telephony.engine.rtp_ports import RtpPorts
from tests.telephony.sip.playbook import ANSWER, SDP, Stage, reply, request


class House(Protocol):
    """What the contract's tests make telephones do. Extension 8002 has a phone, 8009 has none; one trunk."""

    @property
    def port(self) -> ports.Telephony: ...

    def told(self) -> list[ports.LegEvent]: ...

    def arrive(self, number: str) -> str:
        """Somebody calls from the trunk; the leg."""
        ...

    def ring(self, leg: str) -> None: ...

    def sound(self, leg: str) -> None: ...

    def pick_up(self, leg: str) -> None: ...

    def busy(self, leg: str) -> None: ...

    def put_down(self, leg: str) -> None: ...


class Wishes:
    """A media process that only notes what it is told."""

    def __init__(self) -> None:
        self.done: list[tuple[str, dict[str, Any]]] = []

    def do(self, name: str, **args: Any) -> None:
        self.done.append((name, args))

    def last(self, name: str) -> dict[str, Any]:
        return next(args for did, args in reversed(self.done) if did == name)


class OwnHouse:
    """Our own engine; `invites` are those it has sent, by leg."""

    def __init__(self, *, media: int = 1) -> None:
        self.stage = Stage("8001", fixed={"8002": "sip:8002@198.51.100.9:5070"})
        self.media = [Wishes() for _ in range(media)]
        panel = Panel(list(self.media), RtpPorts(30000, 30198, media), host="192.0.2.1")
        self.engine = OwnTelephony(self.stage.endpoint, panel)
        self.invites: dict[str, Message] = {}
        self._calls = 0

    @property
    def port(self) -> ports.Telephony:
        return self.engine

    def told(self) -> list[ports.LegEvent]:
        self.engine.now = self.stage.now
        return self.engine.take_events()

    def arrive(self, number: str) -> str:
        self._calls += 1
        call, branch = f"call-{self._calls}", f"z9hG4bK-{self._calls}"
        uri = f"sip:{number}@192.0.2.1"
        self.stage.hear(request("INVITE", uri=uri, body=SDP, call_id=call, branch=branch))
        arrived = self.engine.take_events()[-1]
        assert isinstance(arrived, ports.Arrived)
        self.engine.panel.events.insert(0, arrived)
        self.stage.sent()
        return arrived.leg

    def _invite(self, leg: str) -> Message:
        for message in self.stage.sent():
            if message.method == "INVITE":
                self.invites[leg] = message
        return self.invites[leg]

    def _say(self, leg: str, code: int, body: str = "") -> None:
        contact = "Contact: <sip:far@192.0.2.10:5060>\r\n"
        self.stage.hear(reply(self._invite(leg), code, tag=f"far-{leg}", body=body, extra=contact))

    def ring(self, leg: str) -> None:
        self._say(leg, 180)

    def sound(self, leg: str) -> None:
        self._say(leg, 183, ANSWER)

    def pick_up(self, leg: str) -> None:
        self._say(leg, 200, ANSWER)

    def busy(self, leg: str) -> None:
        self._say(leg, 486)

    def put_down(self, leg: str) -> None:
        invite = self.invites[leg]
        to, sender = invite.first("from"), f"{invite.first('to')};tag=far-{leg}"
        self.stage.hear(
            request("BYE", call_id=invite.call_id, to=to, sender=sender, branch=f"z9hG4bK-b{leg}")
        )


class PretendHouse:
    """The twin."""

    def __init__(self) -> None:
        self.port: PretendTelephony = PretendTelephony({"8002"})
        self._calls = 0

    def told(self) -> list[ports.LegEvent]:
        return self.port.take_events()

    def arrive(self, number: str) -> str:
        self._calls += 1
        self.port.arrive(f"in{self._calls}", number)
        return f"in{self._calls}"

    def ring(self, leg: str) -> None:
        """It rings at once."""

    def sound(self, leg: str) -> None:
        self.port.sound(leg)

    def pick_up(self, leg: str) -> None:
        self.port.pick_up(leg)

    def busy(self, leg: str) -> None:
        self.port.put_down(leg, "busy")

    def put_down(self, leg: str) -> None:
        self.port.put_down(leg)
